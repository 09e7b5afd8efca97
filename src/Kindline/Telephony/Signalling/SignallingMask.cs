using System.Text.RegularExpressions;

namespace Kindline.Telephony.Signalling;

/// <summary>
/// Takes out of a SIP message what opens doors or tells of people, and leaves what a telephone engineer needs: fields, tags, branches,
/// addresses, codecs. Cost: a few regular expressions over some hundred bytes, when a ladder is kept or looked at.
/// </summary>
internal static partial class SignallingMask
{
    /// <summary>Without digest answers, SRTP keys and ICE passwords: so it is kept.</summary>
    public static string WithoutSecrets(string message) => Keys().Replace(Secrets().Replace(message, "$1(hidden)"), "$1(hidden)");

    /// <summary>
    /// Without names and numbers too; of a number the last two digits stay, so that two can still be told apart. For those who may not
    /// see whose call it is, and for what is sent to a maker or a carrier.
    /// </summary>
    public static string WithoutPeople(string message)
    {
        var masked = DisplayNames().Replace(message, "$1\"...\" <");
        masked = UserParts().Replace(masked, static m => $"{m.Groups[1].Value}{Shorten(m.Groups[2].Value)}@");
        return string.Join('\n', masked.Split('\n').Select(static line => NamesACall(line) ? line : line.StartsWith("o=", StringComparison.Ordinal) ? Origin().Replace(line, "$1...") : LongNumbers().Replace(line, static m => Shorten(m.Value))));
    }

    // Made by machines, and what a maker looks for first.
    private static bool NamesACall(string line) =>
        line.StartsWith("Call-ID:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Replaces:", StringComparison.OrdinalIgnoreCase);

    private static string Shorten(string user) => user.Length > 2 ? $"...{user[^2..]}" : "...";

    // Digest answers hold the user and what a password can be guessed from.
    [GeneratedRegex(@"(?im)^((?:Proxy-Authorization|Authorization|Proxy-Authenticate|WWW-Authenticate|Identity)[ \t]*:[ \t]*)[^\r\n]*(?:\r\n[ \t][^\r\n]*)*")]
    private static partial Regex Secrets();

    [GeneratedRegex(@"(?im)^(a=(?:crypto:[0-9]+ [^ \r\n]+ inline:|ice-pwd:|fingerprint:))[^\r\n]*")]
    private static partial Regex Keys();

    [GeneratedRegex(@"(?im)^([A-Za-z-]+[ \t]*:[ \t]*)(?:""(?:[^""\\\r\n]|\\.)*""[ \t]*|[^<>""\r\n:;, \t][^<>""\r\n:;,]*)<(?=sips?:|tel:)")]
    private static partial Regex DisplayNames();

    [GeneratedRegex(@"(?i)\b(sips?:)([^@\s<>;]+)@")]
    private static partial Regex UserParts();

    // A phone may put its user there; id and version of the session are an engineer's (RFC 4566 5.2).
    [GeneratedRegex(@"^(o=)[^ -][^ ]*")]
    private static partial Regex Origin();

    // A number on its own, as in tel: URIs or a body; tags and branches stand behind an equals sign.
    [GeneratedRegex(@"(?<=tel:|[\s""<,])\+?[0-9][0-9().-]{8,}[0-9](?=[\s>"";,]|$)")]
    private static partial Regex LongNumbers();
}
