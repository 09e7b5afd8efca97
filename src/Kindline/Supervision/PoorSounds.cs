using Kindline.Engine;
using Kindline.Engine.Supervision;
using Kindline.Foundation;
using Kindline.Telephony;
using Kindline.Voice.Rtp;

namespace Kindline.Supervision;

/// <summary>A leg that has sounded poor for a while.</summary>
/// <param name="Agent">Who of ours speaks on it; null for the outside party.</param>
internal sealed record PoorLeg(LiveCall Call, AgentId? Agent);

/// <summary>Legs and trunks that sound poor just now. A leg of a trunk that is named itself is not named again.</summary>
internal sealed record PoorNow(IReadOnlyList<PoorLeg> Legs, IReadOnlyList<string> Trunks)
{
    public static PoorNow Nothing { get; } = new([], []);
}

/// <summary>
/// Looks every five seconds at what each leg of each call has heard since the last look (G.107, as the call's record has it at its end),
/// and keeps which ones sound poor. A look costs some nanoseconds a leg.
/// </summary>
internal sealed class PoorSounds(LiveCalls calls, KindlineOptions options, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly SoundLimit limit = new(options.PoorSoundMos, options.PoorSoundFor);
    private Dictionary<LiveLeg, Seen> seen = [];
    private volatile PoorNow now = PoorNow.Nothing;

    public PoorNow Now => now;

    public double Limit => limit.Mos;

    /// <summary>One look; one at a time.</summary>
    private void Look()
    {
        var at = clock.GetUtcNow();
        var next = new Dictionary<LiveLeg, Seen>();
        foreach (var call in calls.All)
        {
            foreach (var leg in call.Legs)
            {
                next[leg] = Look(call, leg, at);
            }
        }
        seen = next;
        foreach (var call in next.Values.ToLookup(leg => leg.Call))
        {
            var whose = call.Where(leg => leg.IsPoor).Select(leg => leg.Agent is null ? "caller" : "agent").Min();
            if (call.Key.PoorSound != whose)
            {
                call.Key.PoorSound = whose;
            }
        }
        now = Of(next.Values);
    }

    private Seen Look(LiveCall call, LiveLeg leg, DateTimeOffset at)
    {
        var counted = leg.Counted;
        if (seen.GetValueOrDefault(leg) is not { } before)
        {
            return new Seen(call, leg.Agent, counted, at, default, IsPoor: false);
        }
        var (trend, isPoor) = before.Trend.Look(limit, CallQuality.Of(counted.Since(before.Counted))?.Mos, before.At, at);
        return new Seen(call, leg.Agent, counted, at, trend, isPoor);
    }

    private static PoorNow Of(IReadOnlyCollection<Seen> legs)
    {
        var trunks = PoorTrunks.Of(
            from leg in legs
            where leg.Agent is null && leg.Call.Trunk is not null
            select (leg.Call.Trunk, leg.IsPoor));
        return new PoorNow(
            [
                .. from leg in legs
                where leg.IsPoor && (leg.Agent is not null || leg.Call.Trunk is not { } trunk || !trunks.Contains(trunk))
                select new PoorLeg(leg.Call, leg.Agent),
            ],
            trunks);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Look();
        }
    }

    private sealed record Seen(LiveCall Call, AgentId? Agent, MediaStatistics Counted, DateTimeOffset At, SoundTrend Trend, bool IsPoor);
}
