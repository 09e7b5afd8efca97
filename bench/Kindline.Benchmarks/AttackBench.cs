using System.Globalization;
using Kindline.Benchmarks.Load;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip.Guard;

namespace Kindline.Benchmarks;

/// <summary>
/// Twenty recorded calls in peace, and then under attack: scanners, malformed messages, and a stranger's audio into the calls' ports. What
/// the callers hear, what is recorded and what it costs, with the peace just before as the baseline. Exit code 1 where more
/// than one recorded frame in a thousand is not what was said though it was in peace.
/// </summary>
internal static class AttackBench
{
    private const int Calls = 20;
    private const string What = "the same calls just before, without the attack";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(bool quick)
    {
        var length = TimeSpan.FromSeconds(quick ? 10 : 60);
        using var peer = await LoadProcess.StartAsync();
        var carrier = new TrunkSource(new System.Net.IPNetwork(System.Net.IPAddress.Loopback, 32), peer.SipPort);
        await using var calls = await RecordedCalls.StartAsync(peer, new GuardOptions { Loopback = true }, carrier);
        var up = await calls.RaiseToAsync(Calls);
        await Task.Delay(WarmUp, TimeProvider.System);
        var peace = await WindowAsync("peace", peer, calls, length);
        await using var attack = AttackProcess.Start(calls.SipPort, calls.AudioPorts);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        var war = await WindowAsync("attack", peer, calls, length);
        var sent = await attack.EndAsync();
        var guarded = calls.Guarded;
        var recordings = await calls.EndAsync();
        var tones = SaidAndRecorded.Tones(2 * Calls);
        var (before, under) = (Heard(recordings, tones, peace), Heard(recordings, tones, war));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{up} of {Calls} calls; {sent.Messages} malformed messages, {sent.Frames} frames of noise and {sent.Scans} scans were sent; {guarded.Silenced} messages met silence, {guarded.Malformed} were parsed in vain, {guarded.Blocks} blocks"));
        new Figure("attack.late_frames_per_1000", Math.Round(war.LatePerThousand, 3), "frames", new Baseline(What, Math.Round(peace.LatePerThousand, 3))).Print();
        new Figure("attack.lost_frames", war.Frames.Lost, "frames", new Baseline(What, peace.Frames.Lost)).Print();
        new Figure("attack.recorded_frames_unlike_said", under.Wrong, $"of {under.All} frames", new Baseline(What, before.Wrong)).Print();
        new Figure("attack.cpu_percent_of_a_core", Math.Round(war.CpuPercent, 2), "% of a core", new Baseline(What, Math.Round(peace.CpuPercent, 2))).Print();
        var cost = GuardCost.Measure();
        new Figure("attack.dropped_message_nanoseconds", Math.Round(cost.Drop), "ns", new Baseline("reading a malformed message", Math.Round(cost.Parse))).Print();
        return up == Calls && under.All > 0 && under.Wrong <= before.Wrong + (under.All / 1000) ? 0 : 1;
    }

    private static HeardFrames Heard(IReadOnlyCollection<RecordedCall> recordings, IReadOnlyList<short[][]> tones, Window window) =>
        recordings.Aggregate(default(HeardFrames), (sum, r) => sum + SaidAndRecorded.Compare(r, tones, window.From, window.To));

    private static async Task<Window> WindowAsync(string what, LoadProcess peer, RecordedCalls calls, TimeSpan length)
    {
        var (frames, skipped, cpu) = (await peer.FramesAsync(), calls.SkippedFrames, Environment.CpuUsage.TotalTime);
        var (from, busy) = (TimeProvider.System.GetTimestamp(), MachineTime.Busy() - cpu - peer.ProcessorTime);
        await Task.Delay(length, TimeProvider.System);
        var to = TimeProvider.System.GetTimestamp();
        var (own, time) = (Environment.CpuUsage.TotalTime, TimeProvider.System.GetElapsedTime(from, to));
        var (spent, others) = (100 * (own - cpu) / time, Math.Max(0, (MachineTime.Busy() - own - peer.ProcessorTime - busy) / time));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what}: other programs, the attackers among them, took {others:P0} of a core"));
        frames = await peer.FramesAsync() - frames;
        // A frame that the media clock gave up after a stall never left, on each of two legs.
        return new Window(from, to, frames with { Late = frames.Late + ((calls.SkippedFrames - skipped) * 2 * Calls) }, spent);
    }

    private sealed record Window(long From, long To, FrameCount Frames, double CpuPercent)
    {
        public double LatePerThousand => 1000.0 * Frames.Late / Math.Max(1, Frames.Received);
    }
}
