using System.Diagnostics;
using System.Globalization;
using Kindline.Benchmarks.Load;

namespace Kindline.Benchmarks.Profile;

/// <summary>The exchange with its calls in a process of its own, which tells perf the names of what is compiled while it runs.</summary>
internal sealed class ProfiledProcess : IDisposable
{
    public const string Verb = "profiled-calls";

    private readonly Process process;

    private ProfiledProcess(Process process) => this.process = process;

    public int Id => process.Id;

    /// <summary>Returns when so many calls have talked for a while and the hot code is compiled for good.</summary>
    public static async Task<ProfiledProcess> StartAsync(int calls)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(ProfiledProcess).Assembly.Location);
        start.ArgumentList.Add(Verb);
        start.ArgumentList.Add(calls.ToString(CultureInfo.InvariantCulture));
        start.Environment["DOTNET_PerfMapEnabled"] = "1";
        // Else compiled code lies in a file of memory, where perf does not look for its names.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The exchange did not start.");
        if (await process.StandardOutput.ReadLineAsync() != "ready")
        {
            throw new InvalidOperationException("The exchange has ended.");
        }
        return new ProfiledProcess(process);
    }

    /// <summary>In that process: calls until standard input ends.</summary>
    public static async Task<int> RunAsync(int calls)
    {
        using var peer = await LoadProcess.StartAsync();
        await using var running = await RecordedCalls.StartAsync(peer);
        await running.RaiseToAsync(calls);
        await Task.Delay(TimeSpan.FromSeconds(8), TimeProvider.System);
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        return 0;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
