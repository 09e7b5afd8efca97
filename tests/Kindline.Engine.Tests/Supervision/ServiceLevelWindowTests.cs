using Kindline.Engine.Supervision;

namespace Kindline.Engine.Tests.Supervision;

public sealed class ServiceLevelWindowTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 16, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Ten = Midnight.AddHours(10);

    private readonly ServiceLevelWindow window = new(TimeSpan.FromSeconds(20));

    [Fact]
    public void Whoever_is_answered_late_or_not_at_all_counts_against_the_level()
    {
        window.Add(Answered(Ten, 20));
        window.Add(Answered(Ten, 21));
        window.Add(Lost(Ten));

        var (today, recent) = window.At(Ten, Midnight);

        today.ShouldBe(new ServiceFigures(3, 1));
        recent.Percent!.Value.ShouldBe(33.3, 0.1);
    }

    [Fact]
    public void Without_a_call_there_is_no_percentage() => window.At(Ten, Midnight).Today.Percent.ShouldBeNull();

    [Fact]
    public void After_half_an_hour_a_call_is_of_the_day_only()
    {
        window.Add(Answered(Ten, 5));
        window.Add(Lost(Ten.AddMinutes(10)));

        var (today, recent) = window.At(Ten.AddMinutes(30), Midnight);

        today.ShouldBe(new ServiceFigures(2, 1));
        recent.ShouldBe(new ServiceFigures(1, 0));
    }

    [Fact]
    public void A_new_day_begins_at_nothing_but_the_half_hour_goes_on()
    {
        window.Add(Answered(Midnight.AddHours(24).AddMinutes(-5), 5));

        var (today, recent) = window.At(Midnight.AddHours(24), Midnight.AddHours(24));

        today.Received.ShouldBe(0);
        recent.Received.ShouldBe(1);
    }

    [Fact]
    public void A_call_that_came_before_midnight_is_of_the_day_before()
    {
        window.At(Midnight, Midnight);
        window.Add(new EndedWait(Midnight.AddSeconds(-10), Midnight.AddSeconds(3), TimeSpan.FromSeconds(8)));

        window.At(Midnight.AddSeconds(3), Midnight).Today.Received.ShouldBe(0);
    }

    [Fact]
    public void Another_limit_counts_for_the_calls_before_it_too()
    {
        window.Add(Answered(Ten, 25));

        window.Within = TimeSpan.FromSeconds(30);

        window.At(Ten, Midnight).ShouldBe((new ServiceFigures(1, 1), new ServiceFigures(1, 1)));
    }

    private static EndedWait Answered(DateTimeOffset at, int seconds) => new(at.AddSeconds(-seconds), at, TimeSpan.FromSeconds(seconds));

    private static EndedWait Lost(DateTimeOffset at) => new(at.AddMinutes(-1), at, null);
}
