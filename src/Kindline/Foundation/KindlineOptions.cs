using System.Globalization;
using System.Net;

namespace Kindline.Foundation;

/// <summary>
/// The process's settings, read once from the environment (docs/settings.md). A value that cannot be read stops the start with
/// the variable's name.
/// </summary>
public sealed record KindlineOptions
{
    private readonly string? inboxFolder;

    /// <summary>KINDLINE_DATA: everything the centre keeps.</summary>
    public required string DataFolder { get; init; }

    /// <summary>KINDLINE_INBOX: files laid into a practice's folder below it are taken in by themselves.</summary>
    public string InboxFolder { get => inboxFolder ?? Path.Combine(DataFolder, "inbox"); init => inboxFolder = value; }

    /// <summary>KINDLINE_KEY_FILE: the 32-byte master key, which must not lie in the data folder (45 CFR 164.402 guidance).</summary>
    public required string KeyFile { get; init; }

    /// <summary>KINDLINE_HTTP.</summary>
    public int HttpPort { get; init; } = 5080;

    /// <summary>KINDLINE_SIP, for UDP and TCP; TLS takes the next one.</summary>
    public int SipPort { get; init; } = 5060;

    /// <summary>The port of SIP over TLS; 0 where that of SIP is 0, or no certificate is set.</summary>
    public int SipTlsPort => TlsCertificate is null || SipPort == 0 ? 0 : SipPort + 1;

    /// <summary>KINDLINE_MLLP.</summary>
    public int MllpPort { get; init; } = 2575;

    /// <summary>KINDLINE_RTP, first and last; 0 to 0 means any free ones.</summary>
    public (int First, int Last) RtpPorts { get; init; } = (20000, 20999);

    /// <summary>KINDLINE_RTPENGINE, first and last.</summary>
    public (int First, int Last) RtpEnginePorts { get; init; } = (21000, 21999);

    /// <summary>KINDLINE_TURN, UDP and TCP; 0 where no TURN server runs, as on loopback, which needs none.</summary>
    public int TurnPort { get; init; }

    /// <summary>KINDLINE_BIND: the address all listeners take; where unset, loopback for a demo centre and any for a real one.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>KINDLINE_ADVERTISE: the address that peers are told, where it differs from the bound one.</summary>
    public IPAddress? Advertised { get; init; }

    /// <summary>KINDLINE_TLS_CERT: a PEM file with certificate and key for pages, WebSockets and SIP; read again when it changes.</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>KINDLINE_DB: a PostgreSQL connection string; SQLite in the data folder where null.</summary>
    public string? Postgres { get; init; }

    /// <summary>KINDLINE_DEMO: whether an empty folder gets the demo practice.</summary>
    public bool Demo { get; init; } = true;

    /// <summary>KINDLINE_TOWN: whether the demo's people call, and its simulated agents take seats.</summary>
    public bool Town { get; init; } = true;

    /// <summary>KINDLINE_POOR_SOUND, in tenths: a leg whose estimated opinion (ITU-T G.107) stays below it sounds poor.</summary>
    public double PoorSoundMos { get; init; } = 3.1;

    /// <summary>KINDLINE_POOR_SOUND_SECONDS: for so long.</summary>
    public TimeSpan PoorSoundFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>KINDLINE_TOWN_SPEED: so many times faster than life they live.</summary>
    public int TownSpeed { get; init; } = 1;

    /// <summary>KINDLINE_TOWN_LOAD: so many times the usual number of them.</summary>
    public int TownLoad { get; init; } = 1;

