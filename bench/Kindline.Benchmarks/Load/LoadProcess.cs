using System.Diagnostics;
using System.Globalization;

namespace Kindline.Benchmarks.Load;

/// <summary>Frames that the load has received so far.</summary>
/// <param name="Received">All of them.</param>
/// <param name="Late">Of these, more than 20 ms behind their stream's schedule.</param>
/// <param name="Lost">Gaps in the sequence numbers.</param>
internal readonly record struct FrameCount(long Received, long Late, long Lost)
{
    public static FrameCount operator -(FrameCount a, FrameCount b) => new(a.Received - b.Received, a.Late - b.Late, a.Lost - b.Lost);

    public static FrameCount operator +(FrameCount a, FrameCount b) => new(a.Received + b.Received, a.Late + b.Late, a.Lost + b.Lost);
}

/// <summary>A <see cref="LoadPeer"/> in a process of its own: one line in, one line out. It ends with its standard input.</summary>
internal sealed class LoadProcess : IDisposable
{
    private readonly Process process;

    private LoadProcess(Process process) => this.process = process;

    /// <summary>Where the load's agents are dialled.</summary>
    public int SipPort { get; private set; }

    /// <summary>What the load itself has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<LoadProcess> StartAsync()
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(LoadProcess).Assembly.Location);
        start.ArgumentList.Add(LoadPeer.Verb);
        var load = new LoadProcess(Process.Start(start) ?? throw new InvalidOperationException("The load did not start."));
        load.SipPort = (int)(await load.ReadAsync())[0];
        return load;
    }

    /// <summary>Calls the exchange until there are so many calls; how many have audio on both legs.</summary>
    public async Task<int> CallAsync(int sipPort, int calls) => (int)(await AskAsync("call", [sipPort, calls]))[0];

    /// <summary>Sends to these ports, two neighbours a call.</summary>
    public async Task<int> RelayAsync(IReadOnlyList<int> ports) => (int)(await AskAsync("relay", ports))[0];

    public async Task<FrameCount> FramesAsync()
    {
        var answer = await AskAsync("frames", []);
        return new FrameCount(answer[0], answer[1], answer[2]);
    }

    /// <summary>Keeps so many calls of such lengths running from now on (<see cref="LoadChurn"/>); how many have audio on both legs.</summary>
    public async Task<int> ChurnAsync(int sipPort, int calls, TimeSpan shortest, TimeSpan longest) =>
        (int)(await AskAsync("churn", [sipPort, calls, (int)shortest.TotalSeconds, (int)longest.TotalSeconds]))[0];

    /// <summary>How the calls that come and go have fared, and how many have audio on both legs.</summary>
    public async Task<(ChurnCount Count, int Running)> ChurnedAsync()
    {
        var answer = await AskAsync("churned", []);
        return (new ChurnCount(answer[0], answer[1], answer[2]), (int)answer[3]);
    }

    /// <summary>Hangs up the calls that come and go.</summary>
    public Task RestAsync() => AskAsync("rest", []);

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task<long[]> AskAsync(string verb, IReadOnlyList<int> numbers)
    {
        await process.StandardInput.WriteLineAsync($"{verb} {string.Join(' ', numbers)}");
        await process.StandardInput.FlushAsync();
        return await ReadAsync();
    }

    private async Task<long[]> ReadAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The load has ended.");
        return [.. line.Split(' ').Select(n => long.Parse(n, CultureInfo.InvariantCulture))];
    }
}
