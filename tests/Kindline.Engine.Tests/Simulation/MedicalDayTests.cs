using Kindline.Engine.Simulation;

namespace Kindline.Engine.Tests.Simulation;

public sealed class MedicalDayTests
{
    // A Monday.
    private static readonly DateTime Monday = new(2026, 3, 2);

    [Fact]
    public void Monday_to_Wednesday_are_busier_than_Thursday_and_Friday() =>
        Enumerable.Range(0, 3).Select(DayTotal).Min().ShouldBeGreaterThan(Enumerable.Range(3, 2).Select(DayTotal).Max());

    [Fact]
    public void The_weekend_is_the_quietest() =>
        Enumerable.Range(5, 2).Select(DayTotal).Max().ShouldBeLessThan(Enumerable.Range(0, 5).Select(DayTotal).Min());

    [Fact]
    public void The_morning_is_the_peak_of_a_day()
    {
        var busiest = Enumerable.Range(0, 24).MaxBy(hour => MedicalDay.ShareAt(Monday.AddHours(hour)));

        busiest.ShouldBeInRange(8, 11);
        MedicalDay.ShareAt(Monday.AddHours(busiest)).ShouldBe(1);
    }

    [Fact]
    public void Somebody_calls_at_any_hour_of_the_week() =>
        Enumerable.Range(0, 7 * 24).Select(hour => MedicalDay.ShareAt(Monday.AddHours(hour))).Min().ShouldBe(MedicalDay.Floor);

    [Fact]
    public void The_same_seed_makes_the_same_day() => Waits(seed: 7).ShouldBe(Waits(seed: 7));

    [Fact]
    public void Another_seed_makes_another() => Waits(seed: 7).ShouldNotBe(Waits(seed: 8));

    [Fact]
    public void As_many_call_in_an_hour_as_the_day_says() =>
        Waits(seed: 7).Average(wait => wait.TotalSeconds).ShouldBe(3600.0 / 120, tolerance: 1);

    private static double DayTotal(int day) => Enumerable.Range(0, 24).Sum(hour => MedicalDay.ShareAt(Monday.AddDays(day).AddHours(hour)));

    /// <summary>From the busiest hour, so that 120 an hour is 120.</summary>
    private static IReadOnlyList<TimeSpan> Waits(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 5000).Select(_ => MedicalDay.NextAfter(Monday.AddHours(9), 120, random))];
    }
}
