using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kindline.Foundation;

namespace Kindline.Telephony;

/// <summary>
/// Runs rtpengine, which browser phones and trunks with SRTP need. Without the program all else works, and /healthz says what is missing.
/// </summary>
internal sealed partial class RtpEngine(
    KindlineOptions options, RtpEngineHealth health, NgClient control, RtpEngineRelay relay, TimeProvider clock, ILogger<RtpEngine> logger)
    : BackgroundService
{
    private readonly string pidFile = Path.Combine(options.DataFolder, "rtpengine.pid");
    private bool ranBefore;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var program = new SideProgram("rtpengine", pidFile, clock, logger);
        if (program.Path is not { } path)
        {
            health.Missing = "rtpengine is not installed (Debian package rtpengine-daemon): browser phones and encrypted trunks cannot work, SIP phones and plain trunks do.";
            LogMissing();
            return;
        }
        using var ports = RelayPorts.Claim(options.RtpEnginePorts);
        await program.KeepAsync(path, () => Arguments(ports), OnStartedAsync, state => health.Missing = state, stoppingToken);
    }

    /// <summary>Healthy once it answers; after a restart the legs that were in it are told.</summary>
    private async Task OnStartedAsync(CancellationToken stopped)
    {
        while (!stopped.IsCancellationRequested && !await control.IsThereAsync(stopped))
        {
        }
        if (stopped.IsCancellationRequested)
        {
            return;
        }
        health.Missing = null;
        if (ranBefore)
        {
            relay.HasRestarted();
        }
        ranBefore = true;
    }

    private List<string> Arguments(RelayPorts ports)
    {
        var ng = FreeUdpPort();
        control.Port = ng;
        return
        [
            "--config-file=none", "--table=-1", .. RelayAddresses.Of(options).Interfaces.Select(i => $"--interface={i}"),
            string.Create(CultureInfo.InvariantCulture, $"--listen-ng=127.0.0.1:{ng}"),
            string.Create(CultureInfo.InvariantCulture, $"--port-min={ports.First}"),
            string.Create(CultureInfo.InvariantCulture, $"--port-max={ports.Last}"),
            "--num-threads=2", "--delete-delay=0", "--log-level=4", "--log-stderr", "--foreground", $"--pidfile={pidFile}",
        ];
    }

    private static int FreeUdpPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "rtpengine is not installed (Debian package rtpengine-daemon): browser phones and encrypted trunks cannot work, SIP phones and plain trunks do")]
    private partial void LogMissing();
}

internal sealed class RtpEngineHealth() : SideProgramHealth("rtpengine is not running.");
