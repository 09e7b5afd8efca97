using System.Diagnostics;
using System.Globalization;

namespace Kindline.Benchmarks.Profile;

/// <summary>
/// Where the processor time of recorded calls goes, down into the kernel: perf samples the exchange's process, and the picture shows every
/// stack as wide as its share. Shares are of the exchange alone; the load is another process.
/// </summary>
internal static class ProfileBench
{
    private const int Calls = 100;
    private const string Perf = "/usr/bin/perf";

    /// <param name="picture">The SVG file to write.</param>
    /// <param name="quick">Ten seconds instead of thirty.</param>
    public static async Task<int> RunAsync(string picture, bool quick)
    {
        if (!File.Exists(Perf))
        {
            await Console.Error.WriteLineAsync("perf is missing: install Debian's linux-perf");
            return 2;
        }
        var folder = Directory.CreateTempSubdirectory("kindline-profile-");
        try
        {
            using var calls = await ProfiledProcess.StartAsync(Calls);
            var data = Path.Combine(folder.FullName, "perf.data");
            await RunAsync("record", "-q", "-F", "997", "-g", "-o", data, "-p", Text(calls.Id), "--", "sleep", quick ? "10" : "30");
            var stacks = new StackCounts();
            await ReadAsync(data, stacks);
            Print(stacks);
            await File.WriteAllTextAsync(picture, FlameGraph.Draw(stacks, $"Where the time of {Calls} recorded queue calls goes"));
            return stacks.Total > 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(StackCounts stacks)
    {
        foreach (var (part, share) in stacks.Shares())
        {
            new Figure($"profile.{part.Name}", Math.Round(100 * share, 1), "% of the exchange's time").Print();
        }
    }

    private static async Task RunAsync(params string[] arguments)
    {
        using var perf = Process.Start(new ProcessStartInfo(Perf, arguments) { RedirectStandardError = true }) ?? throw new InvalidOperationException("perf did not start.");
        var complaint = await perf.StandardError.ReadToEndAsync();
        await perf.WaitForExitAsync();
        if (perf.ExitCode != 0)
        {
            throw new InvalidOperationException($"perf {arguments[0]} failed: {complaint}");
        }
    }

    /// <summary>A sample is a paragraph, its innermost frame first: "  7f12 name (file)".</summary>
    private static async Task ReadAsync(string data, StackCounts stacks)
    {
        using var perf = Process.Start(new ProcessStartInfo(Perf, ["script", "-i", data, "-F", "ip,sym,dso", "--no-inline"])
        { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException("perf did not start.");
        perf.ErrorDataReceived += static (_, _) => { };
        perf.BeginErrorReadLine();
        List<string> frames = [];
        while (await perf.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
            {
                // Frames without a name say nothing by their number.
                if (FrameName.Of(line) is var name && !(frames.Count > 0 && frames[^1] == name))
                {
                    frames.Add(name);
                }
            }
            else if (frames.Count > 0)
            {
                frames.Reverse();
                stacks.Add(frames);
                frames = [];
            }
        }
        await perf.WaitForExitAsync();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
