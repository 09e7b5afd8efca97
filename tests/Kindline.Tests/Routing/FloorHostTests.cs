using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Routing;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Routing;

public class FloorHostTests
{
    private static readonly QueueId Queue = new(Guid.Parse("01930000-0000-7000-8000-000000000002"));
    private static readonly AgentId First = new(Guid.Parse("01930000-0000-7000-8000-0000000000a1"));
    private static readonly AgentId Second = new(Guid.Parse("01930000-0000-7000-8000-0000000000a2"));
    private static readonly InteractionId Call = new(Guid.Parse("01930000-0000-7000-8000-0000000000c1"));

    private readonly ManualClock clock = new();

    [Fact]
    public async Task An_offer_that_runs_out_goes_to_the_next_agent_by_the_clock_alone()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var floor = await OpenAsync(database, First, Second);
        var effects = await floor.FollowAsync(Call, Ct);
        await floor.SendAsync(new FloorInput.Arrived(Call, Queue, 0, null), Ct);
        var offered = await effects.ReadAsync(Ct);
        await AlarmSetAsync(floor);

        clock.Advance(TimeSpan.FromSeconds(12));
        var withdrawn = await effects.ReadAsync(Ct);
        var again = await effects.ReadAsync(Ct);

        offered.ShouldBeOfType<FloorEffect.Offered>().Agent.ShouldBe(First);
        withdrawn.ShouldBeOfType<FloorEffect.OfferWithdrawn>().Reason.ShouldBe("missed offer");
        again.ShouldBeOfType<FloorEffect.Offered>().Agent.ShouldBe(Second);
        await floor.StopAsync(Ct);
    }

    [Fact]
    public async Task An_alarm_that_rings_a_hair_early_rings_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var floor = await OpenAsync(database, new HastyClock(clock), First, Second);
        var effects = await floor.FollowAsync(Call, Ct);
        await floor.SendAsync(new FloorInput.Arrived(Call, Queue, 0, null), Ct);
        await effects.ReadAsync(Ct);
        await AlarmSetAsync(floor);

        clock.Advance(TimeSpan.FromMilliseconds(11_999));
        await AlarmSetAsync(floor);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        (await effects.ReadAsync(Ct)).ShouldBeOfType<FloorEffect.OfferWithdrawn>().Reason.ShouldBe("missed offer");
        await floor.StopAsync(Ct);
    }

    [Fact]
    public async Task An_answer_after_the_offer_was_withdrawn_is_refused_to_who_sent_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var floor = await OpenAsync(database, First);
        await floor.SendAsync(new FloorInput.Arrived(Call, Queue, 0, null), Ct);
        await floor.SendAsync(new FloorInput.Left(Call), Ct);

        var taken = await floor.SendAsync(new FloorInput.OfferTaken(Call, First), Ct);

        taken.ShouldBeFalse();
        await floor.StopAsync(Ct);
    }

    [Fact]
    public async Task A_question_that_throws_reaches_its_asker_and_not_the_floor()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var floor = await OpenAsync(database, First);

        await Should.ThrowAsync<InvalidOperationException>(() => floor.AskAsync<int>(_ => throw new InvalidOperationException("asked badly"), Ct));

        (await floor.AskAsync(f => f.Agents.Count(), Ct)).ShouldBe(1);
        await floor.StopAsync(Ct);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The alarm is set after a decision's effects are out: the next answer comes when it is.
    private static async Task AlarmSetAsync(FloorHost floor) => await floor.AskAsync(f => f.WakeAt, Ct);

    private Task<FloorHost> OpenAsync(TestDatabase database, params AgentId[] agents) => OpenAsync(database, clock, agents);

    private async Task<FloorHost> OpenAsync(TestDatabase database, TimeProvider time, params AgentId[] agents)
    {
        var floor = await TestFloor.OpenAsync(database, time, Queue, Ct);
        foreach (var agent in agents)
        {
            await TestFloor.SeatAsync(floor, agent, Queue, Ct);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        return floor;
    }

    /// <summary>Timers that ring a millisecond before they should, as real ones do now and then.</summary>
    private sealed class HastyClock(ManualClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new HastyTimer(clock.CreateTimer(callback, state, Sooner(dueTime), period));

        private static TimeSpan Sooner(TimeSpan due) => due > TimeSpan.FromMilliseconds(1) ? due - TimeSpan.FromMilliseconds(1) : due;

        private sealed class HastyTimer(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Sooner(dueTime), period);

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
