using Kindline.Foundation;
namespace Kindline.Demo.Town;

/// <summary>One column as the town saw it.</summary>
/// <param name="Value">Null where there is nothing to divide by.</param>
/// <param name="Least">What the centre may print without a difference: its clock and the town's ear are not one.</param>
/// <param name="Most">The other end of it.</param>
/// <param name="Unseen">Why nobody in the town can know it, in words; null where the town does.</param>
internal sealed record TownFigure(decimal? Value, decimal? Least, decimal? Most, string? Unseen = null)
{
    /// <summary>Whether the report and the town agree; null where the town cannot know.</summary>
    public bool? Agrees(decimal? report) =>
        Unseen is not null ? null
        : report is not { } there || Value is null ? report is null == Value is null
        : there >= Least && there <= Most;
}

/// <summary>
/// The columns of "inbound by day and hour", counted from the town's own log with formulas of its own. What each column is seen by stands
/// in docs/metrics.md.
/// </summary>
internal static class TownFigures
{
    /// <summary>By how much a mean or a longest time may differ, in seconds.</summary>
    public const double Tolerance = 1;

    private const int ShortSeconds = 5;

    private const string Others = "a person who is not of the town had a call: what was written of it the town cannot know";

    /// <param name="calls">Finished calls.</param>
    /// <param name="earlier">Calls before them on the same days.</param>
    /// <param name="zone">The practice's.</param>
    /// <param name="promisedSeconds">The N of "answered within N seconds".</param>
    public static IReadOnlyDictionary<string, TownFigure> Of(
        IReadOnlyList<TownCall> calls, IReadOnlyList<TownCall> earlier, TimeZoneInfo zone, int promisedSeconds)
    {
        List<TownCall> received = [.. calls.Where(c => c.ReachedAt is not null).OrderBy(c => c.DialledAt)];
        List<TownCall> handled = [.. received.Where(c => c.AnsweredAt is not null)];
        List<TownCall> queued = [.. received.Where(c => c.QueuedAt is not null)];
        List<TownCall> abandoned = [.. received.Where(c => c.AnsweredAt is null && !c.LeftMessage && c.EndedByCaller)];
        List<TownCall> writtenUp = [.. handled.Where(c => c.AfterCallSeconds is not null)];
        var (all, repeats, resolved) = (received.Count, Repeats(received, earlier, zone), handled.Count(c => c.Resolved));
        var unseen = handled.Exists(c => c.HadByOthers) ? Others : null;
        return new Dictionary<string, TownFigure>
        {
            ["received"] = Exactly(all),
            ["handled"] = Exactly(handled.Count),
            ["dropped"] = Exactly(all - handled.Count),
            ["handledRatio"] = Share(handled.Count, all),
            ["serviceLevel"] = Share(Near(handled, Waited, promisedSeconds), all),
            ["averageSpeedToAnswer"] = Mean(handled, Waited),
            ["averageQueueTime"] = Mean(queued, Waited),
            ["longestWait"] = Seconds(queued.Count == 0 ? null : queued.Max(Waited)),
            ["averageHandleTime"] = Mean(handled, c => Talked(c) + (c.AfterCallSeconds ?? 0)) with { Unseen = unseen },
            ["averageHoldTime"] = Mean(handled, c => c.HoldSeconds),
            ["averageAfterCallWork"] = Mean(writtenUp, c => c.AfterCallSeconds ?? 0) with { Unseen = unseen },
            ["abandoned"] = Exactly(abandoned.Count),
            ["abandonmentRate"] = Share(abandoned.Count, all),
            ["shortAbandoned"] = Count(Near(abandoned, Lasted, ShortSeconds)),
            ["voicemails"] = Exactly(received.Count(c => c.LeftMessage)),
            ["repeatCalls"] = Exactly(repeats),
            ["repeatRatio"] = Share(repeats, all),
            ["uniqueRatio"] = Share(all - repeats, all),
            ["resolved"] = Exactly(resolved) with { Unseen = unseen },
            ["firstCallResolution"] = Share(resolved, all) with { Unseen = unseen },
        };
    }

    private static double Waited(TownCall call) =>
        call.QueuedAt is { } queued ? Math.Max(0, ((call.AnsweredAt ?? call.GivenUpAt ?? call.EndedAt) - queued).TotalSeconds) : 0;

    private static double Talked(TownCall call) => (call.EndedAt - (call.AnsweredAt ?? call.EndedAt)).TotalSeconds;

    private static double Lasted(TownCall call) => (call.EndedAt - call.DialledAt).TotalSeconds;

    private static int Repeats(List<TownCall> received, IReadOnlyList<TownCall> earlier, TimeZoneInfo zone)
    {
        var known = earlier.Where(c => c.ReachedAt is not null).Select(c => (DayOf(c, zone), c.Caller)).ToHashSet();
        return received.Count(c => !known.Add((DayOf(c, zone), c.Caller)));
    }

    private static DateOnly DayOf(TownCall call, TimeZoneInfo zone) => call.DialledAt.DayIn(zone);

    /// <summary>How many lie within a limit; a call on the very limit may be counted on either side of it.</summary>
    private static (int Within, int Least, int Most) Near(List<TownCall> calls, Func<TownCall, double> of, double limit) =>
        (calls.Count(c => of(c) <= limit), calls.Count(c => of(c) <= limit - Tolerance), calls.Count(c => of(c) <= limit + Tolerance));

    private static TownFigure Exactly(int count) => new(count, count, count);

    private static TownFigure Count((int Within, int Least, int Most) counted) => new(counted.Within, counted.Least, counted.Most);

    private static TownFigure Share(int part, int all) => Share((part, part, part), all);

    private static TownFigure Share((int Within, int Least, int Most) part, int all)
    {
        return new TownFigure(Percent(part.Within), Percent(part.Least), Percent(part.Most));

        decimal? Percent(int of) => all == 0 ? null : Math.Round(100m * of / all, 2, MidpointRounding.AwayFromZero);
    }

    private static TownFigure Mean(List<TownCall> calls, Func<TownCall, double> of) => Seconds(calls.Count == 0 ? null : calls.Average(of));

    private static TownFigure Seconds(double? seconds)
    {
        return new TownFigure(Round(seconds), Round(seconds - Tolerance), Round(seconds + Tolerance));

        static decimal? Round(double? value) => value is { } known ? Math.Round((decimal)known, 1, MidpointRounding.AwayFromZero) : null;
    }
}
