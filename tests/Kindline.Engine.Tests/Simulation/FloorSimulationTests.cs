using Kindline.Engine.Routing;
using Kindline.Engine.Routing.Strategies;
using Kindline.Engine.Simulation;

namespace Kindline.Engine.Tests.Simulation;

public sealed class FloorSimulationTests(ITestOutputHelper output)
{
    // KINDLINE_SEEDS=1000 runs the long form.
    private static readonly int SeedCount = int.TryParse(Environment.GetEnvironmentVariable("KINDLINE_SEEDS"), out var seeds) ? seeds : 50;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, SeedCount)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_whole_day_keeps_every_rule(int seed)
    {
        var day = FloorSimulation.Run(seed);

        output.WriteLine(day.ToString());
        day.Broken.ShouldBeNull();
        (day.Answered + day.Abandoned + day.Overflowed).ShouldBeGreaterThan(100);
    }

    [Fact]
    public void The_same_seed_gives_the_same_day()
    {
        FloorSimulation.Run(7).ShouldBe(FloorSimulation.Run(7));
    }

    [Fact]
    public void Another_seed_gives_another_day()
    {
        FloorSimulation.Run(7).EffectsDigest.ShouldNotBe(FloorSimulation.Run(8).EffectsDigest);
    }

    [Fact]
    public void Seven_days_together_meet_everything_that_can_happen()
    {
        var days = Enumerable.Range(1, 7).Select(FloorSimulation.Run).ToList();

        days.Sum(day => day.Answered).ShouldBePositive();
        days.Sum(day => day.Abandoned).ShouldBePositive();
        days.Sum(day => day.Overflowed).ShouldBePositive();
        days.Sum(day => day.OffersNotTaken).ShouldBePositive();
        days.Sum(day => day.Refused).ShouldBePositive();
        days.Max(day => day.LongestLine).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_strategy_that_prefers_the_shortest_idle_is_found_out()
    {
        var day = new FloorSimulation(1, new Floor(_ => new ShortestIdle())).Run();

        output.WriteLine(day.Broken!);
        day.Broken.ShouldEndWith("an agent was passed over who is nearer or longer idle");
        day.Broken.ShouldStartWith($"seed 1, step {day.Steps}, ");
    }

    [Fact]
    public void A_withdrawal_that_is_swallowed_is_found_out()
    {
        var day = new FloorSimulation(1, new Floor(), effects => effects.RemoveAll(effect => effect is FloorEffect.OfferWithdrawn)).Run();

        day.Broken.ShouldNotBeNull();
    }

    private sealed class ShortestIdle : IRoutingStrategy
    {
        public string Name => LongestIdle.Called;

        public long Rank(in IdleAgent agent) => -agent.ReadyOrder;
    }
}
