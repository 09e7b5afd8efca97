using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kindline.Foundation;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kindline.Telephony;

/// <summary>
/// Runs rtpengine, which browser phones need, as a child with a session of its own. One that a killed server left behind is found
/// by its pid file and ended first. Without the program SIP phones work all the same, and /healthz says what is missing.
/// </summary>
internal sealed partial class RtpEngine(KindlineOptions options, RtpEngineHealth health, TimeProvider clock, ILogger<RtpEngine> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly string pidFile = Path.Combine(options.DataFolder, "rtpengine.pid");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        EndLeftover();
        if (FindProgram() is not { } program)
        {
            health.Missing = "rtpengine is not installed (Debian package rtpengine-daemon): browser phones cannot work, SIP phones do.";
            LogMissing();
            return;
        }
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunOnceAsync(program, stoppingToken);
        }
    }

    private static string? FindProgram() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, "rtpengine")).FirstOrDefault(File.Exists);

    private static int FreeUdpPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task RunOnceAsync(string program, CancellationToken ct)
    {
        using var running = Start(program);
        if (running is null)
        {
            health.Missing = "rtpengine could not be started.";
            await Task.Delay(Again, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }
        try
        {
            health.Missing = null;
            await running.WaitForExitAsync(ct);
            health.Missing = $"rtpengine stopped by itself (exit code {running.ExitCode}) and is started again.";
            LogStopped(running.ExitCode);
            await Task.Delay(Again, clock, ct);
        }
        catch (OperationCanceledException)
        {
            running.Kill();
            File.Delete(pidFile);
        }
    }

    private Process? Start(string program)
    {
        var (first, last) = options.RtpEnginePorts;
        var start = new ProcessStartInfo("setsid") { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            program, "--config-file=none", "--table=-1", "--interface=lo/127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"--listen-ng=127.0.0.1:{FreeUdpPort()}"),
            string.Create(CultureInfo.InvariantCulture, $"--port-min={(first == 0 ? 21000 : first)}"),
            string.Create(CultureInfo.InvariantCulture, $"--port-max={(last == 0 ? 21999 : last)}"),
            "--num-threads=2", "--delete-delay=0", "--log-level=4", "--log-stderr", "--foreground", $"--pidfile={pidFile}",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        try
        {
            var running = Process.Start(start);
            running?.BeginErrorReadLine();
            running?.BeginOutputReadLine();
            return running;
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            LogNotStarted(failure);
            return null;
        }
    }

    private void EndLeftover()
    {
        if (!File.Exists(pidFile) || !int.TryParse(File.ReadAllText(pidFile).Trim(), CultureInfo.InvariantCulture, out var pid))
        {
            return;
        }
        try
        {
            using var old = Process.GetProcessById(pid);
            if (old.ProcessName.StartsWith("rtpengine", StringComparison.Ordinal))
            {
                old.Kill();
                LogLeftover(pid);
            }
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
        File.Delete(pidFile);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "rtpengine is not installed (Debian package rtpengine-daemon): browser phones cannot work, SIP phones do")]
    private partial void LogMissing();

    [LoggerMessage(Level = LogLevel.Error, Message = "rtpengine could not be started")]
    private partial void LogNotStarted(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "rtpengine stopped by itself with exit code {ExitCode}; starting it again")]
    private partial void LogStopped(int exitCode);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ended the rtpengine (process {Pid}) that the last run left behind")]
    private partial void LogLeftover(int pid);
}

/// <summary>What is wrong with rtpengine just now.</summary>
internal sealed class RtpEngineHealth : IHealthCheck
{
    private volatile string? missing = "rtpengine is not running.";

    public string? Missing
    {
        get => missing;
        set => missing = value;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Missing is { } why ? HealthCheckResult.Degraded(why) : HealthCheckResult.Healthy());
}
