using System.Buffers.Binary;
using System.Diagnostics;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Engine.Simulation;

namespace Kindline.Benchmarks;

/// <summary>One decision of a contender, as <see cref="Floor.Decide"/>.</summary>
internal delegate void Decide(FloorInput input, DateTimeOffset now, List<FloorEffect> effects);

/// <summary>
/// A rush hour for 1,000 agents, 20 queues and 10,000 waiting: calls end, agents wrap up, the next caller is offered and answered, a
/// new caller arrives for each one served, and for every ten served one in line gives up. One fixed seed; what happens next
/// follows from what the contender decides.
/// </summary>
internal sealed class FloorRush
{
    private const int AgentCount = 1000;
    private const int QueueCount = 20;
    private const int WaitingCount = 10_000;

    private readonly Decide _decide;
    private readonly Random _random = new(1);
    private readonly List<FloorEffect> _effects = [];
    private readonly List<(InteractionId Interaction, AgentId Agent)> _talking = [];
    private readonly List<int> _leavers = [];
    private readonly List<bool> _served = [true];
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private int _decisions;

    // Set to time each decision, or to fold every effect into one number; both cost more than the decision.
    private readonly List<long>? _ticks;
    private readonly EffectsDigest? _digest;

    public FloorRush(Decide decide, List<long>? ticks = null, EffectsDigest? digest = null)
    {
        _decide = decide;
        _digest = digest;
        Open();
        _ticks = ticks;
    }

    /// <summary>Lives through so many calls and returns how many decisions that took.</summary>
    public int Run(int calls)
    {
        _decisions = 0;
        for (var call = 0; call < calls; call++)
        {
            ServeOne();
            if (call % 10 == 0)
            {
                GiveUpOne();
            }
        }

        return _decisions;
    }

    private void Open()
    {
        for (var n = 0; n < QueueCount; n++)
        {
            Decide(new FloorInput.QueueSet(QueueSettings.For(Queue(n)) with { MaxWaiting = 100_000 }));
        }

        for (var n = 1; n <= AgentCount; n++)
        {
            var agent = new AgentId(new Guid(n, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            var first = _random.Next(QueueCount);
            var profile = new RoutingProfile([new(Queue(first), 1), new(Queue(first + 7), 2), new(Queue(first + 13), 2)]);
            Decide(new FloorInput.ProfileSet(agent, profile));
            Decide(new FloorInput.PhoneFound(agent));
            Decide(new FloorInput.SignedIn(agent));
            Decide(new FloorInput.Readied(agent));
        }

        while (_talking.Count < AgentCount)
        {
            Arrive();
        }

        for (var n = 0; n < WaitingCount; n++)
        {
            Arrive();
        }
    }

    private void ServeOne()
    {
        var at = _random.Next(_talking.Count);
        var (interaction, agent) = _talking[at];
        _talking[at] = _talking[^1];
        _talking.RemoveAt(_talking.Count - 1);
        Decide(new FloorInput.CallEnded(interaction));
        Decide(new FloorInput.WrapUpDone(agent, NextState.Ready));
        TakeOffer();
        Arrive();
    }

    private void Arrive()
    {
        var number = _served.Count;
        _served.Add(false);
        Decide(new FloorInput.Arrived(Interaction(number), Queue(_random.Next(QueueCount)), _random.Next(10) == 0 ? 1 : 0, null));
        TakeOffer();
        if (_random.Next(8) == 0)
        {
            _leavers.Add(number);
        }
    }

    private void TakeOffer()
    {
        // An offer is the last effect of the input that led to it.
        if (_effects is not [.., FloorEffect.Offered offer])
        {
            return;
        }

        Decide(new FloorInput.OfferTaken(offer.Interaction, offer.Agent));
        _talking.Add((offer.Interaction, offer.Agent));
        _served[NumberOf(offer.Interaction)] = true;
    }

    private void GiveUpOne()
    {
        while (_leavers.Count > 0)
        {
            var at = _random.Next(_leavers.Count);
            var number = _leavers[at];
            _leavers[at] = _leavers[^1];
            _leavers.RemoveAt(_leavers.Count - 1);
            if (!_served[number])
            {
                Decide(new FloorInput.Left(Interaction(number)));
                Arrive();
                return;
            }
        }
    }

    private void Decide(FloorInput input)
    {
        _decisions++;
        _now = _now.AddMilliseconds(1);
        _effects.Clear();
        if (_ticks is null)
        {
            _decide(input, _now, _effects);
        }
        else
        {
            var from = Stopwatch.GetTimestamp();
            _decide(input, _now, _effects);
            _ticks.Add(Stopwatch.GetTimestamp() - from);
        }

        if (_digest is not null)
        {
            _effects.ForEach(_digest.Add);
        }
    }

    private static QueueId Queue(int number) => new(new Guid(number % QueueCount, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));

    private static InteractionId Interaction(int number) => new(new Guid(number, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0));

    private static int NumberOf(InteractionId interaction)
    {
        Span<byte> bytes = stackalloc byte[16];
        interaction.Value.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }
}
