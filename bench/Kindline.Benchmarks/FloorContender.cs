using Kindline.Engine;
using Kindline.Engine.Routing;

namespace Kindline.Benchmarks;

/// <summary>The floor as it runs in the server, on a clock that moves a millisecond with each decision.</summary>
internal sealed class FloorContender : IContender
{
    private readonly Floor _floor = new();
    private readonly List<FloorEffect> _effects = [];
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public (InteractionId Interaction, AgentId Agent)? Offered
    {
        get
        {
            foreach (var effect in _effects)
            {
                if (effect is FloorEffect.Offered offer)
                {
                    return (offer.Interaction, offer.Agent);
                }
            }

            return null;
        }
    }

    public void AddQueue(QueueId queue) =>
        Decide(new FloorInput.QueueSet(QueueSettings.For(queue) with { MaxWaiting = 100_000 }));

    public void AddAgent(AgentId agent, IReadOnlyList<(QueueId Queue, int Level)> queues)
    {
        Decide(new FloorInput.ProfileSet(agent, new RoutingProfile([.. queues.Select(q => new ProfileQueue(q.Queue, q.Level))])));
        Decide(new FloorInput.PhoneFound(agent));
        Decide(new FloorInput.SignedIn(agent));
        Decide(new FloorInput.Readied(agent));
    }

    public void Arrive(InteractionId interaction, QueueId queue, int priority) =>
        Decide(new FloorInput.Arrived(interaction, queue, priority, null));

    public void Leave(InteractionId interaction) => Decide(new FloorInput.Left(interaction));

    public void Take(InteractionId interaction, AgentId agent) => Decide(new FloorInput.OfferTaken(interaction, agent));

    public void EndCall(InteractionId interaction) => Decide(new FloorInput.CallEnded(interaction));

    public void WrapUp(AgentId agent) => Decide(new FloorInput.WrapUpDone(agent, NextState.Ready));

    private void Decide(FloorInput input)
    {
        _now = _now.AddMilliseconds(1);
        _effects.Clear();
        _floor.Decide(input, _now, _effects);
    }
}
