using System.Net;

namespace Kindline.Voice.Calls.Trunks;

/// <summary>The trunks of an exchange, each with its health and its registration, and the order in which calls out try them.</summary>
/// <param name="lanes">Where their requests are sent from.</param>
/// <param name="random">The chance of choice and of waits.</param>
/// <param name="changed">Hears of each that became another one.</param>
internal sealed class TrunkSet(CallLanes lanes, Random random, Action<TrunkStatus> changed)
{
    private readonly Lock gate = new();
    private readonly CallLanes lanes = lanes;
    private readonly Random random = random;
    private readonly Action<TrunkStatus> changed = changed;
    private IReadOnlyList<Kept> kept = [];
    private bool running;

    private sealed record Kept(Trunk Trunk, TrunkHealth? Health, TrunkRegistration? Registration)
    {
        public TrunkStatus Status
        {
            get
            {
                var health = Health?.Now;
                return new TrunkStatus(
                    Trunk.Name, health?.State ?? TrunkState.Unknown, health?.Since, health?.RoundTrip, health?.OutUntil, Registration?.Status)
                { Fault = Health?.Fault };
            }
        }
    }

    /// <summary>All of them as they are just now.</summary>
    public IReadOnlyList<TrunkStatus> Statuses => [.. Volatile.Read(ref kept).Select(k => k.Status)];

    /// <summary>Those that take calls out, in the order of one call.</summary>
    public IReadOnlyList<Trunk> Order()
    {
        var all = Volatile.Read(ref kept);
        lock (gate)
        {
            return TrunkOrder.Of(all.Select(k => k.Trunk), t => all.First(k => k.Trunk == t).Health is not { IsFit: false }, random);
        }
    }

    /// <summary>
    /// Takes these in place of what was. A trunk that is the same in all that matters to its gateway keeps its health and its registration;
    /// who is gone is unregistered.
    /// </summary>
    public void Replace(IReadOnlyList<Trunk> trunks)
    {
        List<Kept> added = [];
        List<Kept> gone;
        lock (gate)
        {
            var before = kept.ToDictionary(k => k.Trunk.Name);
            List<Kept> next = [];
            foreach (var trunk in trunks)
            {
                if (before.TryGetValue(trunk.Name, out var old) && SameGateway(old.Trunk, trunk))
                {
                    before.Remove(trunk.Name);
                    next.Add(old with { Trunk = trunk });
                }
                else
                {
                    added.Add(New(trunk));
                    next.Add(added[^1]);
                }
            }
            gone = [.. before.Values];
            Volatile.Write(ref kept, next);
            if (!running)
            {
                return;
            }
        }
        foreach (var one in gone)
        {
            one.Health?.Stop();
            _ = one.Registration?.StopAsync(leave: !added.Any(a => SameAccount(a.Trunk, one.Trunk)));
        }
        added.ForEach(Start);
    }

    /// <summary>Begins to ask and to register.</summary>
    public void Start()
    {
        IReadOnlyList<Kept> first;
        lock (gate)
        {
            running = true;
            first = kept;
        }
        foreach (var one in first)
        {
            Start(one);
        }
    }

    /// <summary>Unregisters everywhere; completes when the carriers have answered.</summary>
    public Task StopAsync()
    {
        var all = Volatile.Read(ref kept);
        foreach (var one in all)
        {
            one.Health?.Stop();
        }
        return Task.WhenAll(all.Select(k => k.Registration).OfType<TrunkRegistration>().Select(r => r.StopAsync(leave: true)));
    }

    /// <summary>Asks one at once; null where there is none of this name, or none that can be asked.</summary>
    public Task<TrunkAnswer>? AskAsync(string name) => Of(name)?.Health?.AskAsync();

    /// <summary>What a call out has shown of its trunk.</summary>
    public void Learn(Trunk trunk, DialRefusal refusal)
    {
        if (Of(trunk.Name)?.Health is not { } health)
        {
            return;
        }
        if (refusal.By == LegEnder.Network)
        {
            health.Suspect();
        }
        else if (refusal.Status == 503 && RouteAdvance.RetryAfter(refusal.Response) is { } time)
        {
            health.LeaveAlone(time);
        }
    }

    private static void Start(Kept one)
    {
        one.Health?.Start();
        one.Registration?.Start();
    }

    private Kept? Of(string name) => Volatile.Read(ref kept).FirstOrDefault(k => k.Trunk.Name == name);

    private Kept New(Trunk trunk)
    {
        void Changed()
        {
            if (Of(trunk.Name) is { } one)
            {
                changed(one.Status);
            }
        }
        var gateway = trunk.Outbound;
        return new Kept(
            trunk,
            gateway is null ? null : new TrunkHealth(trunk, gateway, lanes, Changed),
            gateway is not null && trunk is { Registers: true, User: not null } ? Register(trunk, gateway, Changed) : null);
    }

    private TrunkRegistration Register(Trunk trunk, IPEndPoint registrar, Action changed) => new(trunk, registrar, lanes, Chance, changed);

    private double Chance()
    {
        lock (gate)
        {
            return random.NextDouble();
        }
    }

    private static bool SameGateway(Trunk a, Trunk b) =>
        SameAccount(a, b) && a.Password == b.Password && a.Registers == b.Registers && a.AskEvery == b.AskEvery && a.SilentFor == b.SilentFor;

    private static bool SameAccount(Trunk a, Trunk b) =>
        Equals(a.Outbound, b.Outbound) && a.Transport == b.Transport && a.Authority == b.Authority && a.User == b.User && a.Domain == b.Domain;
}
