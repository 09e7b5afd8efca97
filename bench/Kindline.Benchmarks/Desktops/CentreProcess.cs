using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Kindline.Benchmarks.Desktops;

/// <summary>The real server in a process of its own, on free ports; ends with a SIGTERM as any other.</summary>
internal sealed partial class CentreProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(20);

    private const int LastWords = 20;

    private readonly Process process;
    private readonly string log;

    private CentreProcess(Process process, string log) => (this.process, this.log) = (process, log);

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IPEndPoint Sip { get; private set; } = new(IPAddress.Loopback, 0);

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>In MB (10^6 bytes).</summary>
    public double ResidentMegabytes
    {
        get
        {
            process.Refresh();
            if (process.HasExited)
            {
                throw new InvalidOperationException(
                    $"The server ended with {process.ExitCode}; its last words: {string.Join('\n', File.ReadLines(log).TakeLast(LastWords))}");
            }
            return Math.Round(process.WorkingSet64 / 1e6, 1);
        }
    }

    /// <summary>Starts on a folder and waits for the ready line; what the server says of itself goes to a file beside the folder.</summary>
    public static async Task<CentreProcess> StartAsync(Dictionary<string, string> settings, string log)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        string[] arguments =
        [
            "-c", "log=$1; shift; exec \"$@\" 2>\"$log\"", "sh", log,
            Environment.ProcessPath ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "kindline.dll"),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        var centre = new CentreProcess(Process.Start(start) ?? throw new InvalidOperationException("The server did not start."), log);
        var line = await centre.process.StandardOutput.ReadLineAsync() ?? "";
        var ready = ReadyLine().Match(line);
        if (!ready.Success)
        {
            throw new InvalidOperationException($"The server did not get ready; its words are in {log}.");
        }
        centre.Address = new Uri($"http://127.0.0.1:{ready.Groups[1].Value}");
        centre.Sip = new IPEndPoint(IPAddress.Loopback, int.Parse(ready.Groups[2].Value, CultureInfo.InvariantCulture));
        return centre;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("/bin/kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(EndsWithin, TimeProvider.System);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (!process.HasExited)
        {
            process.Kill();
        }
        process.Dispose();
    }

    [GeneratedRegex(@"kindline ready http=(\d+) sip=(\d+) ")]
    private static partial Regex ReadyLine();
}
