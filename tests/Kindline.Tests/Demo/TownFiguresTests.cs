using Kindline.Demo.Town;
using Kindline.Reporting.Metrics;

namespace Kindline.Tests.Demo;

/// <summary>How the town counts, and what it calls a difference.</summary>
public sealed class TownFiguresTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_difference_is_said_in_words()
    {
        var column = Column("received", report: 3, Of(Answered("a"), Answered("b")));

        (column.Verdict, column.Words).ShouldBe(("different", "the report has 1 call more than the town"));
    }

    [Fact]
    public void Times_within_the_tolerance_are_equal_and_others_are_not()
    {
        // The town heard three seconds of waiting.
        Column("averageSpeedToAnswer", report: 3.9m, Of(Answered("a"))).Verdict.ShouldBe("equal");
        Column("averageSpeedToAnswer", report: 4.2m, Of(Answered("a"))).Verdict.ShouldBe("different");
    }

    [Fact]
    public void Nothing_to_divide_by_is_equal_to_nothing_to_divide_by() => Column("handledRatio", report: null, Of()).Verdict.ShouldBe("equal");

    [Fact]
    public void What_a_person_wrote_of_a_call_the_town_says_it_cannot_know()
    {
        var seen = Of(Answered("a") with { Agent = null });

        Column("resolved", report: 1, seen).Verdict.ShouldBe("unseen");
        Column("handled", report: 1, seen).Verdict.ShouldBe("equal");
    }

    [Fact]
    public void Who_called_before_the_town_was_started_anew_calls_again()
    {
        var earlier = Answered("a") with { DialledAt = At.AddHours(-1) };

        TownFigures.Of([Answered("a"), Answered("b")], [earlier], TimeZoneInfo.Utc, 20)["repeatCalls"].Value.ShouldBe(1);
    }

    [Fact]
    public void A_call_on_the_very_limit_may_be_counted_on_either_side()
    {
        var seen = Of(Answered("a") with { AnsweredAt = At.AddSeconds(30.5) });

        Column("serviceLevel", report: 100, seen).Verdict.ShouldBe("equal");
        Column("serviceLevel", report: 0, seen).Verdict.ShouldBe("equal");
    }

    private static IReadOnlyDictionary<string, TownFigure> Of(params TownCall[] calls) => TownFigures.Of(calls, [], TimeZoneInfo.Utc, 20);

    private static TownColumn Column(string key, decimal? report, IReadOnlyDictionary<string, TownFigure> seen) =>
        TownReport.Column(InboundMetrics.Find(key)!, report, seen[key]);

    /// <summary>Ten seconds of greeting, three of waiting, a minute of talk.</summary>
    private static TownCall Answered(string caller) => new()
    {
        Number = 1,
        Caller = caller,
        Line = "+15125550100",
        Who = Townsperson.Patient,
        Manner = Manner.Talks,
        DialledAt = At,
        ReachedAt = At,
        QueuedAt = At.AddSeconds(10),
        AnsweredAt = At.AddSeconds(13),
        Agent = "agent2",
        EndedAt = At.AddSeconds(73),
        EndedByCaller = true,
        AfterCallSeconds = 10,
        Resolved = true,
    };
}
