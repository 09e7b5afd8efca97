using System.Collections.Concurrent;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Telephony;

namespace Kindline.Flows;

public enum EmergencyKind
{
    /// <summary>The agent pressed the key.</summary>
    Asked,

    /// <summary>911 was dialled from here: 47 CFR 9.16(b)(2), Kari's Law, wants somebody of ours to know.</summary>
    Dialled911,
}

/// <summary>A call that needs a second person now.</summary>
internal sealed record Emergency(Guid Id, LiveCall Call, AgentId Agent, DateTimeOffset At, EmergencyKind Kind, (AgentId Id, string Name)? TakenBy);

/// <summary>Where a caller is, as the patient's record says; a later slice knows.</summary>
public interface ICallerAddress
{
    Task<string?> FindAsync(InteractionId interaction, CancellationToken ct);
}

/// <summary>
/// The open emergencies. Raising one waits for nothing: neither database nor audit may stand before a call for help. What was raised
/// is on the record of its call; the open list itself is of this run of the server, as are the calls.
/// </summary>
internal sealed class Emergencies(InteractionLog log, LiveChanges live, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, Emergency> open = new();

    public IReadOnlyList<Emergency> Open => [.. open.Values.OrderBy(e => e.At)];

    /// <summary>One for each call, however often it is asked for.</summary>
    public Emergency Raise(LiveCall call, AgentId agent, EmergencyKind kind)
    {
        if (open.Values.FirstOrDefault(e => e.Call == call) is { } known)
        {
            return known;
        }
        var now = clock.GetUtcNow();
        var raised = new Emergency(Guid.CreateVersion7(now), call, agent, now, kind, TakenBy: null);
        open[raised.Id] = raised;
        call.Emergency = true;
        log.Append(call.Id, EventType.Emergency, new EmergencyFact(agent, kind == EmergencyKind.Asked ? "asked" : "dialled911"));
        live.Changed("emergencies");
        return raised;
    }

    public Emergency? Find(Guid id) => open.GetValueOrDefault(id);

    /// <summary>False where somebody else has it, or it is closed.</summary>
    public bool Take(Emergency emergency, AgentId by, string name)
    {
        var taken = open.TryUpdate(emergency.Id, emergency with { TakenBy = (by, name) }, emergency with { TakenBy = null });
        live.Changed("emergencies");
        return taken;
    }

    /// <summary>False where it is closed already.</summary>
    public bool Close(Emergency emergency, AgentId by, string? note)
    {
        if (!open.TryRemove(emergency.Id, out _))
        {
            return false;
        }
        log.Append(emergency.Call.Id, EventType.EmergencyClosed, new EmergencyClosedFact(by, note));
        live.Changed("emergencies");
        return true;
    }
}
