using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kindline.Foundation;
using Kindline.Voice.Calls;

namespace Kindline.Telephony;

/// <summary>What is to be changed of a trunk; a field that is absent stays as it is, an empty text takes it away.</summary>
/// <param name="From">Comma-separated addresses, ADDRESS:PORT or prefixes.</param>
/// <param name="Outbound">ADDRESS:PORT.</param>
/// <param name="Transport">udp, tcp or tls.</param>
/// <param name="Authority">Certificates in PEM of who signs the gateway's; without them the authorities that this machine trusts count.</param>
/// <param name="Audio">plain, or srtp: then a call that would not be encrypted is refused.</param>
/// <param name="AskSeconds">0 for never.</param>
internal sealed record TrunkInput(
    string? From = null,
    string? Outbound = null,
    string? User = null,
    string? Password = null,
    TrunkTransport? Transport = null,
    string? Authority = null,
    TrunkAudio? Audio = null,
    string? Domain = null,
    int? Priority = null,
    int? Weight = null,
    bool? Registers = null,
    int? AskSeconds = null,
    int? SilentSeconds = null,
    bool? UnavailableGoesOn = null,
    string? RedirectHosts = null)
{
    /// <summary>Puts what is said here over what the row holds.</summary>
    public void Put(TrunkLine row, TrunkSecrets secrets)
    {
        row.From = From?.Trim() ?? row.From;
        row.Outbound = Over(Outbound, row.Outbound);
        row.User = Over(User, row.User);
        row.Transport = Transport ?? row.Transport;
        row.Audio = Audio ?? row.Audio;
        row.Authority = Over(Authority, row.Authority);
        row.Domain = Over(Domain, row.Domain);
        row.Priority = Priority ?? row.Priority;
        row.Weight = Weight ?? row.Weight;
        row.Registers = Registers ?? row.Registers;
        row.AskSeconds = AskSeconds ?? row.AskSeconds;
        row.SilentSeconds = SilentSeconds ?? row.SilentSeconds;
        row.UnavailableGoesOn = UnavailableGoesOn ?? row.UnavailableGoesOn;
        row.RedirectHosts = RedirectHosts?.Trim() ?? row.RedirectHosts;
        row.ProtectedPassword = Password switch
        {
            null => row.ProtectedPassword,
            "" => null,
            _ => secrets.Protect(Password),
        };
    }

    private static string? Over(string? said, string? kept) => said is null ? kept : said.Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>What a trunk may not be, each fault at its field.</summary>
internal static class TrunkRules
{
    private const int Largest = 65_535;
    private const string FromHere = "a demo centre takes calls from this machine only: start with KINDLINE_DEMO=0 on an empty folder";
    private const string ToHere = "a demo centre calls this machine only: start with KINDLINE_DEMO=0 on an empty folder";

    /// <param name="row">As it would be.</param>
    /// <param name="isDemo">A demo centre, whose password is known, takes loopback addresses only (design decision 11).</param>
    public static FieldErrors Check(TrunkLine row, bool isDemo)
    {
        var errors = new FieldErrors();
        if (row.Name.Trim() is not { Length: > 0 and <= 80 })
        {
            errors.Add("name", "must have from 1 to 80 characters");
        }
        CheckSources(row, isDemo, errors);
        CheckOutbound(row, isDemo, errors);
        if (row.Domain is { } domain && !IsHost(domain))
        {
            errors.Add("domain", $"\"{domain}\" is no domain, such as sip.carrier.example");
        }
        foreach (var host in TrunkLine.PartsOf(row.RedirectHosts).Where(h => !IsHost(h)))
        {
            errors.Add("redirectHosts", $"\"{host}\" is no host name or address");
        }
        if (row.Authority is { } pem && !IsAuthority(pem))
        {
            errors.Add("authority", "must be certificates in PEM: -----BEGIN CERTIFICATE----- and so on, without a private key");
        }
        Within(
            "audio", row.Audio == TrunkAudio.Plain || row.Transport == TrunkTransport.Tls,
            "SRTP needs TLS: its keys stand in the signalling, where anybody on the way could read them");
        Range("priority", row.Priority, 0);
        Range("weight", row.Weight, 0);
        Within("askSeconds", row.AskSeconds == 0 || row.AskSeconds is >= 10 and <= 3600, "must be from 10 to 3600, or 0 for never");
        Within("silentSeconds", row.SilentSeconds is >= 1 and <= 32, "must be from 1 to 32");
        CheckAccount(row, errors);
        return errors;

        void Range(string field, int value, int least) => Within(field, value >= least && value <= Largest, $"must be from {least} to {Largest}");

        void Within(string field, bool fits, string words)
        {
            if (!fits)
            {
                errors.Add(field, words);
            }
        }
    }

    private static bool IsHost(string text) => Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

    private static bool IsAuthority(string pem)
    {
        if (pem.Length > TrunkLine.LongestAuthority || pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return false;
        }
        X509Certificate2Collection read = [];
        try
        {
            read.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return false;
        }
        var any = read.Count > 0;
        foreach (var certificate in read)
        {
            certificate.Dispose();
        }
        return any;
    }

    private static void CheckSources(TrunkLine row, bool isDemo, FieldErrors errors)
    {
        foreach (var part in TrunkLine.PartsOf(row.From))
        {
            if (!TrunkSource.TryParse(part, out var source))
            {
                errors.Add("from", $"\"{part}\" is no address, ADDRESS:PORT or prefix");
            }
            else if (isDemo && !IPAddress.IsLoopback(source.Network.BaseAddress))
            {
                errors.Add("from", FromHere);
            }
        }
    }

    private static void CheckOutbound(TrunkLine row, bool isDemo, FieldErrors errors)
    {
        if (row.Outbound is null)
        {
            if (row.Registers)
            {
                errors.Add("outbound", "must say where to register: ADDRESS:PORT, such as 203.0.113.7:5060");
            }
        }
        else if (!IPEndPoint.TryParse(row.Outbound, out var endpoint) || endpoint.Port == 0)
        {
            errors.Add("outbound", "must be ADDRESS:PORT, such as 203.0.113.7:5060");
        }
        else if (isDemo && !IPAddress.IsLoopback(endpoint.Address))
        {
            errors.Add("outbound", ToHere);
        }
    }

    private static void CheckAccount(TrunkLine row, FieldErrors errors)
    {
        if (row.Registers && row.User is null)
        {
            errors.Add("user", "must be given for a trunk that registers");
        }
        if (row.Registers && row.ProtectedPassword is null)
        {
            errors.Add("password", "must be given for a trunk that registers");
        }
    }
}
