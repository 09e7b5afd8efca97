using System.Buffers;
using System.Text;

namespace Kindline.Voice.Sip;

/// <summary>The "%41" escapes of URIs (RFC 3261 19.1.2), byte for byte over <see cref="SipText"/>.</summary>
internal static class PercentEscape
{
    /// <summary>Resolves the escapes; false where one is broken or a plain character is not allowed here.</summary>
    public static bool TryUnescape(ReadOnlySpan<char> text, SearchValues<char> allowed, out string plain)
    {
        plain = "";
        if (!text.ContainsAnyExcept(allowed))
        {
            plain = text.ToString();
            return true;
        }
        Span<byte> bytes = text.Length <= 256 ? stackalloc byte[256] : new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                if (!allowed.Contains(text[i]))
                {
                    return false;
                }
                bytes[length++] = (byte)text[i];
                continue;
            }
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return false;
            }
            bytes[length++] = (byte)(Convert.ToInt32(text.Slice(i + 1, 2).ToString(), 16));
            i += 2;
        }
        plain = SipText.Decode(bytes[..length]);
        return true;
    }

    /// <summary>The text with every character outside the allowed set escaped.</summary>
    public static string Escape(string text, SearchValues<char> allowed)
    {
        if (!text.AsSpan().ContainsAnyExcept(allowed))
        {
            return text;
        }
        var bytes = new ArrayBufferWriter<byte>(text.Length * 3 + 1);
        SipText.Encode(text, bytes);
        var escaped = new StringBuilder(bytes.WrittenCount * 2);
        foreach (var octet in bytes.WrittenSpan)
        {
            if (allowed.Contains((char)octet))
            {
                escaped.Append((char)octet);
            }
            else
            {
                escaped.Append('%').Append(octet.ToString("X2", null));
            }
        }
        return escaped.ToString();
    }
}
