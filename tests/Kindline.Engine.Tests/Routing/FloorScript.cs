using Kindline.Engine.Routing;
using static Kindline.Engine.Routing.FloorInput;

namespace Kindline.Engine.Tests.Routing;

/// <summary>A floor with short names for its people, a clock that the test moves, and the effects of the latest input.</summary>
internal sealed class FloorScript
{
    public static readonly QueueId Appointments = new(new Guid("00000000-0000-0000-0000-00000000a001"));
    public static readonly QueueId Billing = new(new Guid("00000000-0000-0000-0000-00000000b002"));

    public static readonly AgentId Ana = new(new Guid("00000000-0000-0000-0000-0000000000a1"));
    public static readonly AgentId Ben = new(new Guid("00000000-0000-0000-0000-0000000000b2"));
    public static readonly AgentId Cleo = new(new Guid("00000000-0000-0000-0000-0000000000c3"));

    public Floor Floor { get; } = new();

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public List<FloorEffect> Effects { get; } = [];

    public FloorScript() => Do(new QueueSet(QueueSettings.For(Appointments)));

    public static InteractionId Caller(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public IReadOnlyList<FloorEffect> Do(FloorInput input)
    {
        Effects.Clear();
        Floor.Decide(input, Now, Effects);
        return Effects;
    }

    public void Wait(double seconds) => Now += TimeSpan.FromSeconds(seconds);

    /// <summary>Lets the time come at which the floor wants to wake, and wakes it.</summary>
    public IReadOnlyList<FloorEffect> LetTheOfferRunOut()
    {
        Now = Floor.WakeAt!.Value;
        return Do(new Tick());
    }

    /// <summary>Signs in with a phone and serves these queues, all at level 1.</summary>
    public void SignIn(AgentId agent, params QueueId[] queues) => SignInAt(1, agent, queues.Length == 0 ? [Appointments] : queues);

    public void SignInAt(int level, AgentId agent, params QueueId[] queues)
    {
        Do(new ProfileSet(agent, new RoutingProfile([.. queues.Select(queue => new ProfileQueue(queue, level))])));
        Do(new PhoneFound(agent));
        Do(new SignedIn(agent));
    }

    public void Ready(AgentId agent, params QueueId[] queues)
    {
        SignIn(agent, queues);
        Do(new Readied(agent));
    }

    public IReadOnlyList<FloorEffect> Arrive(int caller, QueueId? queue = null, int priority = 0, AgentId? preferred = null) =>
        Do(new Arrived(Caller(caller), queue ?? Appointments, priority, preferred));

    /// <summary>The agent answers the caller who was offered.</summary>
    public void Talk(int caller, AgentId agent)
    {
        Arrive(caller);
        Do(new OfferTaken(Caller(caller), agent));
    }

    public AgentState StateOf(AgentId agent) => Floor.Agent(agent)!.State;

    public AgentId? OfferedTo => Effects.OfType<FloorEffect.Offered>().SingleOrDefault()?.Agent;

    public InteractionId? OfferedCaller => Effects.OfType<FloorEffect.Offered>().SingleOrDefault()?.Interaction;

    public OverflowReason? OverflowedAs => Effects.OfType<FloorEffect.Overflowed>().SingleOrDefault()?.Reason;

    public string? RefusedBecause => Effects.OfType<FloorEffect.Refused>().SingleOrDefault()?.Why;
}
