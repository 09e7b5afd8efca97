namespace Kindline.Voice.Sip.Registration;

/// <summary>
/// Which connection a phone has now that spoke on another before. A phone whose connection broke registers over a new one (RFC 5626
/// 4.5), and what belongs to its running calls goes there: any flow of an instance leads to the same phone (RFC 5626 7). Only
/// a proven user's own +sip.instance inherits, so nobody takes over what another has begun. One lock guards the table.
/// </summary>
internal sealed class FlowSuccessors(TimeProvider clock)
{
    /// <summary>As many phones as there may be connections; the one that has been gone for longest makes room.</summary>
    public const int MostPhones = 10_000;

    /// <summary>As many broken connections of one phone as a bad hour makes; a call that began before them is not reached.</summary>
    public const int MostBefore = 16;

    // Longer than a call stands whose phone is not heard (ExchangeOptions.EndSilentLegAfter).
    private static readonly TimeSpan KeptWhenGone = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<(string User, string Instance), Trail> phones = [];
    private readonly Dictionary<SipFlow, Trail> byFlow = [];

    /// <summary>How many flows are known.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return byFlow.Count;
            }
        }
    }

    /// <summary>A proven user's phone has registered over a connection that only it can make.</summary>
    public void Registered(string user, string instance, SipFlow flow)
    {
        var key = (user.ToUpperInvariant(), instance);
        lock (gate)
        {
            if (!phones.TryGetValue(key, out var trail))
            {
                MakeRoom();
                phones[key] = trail = new Trail();
            }
            trail.GoneAt = null;
            if (trail.Newest == flow)
            {
                return;
            }
            trail.Flows.AddLast(flow);
            byFlow[flow] = trail;
            if (trail.Flows.Count > MostBefore + 1 && trail.Flows.First is { } oldest)
            {
                trail.Flows.RemoveFirst();
                Forget(oldest.Value, trail);
            }
        }
    }

    /// <summary>Where the phone of this flow is now: the flow itself, where it has no other.</summary>
    public SipFlow Of(SipFlow flow)
    {
        lock (gate)
        {
            return byFlow.GetValueOrDefault(flow)?.Newest ?? flow;
        }
    }

    /// <summary>A connection broke; its phone may come again for a while.</summary>
    public void OnFlowFailed(SipFlow flow)
    {
        lock (gate)
        {
            if (byFlow.GetValueOrDefault(flow) is { } trail && trail.Newest == flow)
            {
                trail.GoneAt = clock.GetUtcNow();
            }
        }
    }

    /// <summary>Forgets the phones that have been gone for long.</summary>
    public void Sweep()
    {
        lock (gate)
        {
            foreach (var (key, _) in phones.Where(p => p.Value.GoneAt < clock.GetUtcNow() - KeptWhenGone).ToList())
            {
                Remove(key);
            }
        }
    }

    private void MakeRoom()
    {
        if (phones.Count >= MostPhones)
        {
            Remove(phones.MinBy(p => p.Value.GoneAt ?? DateTimeOffset.MaxValue).Key);
        }
    }

    private void Remove((string, string) key)
    {
        if (phones.Remove(key, out var trail))
        {
            foreach (var flow in trail.Flows)
            {
                Forget(flow, trail);
            }
        }
    }

    // A connection may have carried two phones; the one that came last has it.
    private void Forget(SipFlow flow, Trail trail)
    {
        if (byFlow.GetValueOrDefault(flow) == trail)
        {
            byFlow.Remove(flow);
        }
    }

    /// <summary>The connections of one phone, in the order in which it came by them.</summary>
    private sealed class Trail
    {
        public LinkedList<SipFlow> Flows { get; } = [];

        public SipFlow? Newest => Flows.Last?.Value;

        /// <summary>Since when the newest is broken.</summary>
        public DateTimeOffset? GoneAt { get; set; }
    }
}
