using System.Text;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>
/// Digits in INFO, as phones without telephone-event send them. There is no RFC; the body reads:
/// <code>
/// Signal=5
/// Duration=160
/// </code>
/// </summary>
internal static class DtmfRelay
{
    private const string Digits = "0123456789*#ABCD";

    public static bool TryRead(SipRequest info, out char digit)
    {
        digit = default;
        var type = info.Headers[HeaderNames.ContentType] ?? "";
        if (!type.StartsWith("application/dtmf-relay", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        foreach (var line in Encoding.Latin1.GetString(info.Body.Span).Split('\n'))
        {
            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is [var name, { Length: 1 } value] && name.Equals("Signal", StringComparison.OrdinalIgnoreCase))
            {
                digit = char.ToUpperInvariant(value[0]);
                return Digits.Contains(digit);
            }
        }
        return false;
    }
}
