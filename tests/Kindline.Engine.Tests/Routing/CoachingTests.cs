using Kindline.Engine.Routing;

namespace Kindline.Engine.Tests.Routing;

public sealed class CoachingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);

    private readonly Floor floor = new();
    private readonly AgentId coach = new(Guid.CreateVersion7());
    private readonly QueueId queue = new(Guid.CreateVersion7());

    public CoachingTests()
    {
        Tell(new FloorInput.QueueSet(QueueSettings.For(queue)));
        Tell(new FloorInput.ProfileSet(coach, new RoutingProfile([new ProfileQueue(queue, 1)])));
        Tell(new FloorInput.SignedIn(coach));
        Tell(new FloorInput.PhoneFound(coach));
    }

    [Fact]
    public void A_coach_is_offered_nothing_and_then_whoever_waits()
    {
        Tell(new FloorInput.Readied(coach));
        Tell(new FloorInput.CoachingStarted(coach));
        Tell(new FloorInput.Arrived(new InteractionId(Guid.CreateVersion7()), queue, 0, null)).OfType<FloorEffect.Offered>().ShouldBeEmpty();

        Tell(new FloorInput.CoachingEnded(coach)).OfType<FloorEffect.Offered>().Count().ShouldBe(1);
    }

    [Fact]
    public void Who_was_away_is_away_again_for_the_same_reason()
    {
        Tell(new FloorInput.SentAway(coach, "Office"));
        Tell(new FloorInput.CoachingStarted(coach));
        floor.Agent(coach)!.State.ShouldBe(AgentState.Consulting);

        Tell(new FloorInput.CoachingEnded(coach));

        (floor.Agent(coach)!.State, floor.Agent(coach)!.Reason).ShouldBe((AgentState.Away, "Office"));
    }

    [Fact]
    public void Nobody_coaches_without_a_phone_or_from_a_call()
    {
        Tell(new FloorInput.Readied(coach));
        Tell(new FloorInput.OutboundStarted(coach, new InteractionId(Guid.CreateVersion7())));
        Tell(new FloorInput.CoachingStarted(coach)).ShouldHaveSingleItem().ShouldBeOfType<FloorEffect.Refused>();

        Tell(new FloorInput.CoachingEnded(coach)).ShouldHaveSingleItem().ShouldBeOfType<FloorEffect.Refused>();
    }

    private List<FloorEffect> Tell(FloorInput input)
    {
        var effects = new List<FloorEffect>();
        floor.Decide(input, Now, effects);
        return effects;
    }
}
