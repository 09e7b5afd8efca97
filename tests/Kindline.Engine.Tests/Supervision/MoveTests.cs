using Kindline.Engine.Routing;
using Kindline.Engine.Supervision;

namespace Kindline.Engine.Tests.Supervision;

public sealed class MoveTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private static readonly LevelGoal Goal = new(80, TimeSpan.FromMinutes(10));

    private readonly QueueId noShow = new(Guid.CreateVersion7());
    private readonly QueueId appointments = new(Guid.CreateVersion7());
    private readonly QueueId billing = new(Guid.CreateVersion7());

    [Theory]
    [InlineData(10, 8, true)]
    [InlineData(10, 7, false)]
    [InlineData(0, 0, true)]
    public void The_goal_is_met_at_eighty_percent_or_with_nothing_to_answer(int received, int within, bool met) =>
        Goal.IsMet(new ServiceFigures(received, within), null, Within, Now).ShouldBe(met);

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void Somebody_who_waits_too_long_now_breaks_it(int seconds, bool met) =>
        Goal.IsMet(new ServiceFigures(10, 10), Now.AddSeconds(-seconds), Within, Now).ShouldBe(met);

    [Fact]
    public void It_has_held_after_ten_minutes_without_a_break()
    {
        var (watch, atOnce) = default(LevelWatch).Look(Goal, met: true, Now);

        atOnce.ShouldBeFalse();
        watch.Look(Goal, met: true, Now.AddSeconds(599)).Held.ShouldBeFalse();
        watch.Look(Goal, met: true, Now.AddSeconds(600)).Held.ShouldBeTrue();
    }

    [Fact]
    public void A_break_begins_the_ten_minutes_anew()
    {
        var (watch, _) = default(LevelWatch).Look(Goal, met: true, Now);
        (watch, _) = watch.Look(Goal, met: false, Now.AddMinutes(9));
        (watch, _) = watch.Look(Goal, met: true, Now.AddMinutes(9.1));

        watch.Look(Goal, met: true, Now.AddMinutes(12)).Held.ShouldBeFalse();
    }

    [Fact]
    public void Whoever_can_help_soonest_is_taken_first()
    {
        var talking = Agent(AgentState.OnCall, 1, noShow);
        var ready = Agent(AgentState.Ready, 2, noShow);
        var longReady = Agent(AgentState.Ready, 9, noShow);
        var writing = Agent(AgentState.WrapUp, 1, noShow);

        Movable.Choose([talking, ready, longReady, writing], noShow, appointments, 3).ShouldBe([longReady.Id, ready.Id, writing.Id]);
    }

    [Fact]
    public void Nobody_is_taken_who_is_away_of_another_queue_or_there_already() =>
        Movable.Choose(
            [Agent(AgentState.Away, 1, noShow), Agent(AgentState.Ready, 1, billing), Agent(AgentState.Ready, 1, appointments, noShow)],
            noShow, appointments, 3).ShouldBeEmpty();

    [Fact]
    public void A_moved_agent_serves_the_new_queue_first_the_old_one_not_and_the_rest_after()
    {
        var moved = Movable.Profile(Serving(noShow, appointments, billing), noShow, appointments);

        moved.Queues.ShouldBe([new ProfileQueue(appointments, 1), new ProfileQueue(billing, 4)]);
    }

    private static AgentSnapshot Agent(AgentState state, int minutes, params QueueId[] queues) => new(
        new AgentId(Guid.CreateVersion7()), state, null, Now.AddMinutes(-minutes), null, null, HasPhone: true, Serving(queues));

    private static RoutingProfile Serving(params QueueId[] queues) => new([.. queues.Select((queue, n) => new ProfileQueue(queue, n + 1))]);
}
