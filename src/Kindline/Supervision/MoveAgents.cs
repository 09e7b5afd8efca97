using Kindline.Agents;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Engine.Supervision;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Routing;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Supervision;

/// <summary>
/// Agents by name, or so many of a queue; to a queue or to a profile. With percent and minutes they return by themselves once the level has
/// held, otherwise by undo.
/// </summary>
internal sealed record MoveInput(
    IReadOnlyList<string>? Agents, int? Count, string? From, string? To, string? Profile, int? Percent, int? HeldMinutes);

internal abstract record MoveOutcome
{
    public sealed record Moved(MoveId Id, IReadOnlyList<AgentId> Agents) : MoveOutcome;

    public sealed record Invalid(FieldErrors Errors) : MoveOutcome;

    /// <summary>Nobody of the queue is at work and not moved already.</summary>
    public sealed record Nobody : MoveOutcome;
}

/// <summary>Moves agents to other work, and back. In force at once; whoever is on a call moves after it.</summary>
internal sealed class MoveAgents(
    AgentRegister agents, FloorHost floor, FloorNames names, DbFactory database, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    private const int MostAgents = 100;

    public async Task<MoveOutcome> RunAsync(MoveInput input, SignedInUser user, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (await ReadAsync(input, user, errors, ct) is not { } move || !errors.None)
        {
            return new MoveOutcome.Invalid(errors);
        }
        var chosen = await ChooseAsync(input, move, user, errors, ct);
        if (!errors.None)
        {
            return new MoveOutcome.Invalid(errors);
        }
        if (chosen.Count == 0)
        {
            return new MoveOutcome.Nobody();
        }
        await using var db = database.Create();
        await EndAsync(db, m => chosen.Contains(m.AgentId), "replaced", ct);
        var rows = await db.Agents.Where(a => chosen.Contains(a.Id)).ToListAsync(ct);
        foreach (var row in rows)
        {
            db.Add(Part(move, row));
            row.ProfileId = move.ToProfileId ?? row.ProfileId;
        }
        await trail.AppendAsync([.. chosen.Select(a => Entry("agent.moved", user.AsActor(), a, move.MoveId))], ct);
        await db.SaveChangesAsync(ct);
        await ToldAsync(chosen, ct);
        return new MoveOutcome.Moved(move.MoveId, chosen);
    }

    /// <summary>Brings back all of a move who were not moved again since; false where there is nobody.</summary>
    public async Task<bool> EndAsync(MoveId id, string endedBy, AuditActor actor, CancellationToken ct)
    {
        await using var db = database.Create();
        var ended = await EndAsync(db, m => m.MoveId == id, endedBy, ct);
        if (ended.Count == 0)
        {
            return false;
        }
        await trail.AppendAsync([.. ended.Select(m => Entry("agent.movedBack", actor, m.AgentId, id) with { Reason = endedBy })], ct);
        await db.SaveChangesAsync(ct);
        await ToldAsync(ended.Select(m => m.AgentId), ct);
        return true;
    }

    public async Task<IReadOnlyList<AgentMove>> OpenAsync(CancellationToken ct)
    {
        await using var db = database.Create();
        return await db.Set<AgentMove>().AsNoTracking().Where(m => m.EndedAt == null).ToListAsync(ct);
    }

    /// <summary>What is asked, without the agents yet; null where it cannot be read.</summary>
    private async Task<AgentMove?> ReadAsync(MoveInput input, SignedInUser user, FieldErrors errors, CancellationToken ct)
    {
        var known = await names.ReadAsync(ct);
        var move = new AgentMove { MoveId = new MoveId(Guid.CreateVersion7(clock.GetUtcNow())), MadeBy = user.Id, MadeAt = clock.GetUtcNow() };
        if (input.Profile is not null)
        {
            await using var db = database.Create();
            var profile = ProfileId.TryParse(input.Profile, out var id) ? await db.RoutingProfiles.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) : null;
            if (profile is null || !user.Reaches(Permission.FloorLead, profile.PracticeId))
            {
                errors.Add("profile", "is no routing profile of your practices");
                return null;
            }
            (move.ToProfileId, move.PracticeId) = (profile.Id, profile.PracticeId);
            return move;
        }
        if (Queue(input.To) is not { } to)
        {
            errors.Add("to", "is no queue of your practices");
            return null;
        }
        (move.ToQueueId, move.PracticeId) = (to.Id, to.PracticeId);
        if (input.From is not null && Queue(input.From) is not { } from)
        {
            errors.Add("from", "is no queue of your practices");
        }
        else
        {
            move.FromQueueId = input.From is null ? null : Queue(input.From)?.Id;
        }
        Within("percent", input.Percent, 1, 100);
        Within("heldMinutes", input.HeldMinutes, 1, 240);
        (move.Percent, move.HeldMinutes) = (input.HeldMinutes is null ? null : input.Percent ?? 80, input.HeldMinutes);
        return move;

        NamedQueue? Queue(string? text) => QueueId.TryParse(text, out var id)
            ? known.Queues.FirstOrDefault(q => q.Id == id && user.Reaches(Permission.FloorLead, q.PracticeId)) : null;

        void Within(string field, int? value, int least, int most)
        {
            if (value < least || value > most)
            {
                errors.Add(field, $"must be from {least} to {most}");
            }
        }
    }

    private async Task<IReadOnlyList<AgentId>> ChooseAsync(
        MoveInput input, AgentMove move, SignedInUser user, FieldErrors errors, CancellationToken ct)
    {
        var known = await names.ReadAsync(ct);
        if (input.Agents is { Count: > 0 and <= MostAgents } named)
        {
            var found = named.Select(text => Guid.TryParse(text, out var id) ? agents.Find(new AgentId(id)) : null).OfType<KnownAgent>()
                .Where(a => user.Reaches(Permission.FloorLead, a, known)).Select(a => a.Id).Distinct().ToList();
            if (found.Count != named.Distinct().Count())
            {
                errors.Add("agents", "must be people of yours");
            }
            return found;
        }
        if (input.Count is not (> 0 and <= MostAgents) || move is not { FromQueueId: { } from, ToQueueId: { } to })
        {
            errors.Add("agents", $"name agents, or a count from 1 to {MostAgents} with a queue to take them from");
            return [];
        }
        var people = await floor.AskAsync(f => f.Agents.ToList(), ct);
        var mine = people.Where(p => agents.Find(p.Id) is { Move: null } agent && user.Reaches(Permission.FloorLead, agent, known));
        return Movable.Choose(mine, from, to, input.Count.Value);
    }

    private static AgentMove Part(AgentMove move, AgentRow agent) => new()
    {
        MoveId = move.MoveId,
        AgentId = agent.Id,
        PracticeId = move.PracticeId,
        FromQueueId = move.FromQueueId,
        ToQueueId = move.ToQueueId,
        ToProfileId = move.ToProfileId,
        FormerProfileId = move.ToProfileId is null ? null : agent.ProfileId,
        Percent = move.Percent,
        HeldMinutes = move.HeldMinutes,
        MadeBy = move.MadeBy,
        MadeAt = move.MadeAt,
    };

    /// <summary>Ends what is open of these; who came by a profile has the former one again, unless something else was set since.</summary>
    private async Task<List<AgentMove>> EndAsync(
        Db db, System.Linq.Expressions.Expression<Func<AgentMove, bool>> which, string endedBy, CancellationToken ct)
    {
        var open = await db.Set<AgentMove>().Where(m => m.EndedAt == null).Where(which).ToListAsync(ct);
        var ids = open.Select(m => m.AgentId).ToList();
        var rows = await db.Agents.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        foreach (var move in open)
        {
            (move.EndedAt, move.EndedBy) = (clock.GetUtcNow(), endedBy);
            if (move.ToProfileId is { } to && endedBy != "replaced" && rows.GetValueOrDefault(move.AgentId) is { } row && row.ProfileId == to)
            {
                row.ProfileId = move.FormerProfileId;
            }
        }
        return open;
    }

    private async Task ToldAsync(IEnumerable<AgentId> moved, CancellationToken ct)
    {
        await agents.LoadAsync(ct);
        live.Changed("floor");
        live.Changed(["me"], [.. moved.Select(a => a.Value)]);
    }

    private static AuditEntry Entry(string code, AuditActor actor, AgentId agent, MoveId move) =>
        new(code, 'U', actor) { ObjectType = "Agent", ObjectId = agent.ToString(), Fields = [move.ToString()] };
}
