using Kindline.Engine.Routing;
using static Kindline.Engine.Routing.FloorInput;
using static Kindline.Engine.Tests.Routing.FloorScript;

namespace Kindline.Engine.Tests.Routing;

public sealed class OverflowTests
{
    private readonly FloorScript _floor = new();

    [Fact]
    public void A_caller_overflows_when_nobody_is_signed_in()
    {
        _floor.Arrive(1);

        _floor.Effects.ShouldBe([new FloorEffect.Overflowed(Caller(1), Appointments, OverflowReason.NobodySignedIn)]);
    }

    [Fact]
    public void A_caller_overflows_when_all_who_are_signed_in_are_away()
    {
        _floor.SignIn(Ana);

        _floor.Arrive(1);

        _floor.OverflowedAs.ShouldBe(OverflowReason.AllAway);
    }

    [Fact]
    public void Agents_of_another_queue_do_not_count()
    {
        _floor.Do(new QueueSet(QueueSettings.For(Billing)));
        _floor.Ready(Ana, Billing);

        _floor.Arrive(1);

        _floor.OverflowedAs.ShouldBe(OverflowReason.NobodySignedIn);
    }

    [Fact]
    public void A_caller_waits_while_the_only_agent_is_on_a_call_or_in_wrap_up()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Arrive(2);

        _floor.Do(new CallEnded(Caller(1)));
        _floor.Arrive(3);

        _floor.Floor.PlaceInLine(Caller(2)).ShouldBe(1);
        _floor.Floor.PlaceInLine(Caller(3)).ShouldBe(2);
    }

    [Fact]
    public void One_more_than_may_wait_overflows()
    {
        _floor.Do(new QueueSet(QueueSettings.For(Appointments) with { MaxWaiting = 2 }));
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Arrive(2);
        _floor.Arrive(3);

        _floor.Arrive(4);

        _floor.OverflowedAs.ShouldBe(OverflowReason.Full);
        _floor.Floor.Queue(Appointments).Waiting.ShouldBe(2);
    }

    [Fact]
    public void A_queue_in_which_nobody_may_wait_still_offers_to_a_ready_agent()
    {
        _floor.Do(new QueueSet(QueueSettings.For(Appointments) with { MaxWaiting = 0 }));
        _floor.Ready(Ana);

        _floor.Arrive(1);

        _floor.OfferedTo.ShouldBe(Ana);
    }

    [Fact]
    public void One_put_at_the_head_does_not_find_the_line_full()
    {
        _floor.Do(new QueueSet(QueueSettings.For(Appointments) with { MaxWaiting = 0 }));
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);

        _floor.Do(new Requeued(Caller(2), Appointments, AtHead: true));

        _floor.Floor.PlaceInLine(Caller(2)).ShouldBe(1);
    }

    [Theory]
    [InlineData(AgentState.Away, OverflowReason.AllAway)]
    [InlineData(AgentState.SignedOut, OverflowReason.NobodySignedIn)]
    public void All_who_wait_overflow_in_order_when_the_last_agent_goes(AgentState next, OverflowReason reason)
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Arrive(2);
        _floor.Arrive(3);
        _floor.Do(new CallEnded(Caller(1)));

        _floor.Do(new WrapUpDone(Ana, new NextState(next, "done for today")));

        _floor.Effects.OfType<FloorEffect.Overflowed>().ShouldBe(
            [new(Caller(2), Appointments, reason), new(Caller(3), Appointments, reason)]);
    }

    [Fact]
    public void The_caller_overflows_when_the_only_agent_misses_the_offer()
    {
        _floor.Ready(Ana);
        _floor.Arrive(1);

        _floor.LetTheOfferRunOut();

        _floor.OverflowedAs.ShouldBe(OverflowReason.AllAway);
        _floor.Floor.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void A_queue_that_is_told_so_lets_callers_wait_for_nobody()
    {
        _floor.Do(new QueueSet(QueueSettings.For(Appointments) with { OverflowWhenNobodyReady = false }));
        _floor.Arrive(1);

        _floor.Ready(Ana);

        _floor.OfferedCaller.ShouldBe(Caller(1));
    }

    [Fact]
    public void Taking_the_last_agent_off_a_queue_overflows_its_line()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Arrive(2);

        _floor.Do(new ProfileSet(Ana, RoutingProfile.Empty));

        _floor.OverflowedAs.ShouldBe(OverflowReason.NobodySignedIn);
    }

    [Fact]
    public void A_caller_whose_agent_lost_the_queue_while_ringing_does_not_wait_for_nobody()
    {
        _floor.Ready(Ana);
        _floor.Arrive(1);
        _floor.Do(new ProfileSet(Ana, RoutingProfile.Empty));

        _floor.LetTheOfferRunOut();

        _floor.OverflowedAs.ShouldBe(OverflowReason.NobodySignedIn);
    }

    [Fact]
    public void A_removed_queue_overflows_who_waits_and_who_rings()
    {
        _floor.Ready(Ana);
        _floor.Arrive(1);
        _floor.Arrive(2);

        _floor.Do(new QueueRemoved(Appointments));

        _floor.Effects.OfType<FloorEffect.Overflowed>().Select(effect => effect.Reason)
            .ShouldBe([OverflowReason.QueueRemoved, OverflowReason.QueueRemoved]);
        _floor.StateOf(Ana).ShouldBe(AgentState.Ready);
        _floor.Arrive(3);
        _floor.RefusedBecause.ShouldBe("the floor does not know this queue");
    }
}
