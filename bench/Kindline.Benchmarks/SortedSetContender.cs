using Kindline.Engine;

namespace Kindline.Benchmarks;

/// <summary>The plain way: a sorted set of callers and one of ready agents for each queue, and dictionaries to find them.</summary>
internal sealed class SortedSetContender : IContender
{
    private readonly Dictionary<QueueId, Line> _queues = [];
    private readonly Dictionary<AgentId, Person> _agents = [];
    private readonly Dictionary<InteractionId, Caller> _callers = [];
    private long _order;

    public (InteractionId Interaction, AgentId Agent)? Offered { get; private set; }

    public void AddQueue(QueueId queue) => _queues.Add(queue, new Line());

    public void AddAgent(AgentId agent, IReadOnlyList<(QueueId Queue, int Level)> queues)
    {
        _agents.Add(agent, new Person(agent, [.. queues.Select(q => (_queues[q.Queue], q.Level))]));
        WrapUp(agent);
    }

    public void Arrive(InteractionId interaction, QueueId queue, int priority)
    {
        Offered = null;
        var line = _queues[queue];
        var caller = new Caller(interaction, line, -priority, ++_order);
        _callers.Add(interaction, caller);
        if (line.Ready.Count > 0)
        {
            Pair(caller, line.Ready.Min.Person);
            return;
        }

        line.Waiting.Add(caller);
    }

    public void Leave(InteractionId interaction)
    {
        Offered = null;
        _callers.Remove(interaction, out var caller);
        caller!.Line.Waiting.Remove(caller);
    }

    public void Take(InteractionId interaction, AgentId agent)
    {
        Offered = null;
        _callers[interaction].Agent = _agents[agent];
    }

    public void EndCall(InteractionId interaction)
    {
        Offered = null;
        _callers.Remove(interaction);
    }

    public void WrapUp(AgentId agent)
    {
        Offered = null;
        var person = _agents[agent];
        Caller? first = null;
        foreach (var (line, _) in person.Queues)
        {
            if (line.Waiting.Min is { } caller && (first is null || Caller.Order.Compare(caller, first) < 0))
            {
                first = caller;
            }
        }

        person.ReadyOrder = ++_order;
        foreach (var (line, level) in person.Queues)
        {
            line.Ready.Add((level, person.ReadyOrder, person));
        }

        if (first is not null)
        {
            first.Line.Waiting.Remove(first);
            Pair(first, person);
        }
    }

    private void Pair(Caller caller, Person person)
    {
        foreach (var (line, level) in person.Queues)
        {
            line.Ready.Remove((level, person.ReadyOrder, person));
        }

        Offered = (caller.Interaction, person.Id);
    }

    private sealed class Line
    {
        public SortedSet<Caller> Waiting { get; } = new(Caller.Order);

        public SortedSet<(int Level, long Order, Person Person)> Ready { get; } =
            new(Comparer<(int Level, long Order, Person Person)>.Create((a, b) => (a.Level, a.Order).CompareTo((b.Level, b.Order))));
    }

    private sealed class Person(AgentId id, (Line Line, int Level)[] queues)
    {
        public AgentId Id { get; } = id;

        public (Line Line, int Level)[] Queues { get; } = queues;

        public long ReadyOrder { get; set; }
    }

    private sealed class Caller(InteractionId interaction, Line line, int rank, long order)
    {
        public static readonly Comparer<Caller> Order = Comparer<Caller>.Create((a, b) =>
            (a._rank, a._order).CompareTo((b._rank, b._order)));

        private readonly int _rank = rank;
        private readonly long _order = order;

        public InteractionId Interaction { get; } = interaction;

        public Line Line { get; } = line;

        public Person? Agent { get; set; }
    }
}
