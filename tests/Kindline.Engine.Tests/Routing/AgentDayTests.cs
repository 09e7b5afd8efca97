using Kindline.Engine.Routing;
using static Kindline.Engine.Routing.FloorInput;
using static Kindline.Engine.Tests.Routing.FloorScript;

namespace Kindline.Engine.Tests.Routing;

public sealed class AgentDayTests
{
    private readonly FloorScript _floor = new();

    [Fact]
    public void A_call_goes_from_ringing_over_hold_to_wrap_up_and_ready()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Do(new Held(Caller(1)));
        _floor.StateOf(Ana).ShouldBe(AgentState.OnHold);
        _floor.Do(new Resumed(Caller(1)));
        _floor.StateOf(Ana).ShouldBe(AgentState.OnCall);

        _floor.Do(new CallEnded(Caller(1)));

        _floor.StateOf(Ana).ShouldBe(AgentState.WrapUp);
        _floor.Floor.Agent(Ana)!.Interaction.ShouldBe(Caller(1));
        _floor.Do(new WrapUpDone(Ana, NextState.Ready)).ShouldBe(
            [new FloorEffect.AgentChanged(Ana, AgentState.WrapUp, AgentState.Ready, null, _floor.Now)]);
    }

    [Fact]
    public void The_contact_last_worked_on_is_known_until_the_next_one_is_over()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Do(new Left(Caller(1)));
        _floor.Do(new WrapUpDone(Ana, NextState.Ready));
        _floor.Talk(2, Ana);

        _floor.Floor.Agent(Ana)!.LastWorked.ShouldBe(Caller(1));
        _floor.Do(new Left(Caller(2)));
        _floor.Do(new WrapUpDone(Ana, NextState.Ready));
        _floor.Floor.Agent(Ana)!.LastWorked.ShouldBe(Caller(2));
    }

    [Fact]
    public void A_contact_that_only_rang_was_not_worked_on()
    {
        _floor.Ready(Ana);
        _floor.Arrive(1);
        _floor.StateOf(Ana).ShouldBe(AgentState.Ringing);

        _floor.Do(new Left(Caller(1)));

        _floor.Floor.Agent(Ana)!.LastWorked.ShouldBeNull();
    }

    [Fact]
    public void Wrap_up_does_not_end_by_itself()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Do(new CallEnded(Caller(1)));
        _floor.Wait(3600);

        _floor.Do(new Tick());

        _floor.StateOf(Ana).ShouldBe(AgentState.WrapUp);
    }

    [Theory]
    [InlineData(true, AgentState.SignedOut)]
    [InlineData(false, AgentState.Away)]
    public void A_wish_made_during_a_call_takes_effect_after_wrap_up(bool signsOut, AgentState expected)
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);

        _floor.Do(signsOut ? new SignedOut(Ana) : new SentAway(Ana, "lunch")).ShouldBeEmpty();
        _floor.Do(new CallEnded(Caller(1)));
        _floor.StateOf(Ana).ShouldBe(AgentState.WrapUp);
        _floor.Do(new WrapUpDone(Ana, NextState.Ready));

        _floor.StateOf(Ana).ShouldBe(expected);
        _floor.Floor.Agent(Ana)!.Next.ShouldBeNull();
    }

    [Fact]
    public void A_call_made_in_a_break_ends_in_the_break()
    {
        _floor.Ready(Ana);
        _floor.Do(new SentAway(Ana, "lunch"));

        _floor.Do(new OutboundStarted(Ana, Caller(50)));
        _floor.Do(new CallEnded(Caller(50)));
        _floor.Do(new WrapUpDone(Ana, NextState.Ready));

        (_floor.StateOf(Ana), _floor.Floor.Agent(Ana)!.Reason).ShouldBe((AgentState.Away, "lunch"));
    }

    [Fact]
    public void A_call_made_right_after_signing_in_leads_where_the_agent_chooses()
    {
        _floor.Ready(Ana);
        _floor.Do(new SignedOut(Ana));
        _floor.Do(new SignedIn(Ana));

        _floor.Do(new OutboundStarted(Ana, Caller(50)));
        _floor.Do(new CallEnded(Caller(50)));
        _floor.Do(new WrapUpDone(Ana, NextState.Ready));

        _floor.StateOf(Ana).ShouldBe(AgentState.Ready);
    }

    [Fact]
    public void Being_ready_again_takes_the_wish_back()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Do(new NextStateChosen(Ana, NextState.Away("break")));

        _floor.Do(new Readied(Ana));

        _floor.Do(new CallEnded(Caller(1)));
        _floor.Do(new WrapUpDone(Ana, NextState.Ready));
        _floor.StateOf(Ana).ShouldBe(AgentState.Ready);
    }

    [Fact]
    public void Signing_in_again_during_a_call_takes_back_the_wish_to_sign_out()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Do(new SignedOut(Ana));

        _floor.Do(new SignedIn(Ana));

        _floor.Floor.Agent(Ana)!.Next.ShouldBeNull();
        _floor.StateOf(Ana).ShouldBe(AgentState.OnCall);
    }

    [Fact]
    public void A_break_after_this_also_follows_a_caller_who_hung_up_while_ringing()
    {
        _floor.Ready(Ana);
        _floor.Arrive(1);
        _floor.Do(new NextStateChosen(Ana, NextState.Away("break")));

        _floor.Do(new Left(Caller(1)));

        _floor.StateOf(Ana).ShouldBe(AgentState.Away);
        _floor.Floor.Agent(Ana)!.Reason.ShouldBe("break");
    }

    [Fact]
    public void A_break_after_this_needs_something_to_come_after()
    {
        _floor.Ready(Ana);

        _floor.Do(new NextStateChosen(Ana, NextState.Away("break")));

        _floor.RefusedBecause.ShouldNotBeNull();
    }

    [Fact]
    public void Only_ready_away_and_signed_out_can_follow_work()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Do(new CallEnded(Caller(1)));

        _floor.Do(new WrapUpDone(Ana, new NextState(AgentState.OnCall, null)));

        _floor.RefusedBecause.ShouldBe("only ready, away or signed out can follow work");
        _floor.StateOf(Ana).ShouldBe(AgentState.WrapUp);
    }

    [Fact]
    public void An_agent_without_a_phone_cannot_become_ready()
    {
        _floor.Do(new SignedIn(Ana));

        _floor.Do(new Readied(Ana));

        _floor.StateOf(Ana).ShouldBe(AgentState.PhoneLost);
        _floor.Do(new PhoneFound(Ana));
        _floor.StateOf(Ana).ShouldBe(AgentState.Ready);
    }

    [Fact]
    public void A_phone_lost_while_ringing_passes_the_caller_on()
    {
        _floor.Ready(Ana);
        _floor.Ready(Ben);
        _floor.Arrive(1);

        _floor.Do(new PhoneLost(Ana));

        _floor.StateOf(Ana).ShouldBe(AgentState.PhoneLost);
        _floor.OfferedTo.ShouldBe(Ben);
    }

    [Fact]
    public void A_phone_lost_on_a_call_counts_after_wrap_up()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Do(new PhoneLost(Ana));
        _floor.StateOf(Ana).ShouldBe(AgentState.OnCall);
        _floor.Do(new CallEnded(Caller(1)));

        _floor.Do(new WrapUpDone(Ana, NextState.Ready));

        _floor.StateOf(Ana).ShouldBe(AgentState.PhoneLost);
    }

    [Fact]
    public void An_agent_whose_phone_comes_back_is_offered_who_waits()
    {
        _floor.Ready(Ana);
        _floor.Ready(Ben);
        _floor.Talk(1, Ana);
        _floor.Do(new PhoneLost(Ben));
        _floor.Arrive(2);

        _floor.Do(new PhoneFound(Ben));

        _floor.OfferedTo.ShouldBe(Ben);
    }

    [Theory]
    [InlineData(AgentState.Ready)]
    [InlineData(AgentState.Away)]
    [InlineData(AgentState.WrapUp)]
    public void An_agent_calls_out_from_ready_away_and_wrap_up(AgentState from)
    {
        Bring(Ana, from);

        _floor.Do(new OutboundStarted(Ana, Caller(50)));

        _floor.StateOf(Ana).ShouldBe(AgentState.OnCall);
        _floor.Do(new CallEnded(Caller(50)));
        _floor.StateOf(Ana).ShouldBe(AgentState.WrapUp);
    }

    [Fact]
    public void An_agent_who_calls_out_is_not_offered_a_caller()
    {
        _floor.Ready(Ana);
        _floor.Do(new OutboundStarted(Ana, Caller(50)));

        _floor.Arrive(1);

        _floor.OfferedTo.ShouldBeNull();
        _floor.Floor.PlaceInLine(Caller(1)).ShouldBe(1);
    }

    [Fact]
    public void A_new_profile_counts_at_once()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);
        _floor.Arrive(2);
        _floor.Do(new QueueSet(QueueSettings.For(Billing)));
        _floor.Ready(Ben, Billing);

        _floor.Do(new ProfileSet(Ben, new RoutingProfile([new(Billing, 1), new(Appointments, 2)])));

        _floor.OfferedTo.ShouldBe(Ben);
        _floor.OfferedCaller.ShouldBe(Caller(2));
    }

    [Fact]
    public void A_profile_may_name_a_queue_before_there_is_one()
    {
        _floor.Ready(Ana, Billing);
        _floor.Do(new QueueSet(QueueSettings.For(Billing)));

        _floor.Arrive(1, Billing);

        _floor.OfferedTo.ShouldBe(Ana);
    }

    [Theory]
    [InlineData("shortest-straw", 12, 10)]
    [InlineData("longest-idle", 0, 10)]
    [InlineData("longest-idle", 12, -1)]
    public void A_queue_with_settings_that_cannot_work_is_refused(string strategy, int offerFor, int maxWaiting)
    {
        _floor.Do(new QueueSet(new(Billing, strategy, TimeSpan.FromSeconds(offerFor), maxWaiting, false, 0, true)));

        _floor.RefusedBecause.ShouldNotBeNull();
        _floor.Arrive(1, Billing);
        _floor.RefusedBecause.ShouldBe("the floor does not know this queue");
    }

    [Fact]
    public void A_hang_up_that_crosses_the_answer_ends_the_call()
    {
        _floor.Ready(Ana);
        _floor.Talk(1, Ana);

        _floor.Do(new Left(Caller(1)));

        _floor.StateOf(Ana).ShouldBe(AgentState.WrapUp);
    }

    [Fact]
    public void What_the_floor_does_not_know_is_refused_and_changes_nothing()
    {
        FloorInput[] strange =
        [
            new Left(Caller(7)), new CallEnded(Caller(7)), new Held(Caller(7)), new Resumed(Caller(7)),
            new OfferTaken(Caller(7), Cleo), new OfferFailed(Caller(7), Cleo, "x"), new Readied(Cleo), new SentAway(Cleo, "x"),
            new SignedOut(Cleo), new WrapUpDone(Cleo, NextState.Ready), new NextStateChosen(Cleo, NextState.Ready),
            new OutboundStarted(Cleo, Caller(7)), new Arrived(Caller(7), Billing, 0, null), new Requeued(Caller(7), Billing, true),
            new QueueRemoved(Billing),
        ];

        var answers = strange.Select(input => _floor.Do(input).Single()).ToList();

        answers.ShouldAllBe(answer => answer is FloorEffect.Refused);
        _floor.Floor.Agents.ShouldBeEmpty();
    }

    [Fact]
    public void A_caller_cannot_arrive_twice()
    {
        _floor.Ready(Ana);
        _floor.Arrive(1);

        _floor.Arrive(1);

        _floor.RefusedBecause.ShouldBe("the contact is on the floor already");
    }

    private void Bring(AgentId agent, AgentState state)
    {
        _floor.Ready(agent);
        switch (state)
        {
            case AgentState.Away:
                _floor.Do(new SentAway(agent, "paperwork"));
                break;
            case AgentState.WrapUp:
                _floor.Talk(1, agent);
                _floor.Do(new CallEnded(Caller(1)));
                break;
        }
    }
}
