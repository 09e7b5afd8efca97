using Kindline.Engine.Routing;
using static Kindline.Engine.Routing.FloorInput;
using static Kindline.Engine.Tests.Routing.FloorScript;

namespace Kindline.Engine.Tests.Routing;

public sealed class TransferTests
{
    private static readonly TimeSpan Ring = TimeSpan.FromSeconds(20);

    private readonly FloorScript _floor = new();

    public TransferTests()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Ready(Ben);
    }

    [Fact]
    public void A_call_passed_on_rings_the_one_who_is_named_and_leaves_its_agent_to_wrap_up()
    {
        _floor.Do(new Passed(Caller(1), Ben, Ring));

        _floor.Effects[^1].ShouldBe(new FloorEffect.Offered(Caller(1), Ben, null, _floor.Now + Ring, AutoAnswer: false));
        (_floor.StateOf(Ana), _floor.StateOf(Ben)).ShouldBe((AgentState.WrapUp, AgentState.Ringing));
    }

    [Fact]
    public void A_call_passed_on_is_the_others_once_answered()
    {
        _floor.Do(new Passed(Caller(1), Ben, Ring));
        _floor.Do(new OfferTaken(Caller(1), Ben));
        _floor.Do(new CallEnded(Caller(1)));

        _floor.StateOf(Ben).ShouldBe(AgentState.WrapUp);
    }

    [Fact]
    public void A_call_passed_on_and_not_answered_can_be_given_back_to_the_one_who_sent_it()
    {
        _floor.Do(new Passed(Caller(1), Ben, Ring));
        _floor.LetTheOfferRunOut();
        var missed = _floor.Effects.OfType<FloorEffect.OfferWithdrawn>().Single();
        _floor.Do(new Given(Caller(1), Ana));

        missed.Reason.ShouldBe("missed offer");
        (_floor.StateOf(Ana), _floor.StateOf(Ben)).ShouldBe((AgentState.OnCall, AgentState.Away));
    }

    [Fact]
    public void Nobody_is_passed_a_call_who_is_not_ready()
    {
        _floor.Do(new SentAway(Ben, "lunch"));

        _floor.Do(new Passed(Caller(1), Ben, Ring));

        _floor.RefusedBecause.ShouldBe("the agent is away");
        _floor.StateOf(Ana).ShouldBe(AgentState.OnCall);
    }

    [Fact]
    public void A_call_set_apart_waits_for_nobody_and_rings_nobody()
    {
        _floor.Do(new SetApart(Caller(1)));
        _floor.Do(new WrapUpDone(Ana, NextState.Ready));

        _floor.Floor.PlaceInLine(Caller(1)).ShouldBeNull();
        _floor.OfferedTo.ShouldBeNull();
    }

    [Fact]
    public void A_call_put_back_at_the_head_prefers_the_one_who_had_it()
    {
        _floor.Do(new SetApart(Caller(1)));
        _floor.Do(new WrapUpDone(Ana, NextState.Ready));

        _floor.Do(new Requeued(Caller(1), Appointments, AtHead: true, Ana));

        _floor.OfferedTo.ShouldBe(Ana);
    }

    [Fact]
    public void A_colleague_who_is_asked_is_offered_nothing_and_ready_again_afterwards()
    {
        _floor.Do(new Consulted(Caller(1), Ben));
        var asked = _floor.StateOf(Ben);
        _floor.Arrive(2);
        var offered = _floor.OfferedTo;
        _floor.Do(new ConsultEnded(Caller(1), Missed: false));

        (asked, offered).ShouldBe((AgentState.Consulting, null));
        _floor.OfferedCaller.ShouldBe(Caller(2));
    }

    [Fact]
    public void A_colleague_on_a_break_who_is_asked_has_the_break_back()
    {
        _floor.Do(new SentAway(Ben, "lunch"));
        _floor.Do(new Consulted(Caller(1), Ben));
        _floor.Do(new ConsultEnded(Caller(1), Missed: true));

        (_floor.StateOf(Ben), _floor.Floor.Agent(Ben)!.Reason).ShouldBe((AgentState.Away, "lunch"));
    }

    [Fact]
    public void A_colleague_who_lets_it_ring_is_away()
    {
        _floor.Do(new Consulted(Caller(1), Ben));
        _floor.Do(new ConsultEnded(Caller(1), Missed: true));

        _floor.StateOf(Ben).ShouldBe(AgentState.Away);
    }

    [Fact]
    public void A_call_taken_over_after_a_consultation_is_the_colleagues()
    {
        _floor.Do(new Held(Caller(1)));
        _floor.Do(new Consulted(Caller(1), Ben));
        _floor.Do(new ConsultTaken(Caller(1)));

        (_floor.StateOf(Ana), _floor.StateOf(Ben)).ShouldBe((AgentState.WrapUp, AgentState.OnCall));
        _floor.Floor.Agent(Ben)!.Interaction.ShouldBe(Caller(1));
    }

    [Fact]
    public void A_caller_who_hangs_up_frees_the_colleague_too()
    {
        _floor.Do(new Consulted(Caller(1), Ben));
        _floor.Do(new CallEnded(Caller(1)));

        (_floor.StateOf(Ana), _floor.StateOf(Ben)).ShouldBe((AgentState.WrapUp, AgentState.Ready));
    }

    [Fact]
    public void Nobody_has_two_calls()
    {
        _floor.Do(new Consulted(Caller(1), Ana));
        var oneself = _floor.RefusedBecause;
        _floor.Do(new Consulted(Caller(1), Ben));
        _floor.Ready(Cleo);
        _floor.Do(new Consulted(Caller(1), Cleo));
        var second = _floor.RefusedBecause;
        _floor.Do(new OutboundStarted(Ben, Caller(9)));

        oneself.ShouldBe("the agent is on a call");
        second.ShouldBe("a colleague is being asked already");
        _floor.RefusedBecause.ShouldBe("the agent is talking with a colleague");
    }
}
