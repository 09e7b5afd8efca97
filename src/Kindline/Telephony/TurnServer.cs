using System.Globalization;
using System.Net;
using Kindline.Foundation;

namespace Kindline.Telephony;

/// <summary>
/// Runs coturn for browsers that reach this machine by no direct way. It relays to rtpengine and to nobody else, so that it opens
/// neither this machine nor its network to whoever has an account.
/// </summary>
internal sealed partial class TurnServer(
    KindlineOptions options, TurnCredentials credentials, TurnHealth health, TimeProvider clock, ILogger<TurnServer> logger) : BackgroundService
{
    private readonly string pidFile = Path.Combine(options.DataFolder, "turnserver.pid");
    private readonly string configuration = Path.Combine(options.DataFolder, "turnserver.conf");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.TurnPort == 0)
        {
            return;
        }
        var program = new SideProgram("turnserver", pidFile, clock, logger);
        if (program.Path is not { } path)
        {
            health.Missing = "coturn is not installed (Debian package coturn): browser phones beyond a firewall cannot be heard.";
            LogMissing();
            return;
        }
        await WriteConfigurationAsync(stoppingToken);
        await program.KeepAsync(path, () => ["-c", configuration], OnStartedAsync, state => health.Missing = state, stoppingToken);
    }

    /// <summary>The settings of coturn, one a line.</summary>
    internal static IEnumerable<string> Configuration(KindlineOptions options, RelayAddresses addresses, string secret, string pidFile)
    {
        var own = addresses.Outside[0];
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"listening-port={options.TurnPort}"),
            .. addresses.Outside.Select(a => $"listening-ip={a}"),
            $"relay-ip={own}",
            .. addresses.Advertised is { } advertised ? (string[])[$"external-ip={advertised}/{own}"] : [],
            "realm=kindline", "use-auth-secret", $"static-auth-secret={secret}", "fingerprint", "stale-nonce=600",
            // A call takes one allocation; a page that is opened again may hold the last one for a while.
            "user-quota=12", "total-quota=1200",
            "no-tls", "no-dtls", "no-cli", "no-multicast-peers", "no-rfc5780",
            // What is allowed goes before what is denied: the relay, and nothing else in the world.
            "denied-peer-ip=0.0.0.0-255.255.255.255", "denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            .. addresses.Reachable.Select(a => $"allowed-peer-ip={a}"),
            .. addresses.Outside.Any(IPAddress.IsLoopback) ? (string[])["allow-loopback-peers"] : [],
            $"pidfile={pidFile}", "no-stdout-log", "simple-log", "log-file=/dev/null", $"userdb={Path.ChangeExtension(pidFile, ".db")}",
        ];
    }

    private async Task WriteConfigurationAsync(CancellationToken ct)
    {
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // It holds the secret: a command line could be read by everybody on the machine.
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        await using var file = new StreamWriter(configuration, how);
        foreach (var line in Configuration(options, RelayAddresses.Of(options), credentials.Secret, pidFile))
        {
            await file.WriteLineAsync(line.AsMemory(), ct);
        }
    }

    private Task OnStartedAsync(CancellationToken stopped)
    {
        health.Missing = null;
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "coturn is not installed (Debian package coturn): browser phones beyond a firewall cannot be heard")]
    private partial void LogMissing();
}

internal sealed class TurnHealth(KindlineOptions options) : SideProgramHealth(options.TurnPort == 0 ? null : "coturn is not running.");
