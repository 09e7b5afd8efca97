namespace Kindline.Voice.Sip.Registration;

/// <summary>
/// Who can be reached where (RFC 3261 10.3). One lock guards the table; it is held for look-ups and replacements of small lists and
/// never across a callback.
/// </summary>
public sealed class Registrar
{
    private const int MostContactsPerUser = 10;

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Binding>> users = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider clock;
    private readonly FlowSuccessors successors;
    private readonly Action<string, bool> changed;

    internal Registrar(TimeProvider clock, FlowSuccessors successors, Action<string, bool> changed)
    {
        this.clock = clock;
        this.successors = successors;
        this.changed = changed;
    }

    /// <summary>The phones at which a user can be reached now.</summary>
    public IReadOnlyList<Binding> Contacts(string user) => [.. All(user).Where(b => b.Reachable)];

    /// <summary>All phones of a user whose registration has not expired, reachable or not.</summary>
    public IReadOnlyList<Binding> All(string user)
    {
        lock (gate)
        {
            return users.TryGetValue(user, out var list) ? [.. list.Where(IsAlive)] : [];
        }
    }

    /// <summary>Every binding there is.</summary>
    internal IReadOnlyList<Binding> Everything()
    {
        lock (gate)
        {
            return [.. users.Values.SelectMany(l => l).Where(IsAlive)];
        }
    }

    /// <summary>Whether a phone has registered from this very address, port and connection.</summary>
    internal bool HasPhoneAt(SipFlow flow)
    {
        lock (gate)
        {
            return users.Values.Any(list => list.Exists(b => b.Flow == flow && IsAlive(b)));
        }
    }

    /// <summary>Applies all changes of one REGISTER or none of them; false where it is older than what is known, or too much.</summary>
    internal bool TryApply(string user, string callId, uint sequence, IReadOnlyList<ContactChange> changes)
    {
        if (!TryChange(user, callId, sequence, changes))
        {
            return false;
        }
        foreach (var change in changes)
        {
            if (change is { Outbound: { } outbound, Flow.CanBeMadeAnew: false } && change.Lifetime > TimeSpan.Zero)
            {
                successors.Registered(user, outbound.Instance, change.Flow);
            }
        }
        return true;
    }

    private bool TryChange(string user, string callId, uint sequence, IReadOnlyList<ContactChange> changes) => Change(user, list =>
    {
        foreach (var change in changes)
        {
            var known = list.Find(b => IsSame(b, change));
            if (known is not null && known.CallId == callId && sequence <= known.Sequence)
            {
                return false;
            }
        }
        foreach (var change in changes)
        {
            list.RemoveAll(b => IsSame(b, change));
            if (change.Lifetime > TimeSpan.Zero)
            {
                var expiresAt = clock.GetUtcNow() + change.Lifetime;
                list.Add(new Binding(
                    user, change.Contact, change.Flow, callId, sequence, expiresAt, change.UserAgent, Reachable: true, change.Outbound));
            }
        }
        return list.Count <= MostContactsPerUser;
    });

    /// <summary>Removes all phones of a user ("Contact: *").</summary>
    internal bool TryClear(string user, string callId, uint sequence) => Change(user, list =>
    {
        if (list.Exists(b => b.CallId == callId && sequence <= b.Sequence))
        {
            return false;
        }
        list.Clear();
        return true;
    });

    /// <summary>Notes whether a phone answers.</summary>
    internal void SetReachable(Binding binding, bool reachable) => Change(binding.User, list =>
    {
        var at = list.FindIndex(b => b.CallId == binding.CallId && IsSame(b.Contact, binding.Contact));
        if (at >= 0)
        {
            list[at] = list[at] with { Reachable = reachable };
        }
        return true;
    });

    /// <summary>Forgets what has expired, and tells.</summary>
    internal void Sweep()
    {
        successors.Sweep();
        List<string> stale;
        lock (gate)
        {
            stale = [.. users.Where(u => u.Value.Exists(b => !IsAlive(b))).Select(u => u.Key)];
        }
        foreach (var user in stale)
        {
            Change(user, _ => true);
        }
    }

    /// <summary>
    /// The phones on a connection that broke cannot be reached until they register again; where no other can be made, they are
    /// forgotten (RFC 5626 6).
    /// </summary>
    internal void OnFlowFailed(SipFlow flow)
    {
        successors.OnFlowFailed(flow);
        Forget(flow);
    }

    /// <summary>As where the connection broke, but it has not.</summary>
    internal void Forget(SipFlow flow)
    {
        foreach (var user in Everything().Where(b => b.Flow == flow).Select(b => b.User).Distinct())
        {
            Change(user, list =>
            {
                var broken = list.Where(b => b.Flow == flow).ToList();
                list.RemoveAll(broken.Contains);
                list.AddRange(broken.Where(_ => flow.CanBeMadeAnew).Select(b => b with { Reachable = false }));
                return true;
            });
        }
    }

    private bool Change(string user, Func<List<Binding>, bool> change)
    {
        bool before, after;
        lock (gate)
        {
            var old = users.GetValueOrDefault(user) ?? [];
            before = old.Exists(b => b.Reachable);
            var next = old.Where(IsAlive).ToList();
            if (!change(next))
            {
                return false;
            }
            after = next.Exists(b => b.Reachable);
            Store(user, next);
        }
        if (before != after)
        {
            changed(user, after);
        }
        return true;
    }

    private void Store(string user, List<Binding> list)
    {
        if (list.Count == 0)
        {
            users.Remove(user);
        }
        else
        {
            users[user] = list;
        }
    }

    private bool IsAlive(Binding binding) => binding.ExpiresAt > clock.GetUtcNow();

    // By device and flow where both say it, as a browser makes up a new Contact for every page (RFC 5626 6).
    private static bool IsSame(Binding known, ContactChange change) =>
        known.Outbound is not null && change.Outbound is not null ? known.Outbound == change.Outbound : IsSame(known.Contact, change.Contact);

    // RFC 3261 19.1.4 without the parameters, which phones change at will between registrations.
    private static bool IsSame(SipUri one, SipUri other) =>
        one.Scheme == other.Scheme && one.User == other.User && one.Port == other.Port
        && one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a REGISTER wants of one contact; a lifetime of zero removes it.</summary>
internal sealed record ContactChange(SipUri Contact, SipFlow Flow, TimeSpan Lifetime, string? UserAgent, OutboundFlow? Outbound = null);
