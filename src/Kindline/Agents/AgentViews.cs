using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Agents;

internal sealed record IdName(Guid Id, string Name);

internal sealed record QueueLevel(QueueId Id, string Name, int Level);

internal sealed record ProfileView(ProfileId Id, string Name, IReadOnlyList<QueueLevel> Queues);

internal sealed record PhoneState(string Kind, bool Reachable);

internal sealed record NextView(string State, string? Reason);

/// <summary>The agent's own page: state, phone, queues, the call at hand, and which page has the desk.</summary>
internal sealed record MeView(
    AgentId Id, string Name, string State, string? Reason, DateTimeOffset Since, NextView? NextState, PhoneState Phone, ProfileView? Profile,
    CurrentCall? Call, Guid? DeskId);

/// <summary>The call at hand; a possible match is a name only, for a caller's number can be forged.</summary>
internal sealed record CurrentCall(
    InteractionId Id, string Direction, string State, IdName Practice, string? Line, string From, string To, IdName? Queue,
    DateTimeOffset StartedAt, DateTimeOffset Since, double WaitedSeconds, IReadOnlyList<MatchView> Matches, string Notes)
{
    public bool Muted { get; init; }

    /// <summary>Since when the caller is on hold.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>The page's own phone shall answer now.</summary>
    public bool AnswerAsked { get; init; }

    /// <summary>The desk was taken in the call, and its sound is not there yet: it moves when the desk's phone is registered, or stays.</summary>
    public bool SoundElsewhere { get; init; }

    public TransferNow? Transfer { get; init; }

    /// <summary>The call came back: who did not take it, and why.</summary>
    public ReturnedNow? Returned { get; init; }

    /// <summary>A colleague's call about which this agent is asked.</summary>
    public ConsultForNow? ConsultFor { get; init; }

    /// <summary>What the one who sent the call wrote.</summary>
    public string? Note { get; init; }

    public string? ParkSlot { get; init; }

    /// <summary>Who coaches the agent, where the agent is to know.</summary>
    public CoachNow? Coach { get; init; }

    /// <summary>Whose sound has been poor for a while: agent or caller; null while it is not.</summary>
    public string? PoorSound { get; init; }

    public bool Emergency { get; init; }

    /// <summary>What was spoken before the caller was heard.</summary>
    public string Whisper { get; init; } = "";

    /// <summary>Of a call out: by which rule the callee is told of the recording.</summary>
    public string RecordingRule { get; init; } = "";

    /// <summary>How long the work after the call is meant to take, by its queue.</summary>
    public int WrapUpSeconds { get; init; } = CallQueue.UsualWrapUpSeconds;
}

/// <param name="State">ringing, talking or joined.</param>
internal sealed record TransferNow(string State, TransferTargetNow Target, bool Consult, DateTimeOffset Since);

/// <param name="Kind">agent, queue or number.</param>
internal sealed record TransferTargetNow(string Kind, string Name);

internal sealed record ReturnedNow(string From, string Why, DateTimeOffset At);

/// <param name="Mode">listen, whisper or barge.</param>
internal sealed record CoachNow(string Name, string Mode);

/// <param name="Agent">The colleague's name.</param>
internal sealed record ConsultForNow(string Agent, string? Note);

internal sealed record AgentLine(
    AgentId Id, string Name, string User, string State, string? Reason, DateTimeOffset Since, IReadOnlyList<QueueLevel> Queues,
    AgentCallLine? Interaction, bool PhoneReachable, int CallsToday);

internal sealed record AgentCallLine(InteractionId Id, IdName? Queue, string Direction, DateTimeOffset Since);

/// <summary>Puts together what the floor, the running calls and the database know of agents.</summary>
internal sealed class AgentQueries(FloorHost floor, AgentRegister agents, LiveCalls calls, DbFactory database, TimeProvider clock)
{
    /// <summary>Null where the account takes no calls.</summary>
    public async Task<(MeView View, IReadOnlyList<PatientId> Seen)?> MeAsync(AgentId id, CancellationToken ct)
    {
        if (await agents.FindOrLoadAsync(id, ct) is not { } agent || await floor.AskAsync(f => f.Agent(id), ct) is not { } now)
        {
            return null;
        }
        await using var db = database.Create();
        var queues = await db.Queues.AsNoTracking().ToDictionaryAsync(q => q.Id, q => q.Name, ct);
        var call = await CurrentAsync(db, now, queues, ct);
        var view = new MeView(
            id, agent.Name, StateWord.Of(now.State), now.Reason, now.Since,
            now.Next is { } next ? new NextView(StateWord.Of(next.State), next.Reason) : null,
            new PhoneState(Word(agent.PhoneKind), agents.IsReachable(id)), Profile(agent, queues), call, agent.DeskId);
        return (view, call?.Matches.Select(m => m.PatientId).ToList() ?? []);
    }

