using Kindline.Engine.Routing;

namespace Kindline.Engine.Simulation;

/// <summary>
/// A random working day on a <see cref="Floor"/>, from 8 to 17 o'clock: callers arrive, wait as long as they have patience, talk,
/// are held and sent on; agents sign in and out, take breaks, let it ring, lose their phones and call out; queues and profiles
/// change; and now and then an input comes that nobody expected. Every step is judged by <see cref="FloorInvariants"/>.
/// </summary>
public sealed partial class FloorSimulation
{
    private const double MeanTalk = 200;
    private const double MeanWrapUp = 40;

    private static readonly DateTimeOffset Opens = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Closes = Opens.AddHours(9);

    private readonly int _seed;
    private readonly Random _random;
    private readonly Floor _floor;
    private readonly Action<List<FloorEffect>>? _tamper;
    private readonly Timeline _time = new(Opens.AddMinutes(-10));
    private readonly FloorInvariants _rules = new();
    private readonly EffectsDigest _digest = new();
    private readonly List<FloorEffect> _effects = [];
    private readonly List<QueueId> _queues = [];
    private readonly List<AgentId> _agents = [];

    private int _steps;
    private int _numbers;
    private int _offersNotTaken;
    private int _refused;
    private int _longestLine;
    private string? _broken;

    /// <summary>A day on this floor; <paramref name="tamper"/> sees the effects before they are judged, to show that judging works.</summary>
    internal FloorSimulation(int seed, Floor floor, Action<List<FloorEffect>>? tamper = null)
    {
        _seed = seed;
        _random = new Random(seed);
        _floor = floor;
        _tamper = tamper;
    }

    /// <summary>Lives through the day of this seed. Some ten thousand inputs, a fraction of a second.</summary>
    public static FloorDay Run(int seed) => new FloorSimulation(seed, new Floor()).Run();

    internal FloorDay Run()
    {
        Prepare();
        while (_broken is null && HappenNext())
        {
        }

        _broken ??= _rules.CheckEnd(_floor) is { } open ? $"seed {_seed}, at the end of the day: {open}" : null;
        var seen = _rules.Seen;
        return new FloorDay(_seed, _steps, seen.Came, seen.Answered, seen.Abandoned, seen.Overflowed,
            _offersNotTaken, _refused, _longestLine, _digest.Value, _broken);
    }

    private bool HappenNext()
    {
        var wake = _floor.WakeAt?.AddMilliseconds(_random.Next(300));
        if (wake is { } at && (_time.NextAt is not { } next || at <= next))
        {
            _time.MoveTo(at);
            Send(new FloorInput.Tick());
            return true;
        }

        if (_time.NextAt is null)
        {
            return false;
        }

        _time.HappenNext();
        return true;
    }

    private void Prepare()
    {
        var agents = _random.Next(4, 13);
        for (var i = 1; i <= 3; i++)
        {
            _queues.Add(new QueueId(new Guid(i, 1, 0, new byte[8])));
            Send(new FloorInput.QueueSet(AnySettings(_queues[^1])));
        }

        for (var i = 1; i <= agents; i++)
        {
            var agent = new AgentId(new Guid(i, 2, 0, new byte[8]));
            _agents.Add(agent);
            Send(new FloorInput.ProfileSet(agent, AnyProfile()));
            Send(new FloorInput.PhoneFound(agent));
            _time.In(_random.Next(1200), () => Send(new FloorInput.SignedIn(agent)));
            _time.At(Closes.AddMinutes(_random.Next(10)), () => Send(new FloorInput.SignedOut(agent)));
        }

        var load = 0.5 + _random.NextDouble();
        PlanArrival((MeanTalk + MeanWrapUp) / (agents * load));
        PlanSurprise(3 + (60 * _random.NextDouble()));
    }

    private void PlanArrival(double meanGap) => _time.In(Exponential(meanGap), () =>
    {
        if (_time.Now >= Closes)
        {
            return;
        }

        AgentId? preferred = Happens(0.1) ? Any(_agents) : null;
        Send(new FloorInput.Arrived(NewContact(), Any(_queues), Happens(0.1) ? _random.Next(-1, 3) : 0, preferred));
        PlanArrival(meanGap);
    });

    private void Send(FloorInput input)
    {
        if (_broken is not null)
        {
            return;
        }

        _steps++;
        _effects.Clear();
        _floor.Decide(input, _time.Now, _effects);
        _tamper?.Invoke(_effects);
        if (_rules.Check(input, _time.Now, _effects, _floor) is { } rule)
        {
            _broken = $"seed {_seed}, step {_steps}, {_time.Now:HH:mm:ss.fff}, {input.GetType().Name}: {rule}";
            return;
        }

        foreach (var effect in _effects)
        {
            _digest.Add(effect);
            Follow(effect);
        }

        if (!_effects.OfType<FloorEffect.Refused>().Any())
        {
            Follow(input);
        }

        _longestLine = Math.Max(_longestLine, _queues.Max(queue => _floor.Queue(queue).Waiting));
    }

    private InteractionId NewContact() => new(new Guid(++_numbers, 3, 0, new byte[8]));

    private bool Happens(double chance) => _random.NextDouble() < chance;

    private double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    private T Any<T>(List<T> list) => list[_random.Next(list.Count)];

    private QueueSettings AnySettings(QueueId queue) => QueueSettings.For(queue) with
    {
        OfferFor = TimeSpan.FromSeconds(_random.Next(8, 20)),
        MaxWaiting = _random.Next(12),
        Priority = _random.Next(3),
        OverflowWhenNobodyReady = !Happens(0.2),
    };

    private RoutingProfile AnyProfile() =>
        new([.. _queues.Where(_ => Happens(0.7)).Select(queue => new ProfileQueue(queue, _random.Next(1, 4)))]);
}
