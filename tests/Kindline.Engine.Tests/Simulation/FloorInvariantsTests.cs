using Kindline.Engine.Routing;
using Kindline.Engine.Simulation;
using static Kindline.Engine.Routing.FloorEffect;
using static Kindline.Engine.Routing.FloorInput;
using static Kindline.Engine.Tests.Routing.FloorScript;

namespace Kindline.Engine.Tests.Simulation;

/// <summary>Each test tells the judge a lie about what a true floor did, and the judge must say which rule it breaks.</summary>
public sealed class FloorInvariantsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Floor _floor = new();
    private readonly FloorInvariants _rules = new();

    public FloorInvariantsTests()
    {
        Truth(new QueueSet(QueueSettings.For(Appointments)));
        foreach (var agent in new[] { Ana, Ben })
        {
            Truth(new ProfileSet(agent, new RoutingProfile([new(Appointments, 1)])));
            Truth(new PhoneFound(agent));
            Truth(new SignedIn(agent));
        }

        Truth(new Readied(Ana));
    }

    [Fact]
    public void The_truth_breaks_no_rule()
    {
        Truth(new Arrived(Caller(1), Appointments, 0, null));
        Truth(new OfferTaken(Caller(1), Ana));
        Truth(new CallEnded(Caller(1)));
        Truth(new WrapUpDone(Ana, NextState.Away("break")));
    }

    [Fact]
    public void One_call_with_two_agents()
    {
        Truth(new Readied(Ben));

        var rule = Lie(new Arrived(Caller(1), Appointments, 0, null), effects =>
        [
            .. effects, new AgentChanged(Ben, AgentState.Ready, AgentState.Ringing, null, Now),
            new Offered(Caller(1), Ben, Appointments, Now.AddSeconds(12), false),
        ]);

        rule.ShouldBe("a call was offered that does not wait");
    }

    [Fact]
    public void One_agent_with_two_calls()
    {
        Truth(new Arrived(Caller(1), Appointments, 0, null));

        var rule = Lie(new Arrived(Caller(2), Appointments, 0, null), _ => [OfferToAna(Caller(2))]);

        rule.ShouldBe("an agent was offered a second call");
    }

    [Fact]
    public void A_caller_overtaken()
    {
        Truth(new OutboundStarted(Ana, Caller(50)));
        Truth(new Arrived(Caller(1), Appointments, 0, null));
        Truth(new Arrived(Caller(2), Appointments, 0, null));
        Truth(new CallEnded(Caller(50)));

        var rule = Lie(new WrapUpDone(Ana, NextState.Ready), effects => [.. effects.SkipLast(1), OfferToAna(Caller(2))]);

        rule.ShouldBe("a caller was overtaken without a rule");
    }

    [Fact]
    public void An_offer_to_an_agent_of_another_queue()
    {
        Truth(new ProfileSet(Ben, RoutingProfile.Empty));
        Truth(new Readied(Ben));

        var rule = Lie(new Arrived(Caller(1), Appointments, 0, null), _ =>
        [
            new AgentChanged(Ben, AgentState.Ready, AgentState.Ringing, null, Now),
            new Offered(Caller(1), Ben, Appointments, Now.AddSeconds(12), false),
        ]);

        rule.ShouldBe("a call was offered to an agent of another queue");
    }

    [Fact]
    public void An_offer_that_lasts_too_long()
    {
        var rule = Lie(new Arrived(Caller(1), Appointments, 0, null),
            effects => [.. effects.SkipLast(1), OfferToAna(Caller(1)) with { Until = Now.AddSeconds(60) }]);

        rule.ShouldBe("an offer lasts longer or shorter than its queue says");
    }

    [Theory]
    [InlineData(OverflowReason.Full)]
    [InlineData(OverflowReason.AllAway)]
    [InlineData(OverflowReason.NobodySignedIn)]
    [InlineData(OverflowReason.QueueRemoved)]
    public void An_overflow_for_a_reason_that_is_not_so(OverflowReason reason)
    {
        var rule = Lie(new Arrived(Caller(1), Appointments, 0, null), _ => [new Overflowed(Caller(1), Appointments, reason)]);

        rule.ShouldBe($"a call overflowed as {reason} and that is not so");
    }

    [Fact]
    public void An_edge_that_the_table_does_not_have()
    {
        var rule = Lie(new SentAway(Ana, "lunch"), _ => [new AgentChanged(Ana, AgentState.Ready, AgentState.WrapUp, "lunch", Now)]);

        rule.ShouldBe("the table has no edge from Ready to WrapUp");
    }

    [Fact]
    public void A_change_from_a_state_in_which_the_agent_was_not()
    {
        var rule = Lie(new SentAway(Ana, "lunch"), _ => [new AgentChanged(Ana, AgentState.Ringing, AgentState.Away, "lunch", Now)]);

        rule.ShouldBe("a change does not begin where the last one ended");
    }

    [Fact]
    public void A_change_kept_secret()
    {
        Lie(new SentAway(Ana, "lunch"), _ => []).ShouldBe("the floor shows an agent in another state than its effects said");
    }

    [Fact]
    public void An_end_of_an_offer_that_nobody_had()
    {
        Lie(new Tick(), _ => [new OfferWithdrawn(Caller(1), Ana, "missed offer")]).ShouldBe("an offer was withdrawn that was not open");
    }

    [Fact]
    public void A_refusal_that_did_something()
    {
        var rule = Lie(new SentAway(Ana, "lunch"), effects => [.. effects, new Refused(new Tick(), "no")]);

        rule.ShouldBe("a refused input had effects");
    }

    [Fact]
    public void A_floor_that_would_wake_too_late()
    {
        var late = new Floor();
        foreach (var input in new FloorInput[]
        {
            new QueueSet(QueueSettings.For(Appointments)), new ProfileSet(Ana, new RoutingProfile([new(Appointments, 1)])),
            new PhoneFound(Ana), new SignedIn(Ana), new SignedIn(Ben), new Readied(Ana), new Arrived(Caller(1), Appointments, 0, null),
        })
        {
            late.Decide(input, Now.AddSeconds(1), []);
        }

        var arrived = new Arrived(Caller(1), Appointments, 0, null);

        _rules.Check(arrived, Now, Decide(arrived), late).ShouldBe("the floor would wake at another time than its earliest offer says");
    }

    [Fact]
    public void A_place_in_line_that_is_not_so()
    {
        Truth(new OutboundStarted(Ana, Caller(50)));
        var arrived = new Arrived(Caller(1), Appointments, 0, null);
        var effects = Decide(arrived);
        Decide(new Requeued(Caller(2), Appointments, AtHead: true));

        _rules.Check(arrived, Now, effects, _floor).ShouldBe("the places in line are not those of who waits");
    }

    [Fact]
    public void A_wish_forgotten()
    {
        Truth(new OutboundStarted(Ana, Caller(50)));
        Truth(new SentAway(Ana, "lunch"));
        Truth(new CallEnded(Caller(50)));

        var rule = Lie(new WrapUpDone(Ana, NextState.Ready), _ => [new AgentChanged(Ana, AgentState.WrapUp, AgentState.Ready, null, Now)]);

        rule.ShouldBe("a wish to be away or out was forgotten");
    }

    [Fact]
    public void A_contact_that_never_ends()
    {
        Truth(new Arrived(Caller(1), Appointments, 0, null));

        _rules.CheckEnd(_floor).ShouldBe("1 contacts never ended");
    }

    private static Offered OfferToAna(InteractionId caller) => new(caller, Ana, Appointments, Now.AddSeconds(12), false);

    private List<FloorEffect> Decide(FloorInput input)
    {
        var effects = new List<FloorEffect>();
        _floor.Decide(input, Now, effects);
        return effects;
    }

    private void Truth(FloorInput input) => _rules.Check(input, Now, Decide(input), _floor).ShouldBeNull();

    private string? Lie(FloorInput input, Func<List<FloorEffect>, List<FloorEffect>> tell) =>
        _rules.Check(input, Now, tell(Decide(input)), _floor);
}
