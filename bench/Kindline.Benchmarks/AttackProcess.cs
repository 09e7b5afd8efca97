using System.Diagnostics;
using System.Globalization;

namespace Kindline.Benchmarks;

/// <summary>An <see cref="AttackPeer"/>, and the scanners of sipvicious (Debian package) one after another for as long as it lasts.</summary>
internal sealed class AttackProcess : IAsyncDisposable
{
    private readonly CancellationTokenSource over = new();
    private readonly Process peer;
    private readonly Task scanning;
    private int scans;

    private AttackProcess(Process peer, int sipPort)
    {
        this.peer = peer;
        scanning = Task.WhenAll(Scanners(sipPort).Select(ScanAsync));
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            peer.Refresh();
            return peer.TotalProcessorTime;
        }
    }

    public static AttackProcess Start(int sipPort, IEnumerable<int> audioPorts)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] arguments = [typeof(AttackPeer).Assembly.Location, AttackPeer.Verb, .. ((int[])[sipPort, .. audioPorts]).Select(p => p.ToString(CultureInfo.InvariantCulture))];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return new AttackProcess(Process.Start(start) ?? throw new InvalidOperationException("The attacker did not start."), sipPort);
    }

    /// <summary>Ends it: malformed messages and frames of noise that were sent, and scans that came to their end.</summary>
    public async Task<(long Messages, long Frames, int Scans)> EndAsync()
    {
        await over.CancelAsync();
        peer.StandardInput.Close();
        var sent = (await peer.StandardOutput.ReadToEndAsync()).Split(' ');
        await peer.WaitForExitAsync();
        await scanning;
        return (long.Parse(sent[0], CultureInfo.InvariantCulture), long.Parse(sent[1], CultureInfo.InvariantCulture), scans);
    }

    public ValueTask DisposeAsync()
    {
        peer.Dispose();
        over.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string[][] Scanners(int sipPort)
    {
        var port = sipPort.ToString(CultureInfo.InvariantCulture);
        return
        [
            ["svmap", "-b", "127.0.0.2", "-p", port, "127.0.0.1"],
            ["svwar", "--force", "-e100-999", "-p", port, "127.0.0.1"],
            ["svcrack", "-u", "100", "-r1-9999", "--maximumtime", "1", "-p", port, "127.0.0.1"],
        ];
    }

    private async Task ScanAsync(string[] command)
    {
        while (!over.IsCancellationRequested && File.Exists($"/usr/bin/{command[0]}"))
        {
            var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var scan = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
            var said = Task.WhenAll(scan.StandardOutput.ReadToEndAsync(), scan.StandardError.ReadToEndAsync());
            try
            {
                await scan.WaitForExitAsync(over.Token);
                Interlocked.Increment(ref scans);
            }
            catch (OperationCanceledException)
            {
                scan.Kill(entireProcessTree: true);
            }
            await said;
        }
    }
}
