namespace Kindline.Voice.Sip;

/// <summary>One Via value (RFC 3261 20.42): "SIP/2.0/UDP host:port;branch=...".</summary>
public sealed record Via(string Transport, string Host, int? Port, SipParameters Parameters)
{
    private static readonly Via None = new("", "", null, SipParameters.Empty);

    /// <summary>The branch, or null.</summary>
    public string? Branch => Parameters["branch"];

    /// <summary>Reads all values over several lines; empty where any is malformed.</summary>
    public static IReadOnlyList<Via> ParseAll(IEnumerable<string> lines)
    {
        List<Via> all = [];
        foreach (var line in lines)
        {
            foreach (var value in new CommaList(line))
            {
                if (!TryParse(value, out var via))
                {
                    return [];
                }
                all.Add(via);
            }
        }
        return all;
    }

    /// <summary>Reads one value; false where it is malformed or not of SIP/2.0.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Via via)
    {
        via = None;
        var rest = text;
        if (!SipSyntax.Before('/', ref rest).Equals("SIP", StringComparison.OrdinalIgnoreCase)
            || !SipSyntax.Before('/', ref rest).SequenceEqual("2.0"))
        {
            return false;
        }
        rest = rest.TrimStart(" \t");
        var space = rest.IndexOfAny(' ', '\t');
        if (space <= 0 || !SipSyntax.IsToken(rest[..space]))
        {
            return false;
        }
        var transport = TransportName(rest[..space]);
        rest = rest[space..].TrimStart(" \t");
        if (!SipSyntax.TryTakeHostPort(ref rest, spaces: true, out var host, out var port)
            || !SipParameters.TryParse(rest, out var parameters))
        {
            return false;
        }
        via = new Via(transport, host, port, parameters);
        return true;
    }

    /// <summary>The wire form.</summary>
    public override string ToString() => $"SIP/2.0/{Transport} {SipSyntax.HostPort(Host, Port)}{Parameters}";

    private static string TransportName(ReadOnlySpan<char> text) => text switch
    {
        "UDP" => "UDP",
        "TCP" => "TCP",
        _ => text.ToString(),
    };
}