    public async Task<IReadOnlyList<AgentLine>> AllAsync(Func<KnownAgent, bool> seen, CancellationToken ct)
    {
        var snapshots = await floor.AskAsync(f => f.Agents.ToDictionary(a => a.Id), ct);
        await using var db = database.Create();
        var queues = await db.Queues.AsNoTracking().ToDictionaryAsync(q => q.Id, q => q.Name, ct);
        var since = clock.GetUtcNow().AddHours(-24);
        var counts = await db.Interactions.Where(i => i.AgentId != null && i.StartedAt > since && i.AnsweredAt != null)
            .GroupBy(i => i.AgentId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return [.. agents.All.Where(seen).OrderBy(a => a.Name, StringComparer.CurrentCulture).Select(Line)];

        AgentLine Line(KnownAgent agent)
        {
            var now = snapshots.GetValueOrDefault(agent.Id);
            var live = calls.OfAgent(agent.Id);
            return new AgentLine(
                agent.Id, agent.Name, agent.UserName, StateWord.Of(now?.State ?? AgentState.SignedOut), now?.Reason,
                now?.Since ?? default, Profile(agent, queues)?.Queues ?? [],
                live is null ? null : new AgentCallLine(live.Id, Queue(live.Queue, queues), Word(live.Direction), live.Since),
                agents.IsReachable(agent.Id), counts.FirstOrDefault(c => c.Key == agent.Id)?.Count ?? 0);
        }
    }

    internal static string Word(Enum value)
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static ProfileView? Profile(KnownAgent agent, Dictionary<QueueId, string> queues) => agent.Profile is not { } profile ? null
        : new ProfileView(profile.Id, profile.Name, [.. profile.Queues.OrderBy(q => q.Level)
            .Select(q => new QueueLevel(q.QueueId, queues.GetValueOrDefault(q.QueueId) ?? "", q.Level))]);

    private static IdName? Queue(QueueId? id, Dictionary<QueueId, string> queues) =>
        id is { } queue ? new IdName(queue.Value, queues.GetValueOrDefault(queue) ?? "") : null;

    private async Task<CurrentCall?> CurrentAsync(Db db, AgentSnapshot now, Dictionary<QueueId, string> queues, CancellationToken ct)
    {
        if (now.Interaction is not { } id)
        {
            return null;
        }
        var row = await db.Interactions.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct);
        var live = calls.Find(id);
        if (row is null)
        {
            return null;
        }
        var other = row.Direction == Direction.Inbound ? row.From : row.To;
        var matches = await db.Set<Patients.Patient>().Where(p => p.PracticeId == row.PracticeId && p.Phones.Any(n => n.Number == other))
            .OrderBy(p => p.LastName).ThenBy(p => p.FirstName).Take(9).Select(p => new MatchView(p.Id, p.FirstName + " " + p.LastName, p.Vip)).ToListAsync(ct);
        var practice = await db.Set<Practices.Practice>().Where(p => p.Id == row.PracticeId).Select(p => p.Name).SingleAsync(ct);
        var wrapUp = row.Direction == Direction.Inbound
            ? await db.Queues.Where(q => q.Id == row.QueueId).Select(q => (int?)q.WrapUpSeconds).SingleOrDefaultAsync(ct)
            : null;
        var waited = row.QueueSeconds ?? (row.QueuedAt is { } queued ? (clock.GetUtcNow() - queued).TotalSeconds : 0);
        var state = now.State switch
        {
            AgentState.WrapUp => Word(InteractionState.WrapUp),
            AgentState.Consulting => StateWord.Of(now.State),
            _ => Word(live?.State ?? row.State),
        };
        var view = new CurrentCall(
            id, Word(row.Direction), state, new IdName(row.PracticeId.Value, practice), row.Line, row.From, row.To,
            Queue(row.QueueId, queues), row.StartedAt, now.State == AgentState.WrapUp ? now.Since : live?.Since ?? row.StartedAt,
            Math.Round(waited, 1), matches, row.Notes)
        { WrapUpSeconds = wrapUp ?? CallQueue.UsualWrapUpSeconds };
        return live is null ? view : Live(view, live, now);
    }

    private CurrentCall Live(CurrentCall view, LiveCall live, AgentSnapshot now)
    {
        var (asked, over) = (now.State == AgentState.Consulting, now.State == AgentState.WrapUp);
        // Whoever is asked is consulting from the first ring on; the controls are live from the answer on.
        var rings = asked && live.Transfer is { State: TransferStage.Ringing };
        return view with
        {
            State = rings ? Word(InteractionState.Offered) : view.State,
            Muted = live.Muted && live.Agent == now.Id,
            HeldSince = over || asked ? null : live.HeldSince,
            AnswerAsked = live.AnswerAskedOf == now.Id,
            SoundElsewhere = !over && live.SoundIsElsewhere(now.Id),
            Transfer = !asked && now.State != AgentState.Ringing && live.Transfer is { } transfer
                ? new TransferNow(Word(transfer.State), new TransferTargetNow(Kind(transfer.Target), transfer.Target.Shown), transfer.Consult, transfer.Since)
                : null,
            Returned = !over && !asked && live.Returned is { } back ? new ReturnedNow(back.From, back.Why, back.At) : null,
            ConsultFor = asked && live.Agent is { } colleague ? new ConsultForNow(agents.Find(colleague)?.Name ?? "", live.GuestNote) : null,
            Note = over ? null : live.Note,
            ParkSlot = live.ParkSlot,
            Coach = !over && live.Coach is { Shown: true } coach ? new CoachNow(coach.Name, Word(coach.Mode)) : null,
            PoorSound = over || asked ? null : live.PoorSound,
            Emergency = live.Emergency,
            Whisper = live.Whisper,
            RecordingRule = live.RecordingNotice,
        };
    }

    private static string Kind(TransferTarget target) => target switch
    {
        TransferTarget.Colleague => "agent",
        TransferTarget.Line => "queue",
        _ => "number",
    };
}