    /// <summary>KINDLINE_DRAIN_SECONDS: how long running calls may go on after a SIGTERM.</summary>
    public TimeSpan DrainFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>KINDLINE_TRANSFER_SECONDS: how long a transfer rings before it comes back to the one who sent it.</summary>
    public TimeSpan TransferRings { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>KINDLINE_PARK_SECONDS: how long a caller stays parked before coming back to the one who parked.</summary>
    public TimeSpan ParkedFor { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>KINDLINE_ANNOUNCE: whether a callee is told of the recording also where the law asks for one party's consent alone.</summary>
    public bool AnnouncesAlways { get; init; } = true;

    /// <summary>KINDLINE_SIGNALLING_DAYS: how long the SIP messages of calls are kept; 0 keeps none.</summary>
    public int SignallingDays { get; init; } = 30;

    /// <summary>KINDLINE_SIP_GUARD_LOOPBACK: whether SIP peers on loopback are judged like those of the world.</summary>
    public bool GuardsLoopback { get; init; }

    /// <summary>KINDLINE_DEMO_PASSWORD: the demo users' password, made up where null.</summary>
    public string? DemoPassword { get; init; }

    /// <summary>KINDLINE_TRUNK: where a demo centre's outbound calls go; a loopback address.</summary>
    public IPEndPoint? DemoTrunk { get; init; }

    /// <summary>KINDLINE_SESSION_IDLE_MINUTES: how long a session lasts without a request (45 CFR 164.312(a)(2)(iii)).</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>KINDLINE_SESSION_HOURS: how long it lasts at most (NIST SP 800-63B).</summary>
    public TimeSpan SessionLimit { get; init; } = TimeSpan.FromHours(12);

    /// <summary>KINDLINE_LOCKOUT_FAILURES: how many wrong passwords lock an account.</summary>
    public int LockoutFailures { get; init; } = 7;

    /// <summary>KINDLINE_LOCKOUT_MINUTES.</summary>
    public TimeSpan Lockout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Reads the environment.</summary>
    /// <exception cref="SettingException">A variable's value cannot be used.</exception>
    public static KindlineOptions FromEnvironment(Func<string, string?> get)
    {
        var bind = Address("KINDLINE_BIND") ?? (Text("KINDLINE_DEMO") == "0" ? IPAddress.Any : IPAddress.Loopback);
        var data = Path.GetFullPath(Text("KINDLINE_DATA") ?? "data");
        return new KindlineOptions
        {
            DataFolder = data,
            InboxFolder = Path.GetFullPath(Text("KINDLINE_INBOX") ?? Path.Combine(data, "inbox")),
            KeyFile = Path.GetFullPath(Text("KINDLINE_KEY_FILE") ?? $"{data.TrimEnd('/')}.key"),
            HttpPort = Port("KINDLINE_HTTP", 5080),
            SipPort = Port("KINDLINE_SIP", 5060) is var sip && (sip < 65535 || Text("KINDLINE_TLS_CERT") is null)
                ? sip
                : throw new SettingException("KINDLINE_SIP", "below 65535, as TLS takes the next port"),
            MllpPort = Port("KINDLINE_MLLP", 2575),
            RtpPorts = Range("KINDLINE_RTP", (20000, 20999)),
            RtpEnginePorts = Range("KINDLINE_RTPENGINE", (21000, 21999)),
            TurnPort = Port("KINDLINE_TURN", IPAddress.IsLoopback(bind) ? 0 : 3478),
            Bind = bind,
            Advertised = Address("KINDLINE_ADVERTISE"),
            TlsCertificate = Text("KINDLINE_TLS_CERT"),
            Postgres = Text("KINDLINE_DB"),
            Demo = Text("KINDLINE_DEMO") != "0",
            Town = Text("KINDLINE_TOWN") != "0",
            TownSpeed = Count("KINDLINE_TOWN_SPEED", 1, 1, 60),
            TownLoad = Count("KINDLINE_TOWN_LOAD", 1, 1, 60),
            DrainFor = TimeSpan.FromSeconds(Count("KINDLINE_DRAIN_SECONDS", 30, 0, 3600)),
            TransferRings = TimeSpan.FromSeconds(Count("KINDLINE_TRANSFER_SECONDS", 20, 5, 120)),
            ParkedFor = TimeSpan.FromSeconds(Count("KINDLINE_PARK_SECONDS", 120, 10, 3600)),
            AnnouncesAlways = Text("KINDLINE_ANNOUNCE") is not { } announce || announce == "always" || (announce == "law" ? false
                : throw new SettingException("KINDLINE_ANNOUNCE", "always or law")),
            SignallingDays = Count("KINDLINE_SIGNALLING_DAYS", 30, 0, 366),
            GuardsLoopback = Text("KINDLINE_SIP_GUARD_LOOPBACK") == "1",
            PoorSoundMos = Count("KINDLINE_POOR_SOUND", 31, 10, 45) / 10.0,
            PoorSoundFor = TimeSpan.FromSeconds(Count("KINDLINE_POOR_SOUND_SECONDS", 10, 5, 600)),
            DemoPassword = Text("KINDLINE_DEMO_PASSWORD"),
            DemoTrunk = Loopback("KINDLINE_TRUNK"),
            SessionIdle = TimeSpan.FromMinutes(Count("KINDLINE_SESSION_IDLE_MINUTES", 15, 1, 720)),
            SessionLimit = TimeSpan.FromHours(Count("KINDLINE_SESSION_HOURS", 12, 1, 24)),
            LockoutFailures = Count("KINDLINE_LOCKOUT_FAILURES", 7, 1, 20),
            Lockout = TimeSpan.FromMinutes(Count("KINDLINE_LOCKOUT_MINUTES", 15, 1, 1440)),
        };

        string? Text(string name) => get(name) is { Length: > 0 } value ? value : null;

        int Port(string name, int fallback) => Text(name) is not { } value ? fallback
            : ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port
            : throw new SettingException(name, "a port from 0 to 65535");

        int Count(string name, int fallback, int least, int most) => Text(name) is not { } value ? fallback
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most ? count
            : throw new SettingException(name, $"a number from {least} to {most}");

        (int, int) Range(string name, (int, int) fallback)
        {
            if (Text(name) is not { } value)
            {
                return fallback;
            }
            var parts = value.Split('-');
            return parts.Length == 2 && ushort.TryParse(parts[0], out var first) && ushort.TryParse(parts[1], out var last) && first <= last
                ? (first, last)
                : value == "0" ? (0, 0) : throw new SettingException(name, "FIRST-LAST, such as 20000-20999, or 0");
        }

        IPAddress? Address(string name) => Text(name) is not { } value ? null
            : IPAddress.TryParse(value, out var address) ? address : throw new SettingException(name, "an IP address");

        IPEndPoint? Loopback(string name)
        {
            if (Text(name) is not { } value)
            {
                return null;
            }
            var host = value.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? $"127.0.0.1:{value["localhost:".Length..]}" : value;
            return IPEndPoint.TryParse(host, out var endpoint) && endpoint.Port > 0 && IPAddress.IsLoopback(endpoint.Address)
                ? endpoint
                : throw new SettingException(name, "HOST:PORT on loopback");
        }
    }
}

/// <summary>A setting that cannot be used, in words for the person who starts the program.</summary>
public sealed class SettingException(string variable, string expected) : Exception($"{variable} must be {expected}.");
