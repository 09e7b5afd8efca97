using System.Buffers;
using System.Text;

namespace Kindline.Voice.Sip;

/// <summary>
/// Between wire bytes and strings without loss. SIP text is UTF-8 (RFC 3261 7), yet peers send anything: a byte that is no part of
/// valid UTF-8 becomes the lone surrogate U+DC00 + byte, which cannot come from valid text, and turns back into that byte on writing.
/// </summary>
internal static class SipText
{
    private const int StrayByte = 0xDC00;

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
        }
        var text = new StringBuilder(bytes.Length);
        Span<char> pair = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == OperationStatus.Done)
            {
                text.Append(pair[..rune.EncodeToUtf16(pair)]);
            }
            else
            {
                used = 1;
                text.Append((char)(StrayByte + bytes[0]));
            }
            bytes = bytes[used..];
        }
        return text.ToString();
    }

    /// <summary>
    /// What is shown and stored of a text that a peer wrote: control characters, which "%00" in a URI makes as well, and bytes that are no text
    /// become U+FFFD. A database would refuse some of them.
    /// </summary>
    public static string Printable(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            printable.Append((Rune.IsControl(rune) ? Rune.ReplacementChar : rune).ToString());
        }
        return printable.ToString();
    }

    public static void Encode(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        // three bytes hold any UTF-16 unit; a pair needs four
        var space = output.GetSpan(text.Length * 3 + 1);
        if (Ascii.FromUtf16(text, space, out var written) == OperationStatus.Done)
        {
            output.Advance(written);
            return;
        }
        output.Advance(EncodeMixed(text, space));
    }

    private static int EncodeMixed(ReadOnlySpan<char> text, Span<byte> space)
    {
        var written = 0;
        while (!text.IsEmpty)
        {
            if (text[0] - StrayByte is >= 0x80 and <= 0xFF)
            {
                space[written++] = (byte)(text[0] - StrayByte);
                text = text[1..];
                continue;
            }
            // an ill-formed pair of other origin becomes U+FFFD, as everywhere in .NET
            _ = Rune.DecodeFromUtf16(text, out var rune, out var used);
            written += rune.EncodeToUtf8(space[written..]);
            text = text[used..];
        }
        return written;
    }
}
