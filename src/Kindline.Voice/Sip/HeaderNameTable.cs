using System.Text;

namespace Kindline.Voice.Sip;

/// <summary>Gives known field names as shared strings in their long form (RFC 3261 7.3.3 and the IANA registry of compact forms).</summary>
internal static class HeaderNameTable
{
    private static readonly string[][] ByLength = Group(
    [
        HeaderNames.Accept, HeaderNames.Allow, HeaderNames.Authorization, HeaderNames.CallId, HeaderNames.Contact,
        HeaderNames.ContentLength, HeaderNames.ContentType, HeaderNames.CSeq, HeaderNames.Expires, HeaderNames.From,
        HeaderNames.MaxForwards, HeaderNames.ProxyAuthenticate, HeaderNames.ProxyAuthorization, HeaderNames.Reason,
        HeaderNames.RecordRoute, HeaderNames.Require, HeaderNames.RetryAfter, HeaderNames.Route, HeaderNames.Server,
        HeaderNames.Supported, HeaderNames.To, HeaderNames.Unsupported, HeaderNames.UserAgent, HeaderNames.Via,
        HeaderNames.WwwAuthenticate, "Accept-Encoding", "Accept-Language", "Alert-Info", "Allow-Events", "Call-Info",
        "Content-Disposition", "Content-Encoding", "Content-Language", "Date", "Diversion", "Event", "History-Info", "Min-Expires",
        "Min-SE", "MIME-Version", "Organization", "P-Asserted-Identity", "P-Preferred-Identity", "Path", "Priority", "Privacy",
        "Proxy-Require", "RAck", "RSeq", "Refer-To", "Referred-By", "Remote-Party-ID", "Replaces", "Service-Route", "Session-Expires",
        "Subject", "Subscription-State", "Timestamp", "Warning", "Identity",
    ]);

    /// <summary>The long form in its usual spelling, or the name as it stands where it is not known.</summary>
    public static string LongForm(ReadOnlySpan<byte> name)
    {
        if (name.Length == 1)
        {
            return FromCompact(name[0]) ?? Encoding.ASCII.GetString(name);
        }
        if (name.Length < ByLength.Length)
        {
            foreach (var known in ByLength[name.Length])
            {
                if (Ascii.EqualsIgnoreCase(name, known))
                {
                    return known;
                }
            }
        }
        return Encoding.ASCII.GetString(name);
    }

    private static string? FromCompact(byte letter) => (char)(letter | 0x20) switch
    {
        'a' => "Accept-Contact",
        'b' => "Referred-By",
        'c' => HeaderNames.ContentType,
        'd' => "Request-Disposition",
        'e' => "Content-Encoding",
        'f' => HeaderNames.From,
        'i' => HeaderNames.CallId,
        'j' => "Reject-Contact",
        'k' => HeaderNames.Supported,
        'l' => HeaderNames.ContentLength,
        'm' => HeaderNames.Contact,
        'n' => "Identity-Info",
        'o' => "Event",
        'r' => "Refer-To",
        's' => "Subject",
        't' => HeaderNames.To,
        'u' => "Allow-Events",
        'v' => HeaderNames.Via,
        'x' => "Session-Expires",
        'y' => "Identity",
        _ => null,
    };

    private static string[][] Group(string[] names)
    {
        var groups = new string[names.Max(n => n.Length) + 1][];
        for (var length = 0; length < groups.Length; length++)
        {
            groups[length] = [.. names.Where(n => n.Length == length)];
        }
        return groups;
    }
}
