using System.Buffers;
using System.Globalization;

namespace Kindline.Voice.Sip;

/// <summary>Writes messages as they go on the wire (RFC 3261 7). Content-Length is always the true one, whatever the fields say.</summary>
public static class SipWriter
{
    /// <summary>The message as bytes.</summary>
    public static byte[] ToBytes(SipMessage message)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        Write(message, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Appends the message to a buffer.</summary>
    public static void Write(SipMessage message, IBufferWriter<byte> output)
    {
        WriteStartLine(message, output);
        var hasLength = false;
        foreach (var field in message.Headers)
        {
            if (!field.Name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase))
            {
                WriteField(field.Name, field.Value, output);
            }
            else if (!hasLength)
            {
                hasLength = true;
                WriteLength(message, output);
            }
        }
        if (!hasLength)
        {
            WriteLength(message, output);
        }
        output.Write("\r\n"u8);
        output.Write(message.Body.Span);
    }

    private static void WriteStartLine(SipMessage message, IBufferWriter<byte> output)
    {
        switch (message)
        {
            case SipRequest request:
                SipText.Encode(request.Method, output);
                output.Write(" "u8);
                WriteOnOneLine(request.Uri.ToString(), output);
                output.Write(" SIP/2.0\r\n"u8);
                break;
            case SipResponse response:
                output.Write("SIP/2.0 "u8);
                SipText.Encode(response.StatusCode.ToString("D3", CultureInfo.InvariantCulture), output);
                output.Write(" "u8);
                WriteOnOneLine(response.ReasonPhrase, output);
                output.Write("\r\n"u8);
                break;
        }
    }

    private static void WriteLength(SipMessage message, IBufferWriter<byte> output) =>
        WriteField(HeaderNames.ContentLength, message.Body.Length.ToString(CultureInfo.InvariantCulture), output);

    private static void WriteField(string name, string value, IBufferWriter<byte> output)
    {
        SipText.Encode(name, output);
        output.Write(": "u8);
        WriteOnOneLine(value, output);
        output.Write("\r\n"u8);
    }

    // A line break inside a value would start a field of the sender's choosing.
    private static void WriteOnOneLine(string text, IBufferWriter<byte> output) =>
        SipText.Encode(text.AsSpan().ContainsAny('\r', '\n') ? text.Replace('\r', ' ').Replace('\n', ' ') : text, output);
}
