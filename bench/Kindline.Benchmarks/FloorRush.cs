using System.Buffers.Binary;
using System.Diagnostics;
using Kindline.Engine;

namespace Kindline.Benchmarks;

/// <summary>What both sides of the floor benchmark can do. Each call is one decision; offers come back through <see cref="Offered"/>.</summary>
internal interface IContender
{
    /// <summary>Who was offered whom in the latest decision, or null.</summary>
    (InteractionId Interaction, AgentId Agent)? Offered { get; }

    void AddQueue(QueueId queue);

    void AddAgent(AgentId agent, IReadOnlyList<(QueueId Queue, int Level)> queues);

    void Arrive(InteractionId interaction, QueueId queue, int priority);

    void Leave(InteractionId interaction);

    void Take(InteractionId interaction, AgentId agent);

    void EndCall(InteractionId interaction);

    void WrapUp(AgentId agent);
}

/// <summary>The same rush hour for each contender, decided by its own choices and one fixed seed.</summary>
internal sealed class FloorRush
{
    private const int AgentCount = 1000;
    private const int QueueCount = 20;
    private const int WaitingCount = 10_000;

    private readonly IContender _contender;
    private readonly Random _random = new(1);
    private readonly QueueId[] _queues = [.. Enumerable.Range(1, QueueCount).Select(n => new QueueId(new Guid(n, 1, 0, new byte[8])))];
    private readonly List<(InteractionId Interaction, AgentId Agent)> _talking = [];
    private readonly List<int> _leavers = [];
    private readonly List<bool> _served = [true];
    private int _decisions;
    private List<long>? _ticks;

    public FloorRush(IContender contender)
    {
        _contender = contender;
        for (var i = 0; i < QueueCount; i++)
        {
            contender.AddQueue(_queues[i]);
        }

        for (var n = 1; n <= AgentCount; n++)
        {
            var first = _random.Next(QueueCount);
            contender.AddAgent(new AgentId(new Guid(n, 2, 0, new byte[8])),
                [(_queues[first], 1), (_queues[(first + 7) % QueueCount], 2), (_queues[(first + 13) % QueueCount], 2)]);
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

    /// <summary>A number made of every pair chosen, in order.</summary>
    public ulong Pairs { get; private set; } = 14695981039346656037;

    /// <summary>Lives through so many calls and returns how many decisions that took; with a list, the time of each goes there.</summary>
    public int Run(int rounds, List<long>? ticks)
    {
        _ticks = ticks;
        _decisions = 0;
        for (var round = 0; round < rounds; round++)
        {
            ServeOne();
            if (round % 10 == 0)
            {
                GiveUpOne();
            }
        }

        return _decisions;
    }

    private void ServeOne()
    {
        var at = _random.Next(_talking.Count);
        var (interaction, agent) = _talking[at];
        _talking[at] = _talking[^1];
        _talking.RemoveAt(_talking.Count - 1);

        var from = Begin();
        _contender.EndCall(interaction);
        from = Next(from);
        _contender.WrapUp(agent);
        Next(from);
        TakeOffer();
        Arrive();
    }

    private void TakeOffer()
    {
        if (_contender.Offered is not { } offer)
        {
            return;
        }

        var from = Begin();
        _contender.Take(offer.Interaction, offer.Agent);
        Next(from);
        Pairs = ((Pairs ^ (uint)offer.Interaction.GetHashCode()) * 1099511628211) ^ (uint)offer.Agent.GetHashCode();
        _talking.Add(offer);
        _served[NumberOf(offer.Interaction)] = true;
    }

    private void Arrive()
    {
        var number = _served.Count;
        _served.Add(false);
        var interaction = Interaction(number);
        var queue = _queues[_random.Next(QueueCount)];
        var priority = _random.Next(10) == 0 ? 1 : 0;
        var from = Begin();
        _contender.Arrive(interaction, queue, priority);
        Next(from);
        TakeOffer();
        if (_random.Next(8) == 0)
        {
            _leavers.Add(number);
        }
    }

    private void GiveUpOne()
    {
        while (_leavers.Count > 0)
        {
            var at = _random.Next(_leavers.Count);
            var number = _leavers[at];
            _leavers[at] = _leavers[^1];
            _leavers.RemoveAt(_leavers.Count - 1);
            if (_served[number])
            {
                continue;
            }

            var from = Begin();
            _contender.Leave(Interaction(number));
            Next(from);
            Arrive();
            return;
        }
    }

    private static InteractionId Interaction(int number) => new(new Guid(number, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0));

    private static int NumberOf(InteractionId interaction)
    {
        Span<byte> bytes = stackalloc byte[16];
        interaction.Value.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    private long Begin() => _ticks is null ? 0 : Stopwatch.GetTimestamp();

    private long Next(long from)
    {
        _decisions++;
        if (_ticks is null)
        {
            return 0;
        }

        var now = Stopwatch.GetTimestamp();
        _ticks.Add(now - from);
        return Stopwatch.GetTimestamp();
    }
}
