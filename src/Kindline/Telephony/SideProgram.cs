using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kindline.Telephony;

/// <summary>
/// A program that runs beside the server as its child, with a session of its own, so that Ctrl-C at a terminal does not reach it. One
/// that a killed server left behind is found by its pid file and ended first; one that stops by itself is started again.
/// </summary>
internal sealed partial class SideProgram(string name, string pidFile, TimeProvider clock, ILogger logger)
{
    // One that dies at once would else be started a hundred times a second.
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    /// <summary>Where the program is, or null where it is not installed.</summary>
    public string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
        .Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Keeps it running until the token fires.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Asked for anew at each start.</param>
    /// <param name="started">Runs at each start, beside the program; its token fires when the program stops.</param>
    /// <param name="state">What is wrong, null where it runs.</param>
    public async Task KeepAsync(
        string path, Func<IReadOnlyList<string>> arguments, Func<CancellationToken, Task> started, Action<string?> state, CancellationToken ct)
    {
        EndLeftover();
        while (!ct.IsCancellationRequested)
        {
            var begun = clock.GetTimestamp();
            using (var running = Start(path, arguments()))
            {
                await RunAsync(running, started, state, ct);
            }
            if (clock.GetElapsedTime(begun) < Again)
            {
                await Task.Delay(Again, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunAsync(Process? running, Func<CancellationToken, Task> started, Action<string?> state, CancellationToken ct)
    {
        if (running is null)
        {
            state($"{name} could not be started.");
            return;
        }
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beside = started(over.Token);
        try
        {
            await running.WaitForExitAsync(ct);
            state($"{name} stopped by itself (exit code {running.ExitCode}) and is started again.");
            LogStopped(name, running.ExitCode);
        }
        catch (OperationCanceledException)
        {
            running.Kill();
            File.Delete(pidFile);
        }
        await over.CancelAsync();
        await beside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Process? Start(string path, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("setsid", [path, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            var running = Process.Start(start);
            running?.BeginErrorReadLine();
            running?.BeginOutputReadLine();
            return running;
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            LogNotStarted(failure, name);
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
            if (old.ProcessName.StartsWith(name, StringComparison.Ordinal))
            {
                old.Kill();
                LogLeftover(name, pid);
            }
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
        File.Delete(pidFile);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Program} could not be started")]
    private partial void LogNotStarted(Exception failure, string program);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Program} stopped by itself with exit code {ExitCode}; starting it again")]
    private partial void LogStopped(string program, int exitCode);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ended the {Program} (process {Pid}) that the last run left behind")]
    private partial void LogLeftover(string program, int pid);
}

/// <summary>What is wrong with a program beside the server just now.</summary>
internal abstract class SideProgramHealth(string? atFirst) : IHealthCheck
{
    private volatile string? missing = atFirst;

    /// <summary>In words for people; null where nothing is.</summary>
    public string? Missing
    {
        get => missing;
        set => missing = value;
    }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Missing is { } why
            ? HealthCheckResult.Degraded(why)
            : HealthCheckResult.Healthy());
}
