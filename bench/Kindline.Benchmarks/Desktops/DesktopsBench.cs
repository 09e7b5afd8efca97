using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Kindline.Benchmarks.Desktops;

/// <summary>
/// Three hundred signed-in desktops, three floors and a wall board on a server with some fifty calls that talk all the while, each new
/// a minute or so after the last. The baseline is the same calls with one desktop and one floor, just before.
/// </summary>
internal static class DesktopsBench
{
    private const int Desks = 300;
    private const int CallsAtLeast = 50;
    private const string What = "the same calls, one desktop and one floor";
    private static readonly string[] Leaders = ["lead", "supervisor", "director"];
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Fills = TimeSpan.FromSeconds(90);

    public static async Task<int> RunAsync(bool quick)
    {
        var home = Directory.CreateTempSubdirectory("kindline-bench-");
        try
        {
            return await RunAsync(home.FullName, TimeSpan.FromMinutes(quick ? 1 : 10), TimeSpan.FromSeconds(quick ? 20 : 60));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(string home, TimeSpan length, TimeSpan before)
    {
        var settings = Settings(home);
        var filled = await FilledCentre.MakeAsync(settings, Desks);
        await using var centre = await CentreProcess.StartAsync(settings, Path.Combine(home, "server.log"));
        await using var line = new BusyLine(filled);
        using var pages = DesktopProcess.Start(centre.Address);
        await line.StartAsync(centre);
        await UntilTalkingAsync(line);
        await pages.OpenAsync([(FilledCentre.UserOf(1), PageKind.Desk), (Leaders[0], PageKind.Floor)]);
        await Task.Delay(Settles, TimeProvider.System);
        var few = await WindowAsync("one desktop", centre, line, pages, before);
        await pages.OpenAsync(
            [.. Enumerable.Range(2, Desks - 1).Select(n => (FilledCentre.UserOf(n), PageKind.Desk)), .. Leaders.Skip(1).Select(l => (l, PageKind.Floor)), ("wall", PageKind.Board)]);
        await Task.Delay(Settles, TimeProvider.System);
        var all = await WindowAsync($"{Desks} desktops", centre, line, pages, length);
        Print(all, few);
        return all.Pages.Errors == 0 && all.FailedCalls == 0 ? 0 : 1;
    }

    private static async Task UntilTalkingAsync(BusyLine line)
    {
        for (var watch = Stopwatch.StartNew(); line.Talking < CallsAtLeast && watch.Elapsed < Fills;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    private static async Task<Window> WindowAsync(string what, CentreProcess centre, BusyLine line, DesktopProcess pages, TimeSpan length)
    {
        await pages.TakeAsync();
        var (ended, failed) = (line.Ended, line.Failed);
        var (cpu, ours, theirs, busy, watch) = (centre.ProcessorTime, Environment.CpuUsage.TotalTime, pages.ProcessorTime, MachineTime.Busy(), Stopwatch.StartNew());
        var (talking, resident) = (new List<int>(), new List<double>());
        while (watch.Elapsed < length)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            talking.Add(line.Talking);
            resident.Add(centre.ResidentMegabytes);
        }
        var seconds = watch.Elapsed.TotalSeconds;
        var seen = await pages.TakeAsync();
        var (server, browsers, phones) = (centre.ProcessorTime - cpu, pages.ProcessorTime - theirs, Environment.CpuUsage.TotalTime - ours);
        var others = (MachineTime.Busy() - busy - server - browsers - phones).TotalSeconds / seconds;
        var window = new Window(
            seen, seconds, server.TotalSeconds / seconds, talking.Average(), talking.Min(), line.Ended - ended, line.Failed - failed,
            resident[resident.Count / 10], resident[^1]);
        await TellAsync(what, window, browsers.TotalSeconds / seconds, phones.TotalSeconds / seconds, others);
        return window;
    }

    private static async Task TellAsync(string what, Window window, double browsers, double phones, double others)
    {
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {window.Talking:F1} calls talking ({window.TalkingLeast} at least), {window.CallsEnded} ended, {window.FailedCalls} failed; cores: server {window.ServerCores:F2}, browsers {browsers:F2}, phones {phones:F2}, other programs {others:F2}; {window.Pages.Messages} messages; {string.Join(", ", window.Pages.ByPath.Take(8))}"));
        foreach (var error in window.Pages.FirstErrors)
        {
            await Console.Error.WriteLineAsync($"{what}: {error}");
        }
    }

    private static void Print(Window all, Window few)
    {
        Print("calls_talking", "calls", w => w.Talking);
        Print("calls_ended", "calls", w => w.CallsEnded);
        Print("errors", "errors", w => w.Pages.Errors + w.FailedCalls);
        Print("requests_per_second", "1/s", w => w.Pages.Requests / w.Seconds);
        Print("server_cores", "cores", w => w.ServerCores);
        PrintDelays("offer_to_page", w => w.Pages.Offer);
        PrintDelays("own_state_to_page", w => w.Pages.Own);
        PrintDelays("state_to_floor", w => w.Pages.Floor);
        PrintDelays("changed_to_data", w => w.Pages.Refetched);
        new Figure("desktops.resident_mb_at_the_end", all.ResidentAtEnd, "MB", new Baseline("a tenth into the same window", all.ResidentEarly)).Print();

        void Print(string name, string unit, Func<Window, double> of) =>
            new Figure($"desktops.{name}", Math.Round(of(all), 2), unit, new Baseline(What, Math.Round(of(few), 2))).Print();

        void PrintDelays(string name, Func<Window, DelayFigures> of)
        {
            Print($"{name}.p50_ms", "ms", w => of(w).P50);
            Print($"{name}.p99_ms", "ms", w => of(w).P99);
            Print($"{name}.max_ms", "ms", w => of(w).Max);
        }
    }

    private static Dictionary<string, string> Settings(string home) => new()
    {
        ["KINDLINE_HTTP"] = "0",
        ["KINDLINE_SIP"] = "0",
        ["KINDLINE_MLLP"] = "0",
        ["KINDLINE_RTP"] = "0",
        ["KINDLINE_RTPENGINE"] = "0",
        ["KINDLINE_DB"] = "",
        ["KINDLINE_TLS_CERT"] = "",
        ["KINDLINE_BIND"] = IPAddress.Loopback.ToString(),
        ["KINDLINE_DATA"] = Path.Combine(home, "data"),
        ["KINDLINE_KEY_FILE"] = Path.Combine(home, "master.key"),
        ["KINDLINE_TOWN"] = "0",
        ["KINDLINE_DEMO_PASSWORD"] = FilledCentre.Password,
        ["KINDLINE_DRAIN_SECONDS"] = "0",
    };

    private sealed record Window(
        DesktopWindow Pages, double Seconds, double ServerCores, double Talking, int TalkingLeast, int CallsEnded, int FailedCalls, double ResidentEarly, double ResidentAtEnd);
}
