namespace Kindline.Voice.Sip.Guard;

/// <summary>
/// By what scanners give themselves away: the User-Agent that their makers built in. Who changes it is found by what he asks for.
/// sipvicious 0.3.3 sends "User-Agent: friendly-scanner" with svmap (OPTIONS to user 100), svwar (REGISTER) and svcrack (REGISTER).
/// </summary>
internal static class ScannerSigns
{
    private static readonly string[] Agents =
    [
        "friendly-scanner", "friendly-request", "sipvicious", "sipcli", "sundayddr", "pplsip", "sip-scan", "sivus",
        "vaxsipuseragent", "nmap", "masscan", "zgrab",
    ];

    public static bool IsScanner(SipRequest request)
    {
        foreach (var agent in request.Headers.All(HeaderNames.UserAgent))
        {
            if (Agents.Any(a => agent.Contains(a, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }
        return false;
    }
}
