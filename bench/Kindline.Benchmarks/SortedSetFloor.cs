using Kindline.Engine;
using Kindline.Engine.Routing;

namespace Kindline.Benchmarks;

/// <summary>
/// The plain way to the same decisions and effects: sorted sets for the callers and the ready agents of each queue and for the open
/// offers, dictionaries to find them. It knows only what the rush hour needs: nobody overflows, misses an offer, is held or asks
/// for a place in line, and no queue is counted.
/// </summary>
internal sealed class SortedSetFloor
{
    private readonly Dictionary<QueueId, Line> _queues = [];
    private readonly Dictionary<AgentId, Person> _agents = [];
    private readonly Dictionary<InteractionId, Caller> _callers = [];
    private readonly SortedSet<Caller> _offers = new(Comparer<Caller>.Create((a, b) => (a.Until, a.Order).CompareTo((b.Until, b.Order))));
    private long _order;

    public void Decide(FloorInput input, DateTimeOffset now, List<FloorEffect> effects)
    {
        switch (input)
        {
            case FloorInput.Arrived i: Arrive(i, now, effects); break;
            case FloorInput.Left i: Leave(i.Interaction); break;
            case FloorInput.OfferTaken i: Take(i, now, effects); break;
            case FloorInput.CallEnded i: End(i.Interaction, now, effects); break;
            case FloorInput.WrapUpDone i: BecomeReady(_agents[i.Agent], AgentInput.WrappedUpReady, now, effects); break;
            case FloorInput.Readied i: BecomeReady(_agents[i.Agent], AgentInput.BeReady, now, effects); break;
            case FloorInput.SignedIn i: Move(_agents[i.Agent], AgentInput.SignIn, "signed in", now, effects); break;
            case FloorInput.QueueSet i: _queues.Add(i.Settings.Id, new Line(i.Settings)); break;
            case FloorInput.ProfileSet i: _agents.Add(i.Agent, new Person(i.Agent, [.. i.Profile.Queues.Select(q => (_queues[q.Queue], q.Level))])); break;
        }
    }

    private void Arrive(FloorInput.Arrived input, DateTimeOffset now, List<FloorEffect> effects)
    {
        var line = _queues[input.Queue];
        var caller = new Caller(input.Interaction, line, -input.Priority, ++_order);
        _callers.Add(caller.Id, caller);
        line.Waiting.Add(caller);
        if (line.Ready.Count > 0)
        {
            Offer(caller, line.Ready.Min.Person, now, effects);
        }
    }

    private void Leave(InteractionId id)
    {
        _callers.Remove(id, out var caller);
        caller!.Line.Waiting.Remove(caller);
    }

    private void Take(FloorInput.OfferTaken input, DateTimeOffset now, List<FloorEffect> effects)
    {
        var caller = _callers[input.Interaction];
        _offers.Remove(caller);
        Move(caller.Agent!, AgentInput.OfferTaken, null, now, effects);
    }

    private void End(InteractionId id, DateTimeOffset now, List<FloorEffect> effects)
    {
        _callers.Remove(id, out var caller);
        Move(caller!.Agent!, AgentInput.CallEnded, null, now, effects);
    }

    private void BecomeReady(Person person, AgentInput input, DateTimeOffset now, List<FloorEffect> effects)
    {
        Move(person, input, null, now, effects);
        person.ReadyOrder = ++_order;
        Caller? first = null;
        foreach (var (line, level) in person.Queues)
        {
            line.Ready.Add((level, person.ReadyOrder, person));
            if (line.Waiting.Min is { } caller && (first is null || Caller.InLine.Compare(caller, first) < 0))
            {
                first = caller;
            }
        }

        if (first is not null)
        {
            Offer(first, person, now, effects);
        }
    }

    private void Offer(Caller caller, Person person, DateTimeOffset now, List<FloorEffect> effects)
    {
        var settings = caller.Line.Settings;
        caller.Line.Waiting.Remove(caller);
        foreach (var (line, level) in person.Queues)
        {
            line.Ready.Remove((level, person.ReadyOrder, person));
        }

        caller.Agent = person;
        caller.Until = now + settings.OfferFor;
        _offers.Add(caller);
        Move(person, AgentInput.Offer, null, now, effects);
        effects.Add(new FloorEffect.Offered(caller.Id, person.Id, settings.Id, caller.Until, settings.AutoAnswer));
    }

    private static void Move(Person person, AgentInput input, string? reason, DateTimeOffset now, List<FloorEffect> effects)
    {
        var to = AgentStates.Next(person.State, input).To;
        effects.Add(new FloorEffect.AgentChanged(person.Id, person.State, to, reason, now));
        person.State = to;
    }

    private sealed class Line(QueueSettings settings)
    {
        public QueueSettings Settings { get; } = settings;

        public SortedSet<Caller> Waiting { get; } = new(Caller.InLine);

        public SortedSet<(int Level, long Order, Person Person)> Ready { get; } =
            new(Comparer<(int Level, long Order, Person Person)>.Create((a, b) => (a.Level, a.Order).CompareTo((b.Level, b.Order))));
    }

    private sealed class Person(AgentId id, (Line Line, int Level)[] queues)
    {
        public AgentId Id { get; } = id;

        public (Line Line, int Level)[] Queues { get; } = queues;

        public AgentState State { get; set; }

        public long ReadyOrder { get; set; }
    }

    private sealed class Caller(InteractionId id, Line line, int rank, long order)
    {
        public static readonly Comparer<Caller> InLine =
            Comparer<Caller>.Create((a, b) => (a._rank, a.Order).CompareTo((b._rank, b.Order)));

        private readonly int _rank = rank;

        public InteractionId Id { get; } = id;

        public Line Line { get; } = line;

        public long Order { get; } = order;

        public Person? Agent { get; set; }

        public DateTimeOffset Until { get; set; }
    }
}
