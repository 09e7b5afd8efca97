using Kindline.Engine.Routing;
using static Kindline.Engine.Routing.FloorInput;
using static Kindline.Engine.Tests.Routing.FloorScript;

namespace Kindline.Engine.Tests.Routing;

public sealed class OfferTests
{
    private readonly FloorScript _floor = new();

    [Fact]
    public void A_caller_is_offered_to_the_agent_who_is_idle_longest()
    {
        _floor.Ready(Ana);
        _floor.Wait(5);
        _floor.Ready(Ben);

        _floor.Arrive(1);

        _floor.OfferedTo.ShouldBe(Ana);
        _floor.StateOf(Ana).ShouldBe(AgentState.Ringing);
        _floor.StateOf(Ben).ShouldBe(AgentState.Ready);
    }

    [Fact]
    public void An_offer_says_until_when_and_whether_the_phone_answers_by_itself()
    {
        _floor.Do(new QueueSet(QueueSettings.For(Appointments) with { OfferFor = TimeSpan.FromSeconds(20), AutoAnswer = true }));
        _floor.Ready(Ana);

        var effects = _floor.Arrive(1);

        effects[^1].ShouldBe(new FloorEffect.Offered(Caller(1), Ana, Appointments, _floor.Now.AddSeconds(20), AutoAnswer: true));
        _floor.Floor.WakeAt.ShouldBe(_floor.Now.AddSeconds(20));
    }

    [Fact]
    public void An_agent_of_a_nearer_level_is_chosen_before_one_idle_for_longer()
    {
        _floor.SignInAt(2, Ana, Appointments);
        _floor.Do(new Readied(Ana));
        _floor.Wait(600);
        _floor.Ready(Ben);

        _floor.Arrive(1);

        _floor.OfferedTo.ShouldBe(Ben);
    }

    [Fact]
    public void An_agent_sent_away_and_back_goes_to_the_end()
    {
        _floor.Ready(Ana);
        _floor.Ready(Ben);
        _floor.Do(new SentAway(Ana, "coffee"));
        _floor.Do(new Readied(Ana));

        _floor.Arrive(1);

        _floor.OfferedTo.ShouldBe(Ben);
    }

    [Fact]
    public void The_preferred_agent_is_chosen_before_the_longest_idle_one()
    {
        _floor.Ready(Ana);
        _floor.Ready(Ben);

        _floor.Arrive(1, preferred: Ben);

        _floor.OfferedTo.ShouldBe(Ben);
    }

    [Fact]
    public void A_preferred_agent_who_is_busy_or_serves_another_queue_is_passed_over()
    {
        _floor.Do(new QueueSet(QueueSettings.For(Billing)));
        _floor.Ready(Ben, Billing);
        _floor.Ready(Ana);

        _floor.Arrive(1, preferred: Ben);

        _floor.OfferedTo.ShouldBe(Ana);
    }

    [Fact]
    public void A_missed_offer_goes_to_the_next_agent_and_sends_the_first_away()
    {
        _floor.Ready(Ana);
        _floor.Ready(Ben);
        _floor.Arrive(1);

        _floor.LetTheOfferRunOut();

        _floor.Effects.ShouldContain(new FloorEffect.OfferWithdrawn(Caller(1), Ana, "missed offer"));
        _floor.Floor.Agent(Ana)!.Reason.ShouldBe("missed offer");
        _floor.StateOf(Ana).ShouldBe(AgentState.Away);
        _floor.OfferedTo.ShouldBe(Ben);
    }

    [Fact]
    public void A_caller_whose_offer_was_missed_keeps_the_place_in_line()
    {
        _floor.Ready(Ana);
        _floor.Ready(Ben);
        _floor.Talk(9, Ana);
        _floor.Arrive(1);
        _floor.Arrive(2);

        _floor.LetTheOfferRunOut();

        _floor.Floor.PlaceInLine(Caller(1)).ShouldBe(1);
        _floor.Floor.PlaceInLine(Caller(2)).ShouldBe(2);
    }

    [Fact]
    public void A_phone_that_fails_sends_its_agent_away_and_each_agent_is_tried_once()
    {
        _floor.Ready(Ana);
        _floor.Ready(Ben);
        _floor.Arrive(1);

        _floor.Do(new OfferFailed(Caller(1), Ana, "486 busy here"));
        var second = _floor.OfferedTo;
        _floor.Do(new OfferFailed(Caller(1), Ben, "480 unavailable"));

        second.ShouldBe(Ben);
        _floor.OfferedTo.ShouldBeNull();
        _floor.OverflowedAs.ShouldBe(OverflowReason.AllAway);
        _floor.Floor.Agent(Ana)!.Reason.ShouldBe("486 busy here");
    }

    [Fact]
    public void A_caller_who_hangs_up_while_ringing_withdraws_the_offer_and_the_agent_keeps_the_idle_rank()
    {
        _floor.Ready(Ana);
        _floor.Ready(Ben);
        _floor.Arrive(1);

        _floor.Do(new Left(Caller(1)));

        _floor.Effects.ShouldContain(new FloorEffect.OfferWithdrawn(Caller(1), Ana, "the caller left"));
        _floor.Arrive(2);
        _floor.OfferedTo.ShouldBe(Ana);
    }

    [Fact]
    public void An_agent_freed_by_a_hang_up_is_offered_the_next_caller_at_once()
    {
        _floor.Ready(Ana);
        _floor.Arrive(1);
        _floor.Arrive(2);

        _floor.Do(new Left(Caller(1)));

        _floor.OfferedCaller.ShouldBe(Caller(2));
    }

    [Fact]
    public void An_answer_counts_past_its_time_when_no_tick_came_between()
    {
        _floor.Ready(Ana);
        _floor.Arrive(1);
        _floor.Wait(12.2);

        _floor.Do(new OfferTaken(Caller(1), Ana));

        _floor.StateOf(Ana).ShouldBe(AgentState.OnCall);
        _floor.Floor.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void An_answer_to_an_offer_that_is_over_is_refused()
    {
        _floor.Ready(Ana);
        _floor.Ready(Ben);
        _floor.Arrive(1);
        _floor.LetTheOfferRunOut();

        _floor.Do(new OfferTaken(Caller(1), Ana));

        _floor.RefusedBecause.ShouldBe("the offer is no longer open");
        _floor.StateOf(Ana).ShouldBe(AgentState.Away);
        _floor.StateOf(Ben).ShouldBe(AgentState.Ringing);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_agent_who_goes_while_ringing_passes_the_caller_on(bool signsOut)
    {
        _floor.Ready(Ana);
        _floor.Ready(Ben);
        _floor.Arrive(1);

        _floor.Do(signsOut ? new SignedOut(Ana) : new SentAway(Ana, "fire drill"));

        _floor.StateOf(Ana).ShouldBe(signsOut ? AgentState.SignedOut : AgentState.Away);
        _floor.OfferedTo.ShouldBe(Ben);
    }

    [Fact]
    public void A_tick_before_its_time_does_nothing()
    {
        _floor.Ready(Ana);
        _floor.Arrive(1);
        _floor.Wait(11.9);

        _floor.Do(new Tick()).ShouldBeEmpty();

        _floor.StateOf(Ana).ShouldBe(AgentState.Ringing);
    }
}
