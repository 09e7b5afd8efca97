using Kindline.Engine.Supervision;

namespace Kindline.Engine.Tests.Supervision;

public sealed class PoorSoundTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);
    private static readonly SoundLimit Limit = new(3.1, TimeSpan.FromSeconds(10));

    [Fact]
    public void Two_poor_looks_of_five_seconds_are_poor_and_one_is_not() =>
        Looks(4.4, 3.0, 3.0, 2.0, 3.1).ShouldBe([false, false, true, true, false]);

    [Fact]
    public void A_good_look_or_a_silent_one_begins_anew() =>
        Looks(2, 4, 2, null, 2, 4, 2, 2).ShouldBe([false, false, false, false, false, false, false, true]);

    [Fact]
    public void A_trunk_is_to_blame_where_three_of_its_legs_and_half_of_them_are_poor() =>
        PoorTrunks.Of([.. Legs("two", 2, 0), .. Legs("half", 3, 3), .. Legs("some", 3, 4), .. Legs("all", 5, 0), .. Legs("none", 0, 9)])
            .ShouldBe(["all", "half"]);

    private static IEnumerable<(string Trunk, bool IsPoor)> Legs(string trunk, int poor, int good) =>
        Enumerable.Range(0, poor + good).Select(n => (trunk, n < poor));

    private static IEnumerable<bool> Looks(params double?[] opinions)
    {
        var trend = default(SoundTrend);
        return [.. opinions.Select((mos, n) =>
        {
            (trend, var isPoor) = trend.Look(Limit, mos, Start.AddSeconds(5 * n), Start.AddSeconds(5 * (n + 1)));
            return isPoor;
        })];
    }
}
