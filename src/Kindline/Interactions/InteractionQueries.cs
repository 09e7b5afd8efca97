using System.Text.Json;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Interactions;

/// <summary>Reads interactions as the desktop shows them: with names, within a person's scope, masked where the scope says so.</summary>
internal sealed class InteractionQueries(
    DbFactory databases, IQueueNames queues, IDispositionTexts dispositions, IInteractionRecordings recordings, ICallsAtHand atHand)
{
    private const int MostMatches = 10;

    /// <summary>The zone that the days of a filter are cut in: the named practice's, else that of the person's first one.</summary>
    public async Task<TimeZoneInfo> ZoneAsync(PracticeId? practice, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var wanted = practice ?? (user.Practices.Count > 0 ? user.Practices[0] : null);
        var zone = wanted is { } id ? await db.Practices.Where(p => p.Id == id).Select(p => p.TimeZone).FirstOrDefaultAsync(ct) : null;
        return zone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone);
    }

    /// <summary>One page, newest first, and how many there are.</summary>
    public async Task<Page<InteractionView>> ListAsync(InteractionFilter filter, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = await InteractionScope.OfAsync(db, user, Permission.InteractionsRead, ct);
        var rows = filter.Apply(scope.Narrow(db.Interactions.AsNoTracking()));
        var total = await rows.CountAsync(ct);
        var page = await rows.OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Id)
            .Skip(filter.Paging.Skip).Take(filter.Paging.Size)
            .Include(i => i.Subjects.OrderBy(s => s.Position)).ToListAsync(ct);
        return new Page<InteractionView>(await ViewAsync(db, page, scope.Masks, ct), total);
    }

    /// <summary>These interactions, newest first; who may see them has been decided before.</summary>
    public async Task<IReadOnlyList<InteractionView>> ReadAsync(IReadOnlyCollection<InteractionId> ids, bool masks, CancellationToken ct)
    {
        await using var db = databases.Create();
        var rows = await db.Interactions.AsNoTracking().Where(i => ids.Contains(i.Id))
            .OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Id)
            .Include(i => i.Subjects.OrderBy(s => s.Position)).ToListAsync(ct);
        return await ViewAsync(db, rows, masks, ct);
    }

    /// <summary>One interaction with its story, or null where it does not exist or is none of this person's.</summary>
    public async Task<InteractionDetail?> DetailAsync(InteractionId id, SignedInUser user, string permission, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = await InteractionScope.OfAsync(db, user, permission, ct);
        // An agent's page asks as soon as the phone is picked up; that this agent answered is then still on its way into the database.
        var seen = scope.Scope is Scope.Own && await atHand.HasAsync(user.AgentId, id, ct)
            ? db.Interactions.AsNoTracking().Where(i => user.Practices.Contains(i.PracticeId))
            : scope.Narrow(db.Interactions.AsNoTracking());
        var row = await seen
            .Include(i => i.Subjects.OrderBy(s => s.Position)).Include(i => i.Talks.OrderBy(t => t.Position)).AsSplitQuery().FirstOrDefaultAsync(i => i.Id == id, ct);
        if (row is null)
        {
            return null;
        }
        var views = await ViewAsync(db, [row], scope.Masks, ct);
        return new InteractionDetail(views[0])
        {
            Events = await EventsAsync(db, id, scope.Masks, ct),
            Recordings = await recordings.ReadAsync(id, ct),
            Matches = await MatchesAsync(db, row, scope.Masks, ct),
            Notes = scope.Masks ? null : row.Notes,
            FollowUp = row.FollowUpAt is { } followUpAt ? new FollowUpView(followUpAt, scope.Masks ? null : row.FollowUpNote) : null,
            WrapUpNeeded = WrapUpNeeded(row, user.AgentId),
            CanListen = await CoversAsync(db, row, user, Permission.RecordingsListen, ct),
            CanEditWrapUp = await CoversAsync(db, row, user, Permission.InteractionsWrapUp, ct),
        };
    }

    private static async Task<bool> CoversAsync(Db db, Interaction row, SignedInUser user, string permission, CancellationToken ct) =>
        user.Can(permission) && await InteractionScope.OfAsync(db, user, permission, ct) is var scope
        && row.Talks.Select(t => (AgentId?)t.AgentId).Append(row.AgentId).Any(a => scope.Covers(row.PracticeId, a));

    /// <summary>Of the one who asks, where that one talked; else of anybody.</summary>
    private static bool WrapUpNeeded(Interaction row, AgentId me)
    {
        var mine = row.Talks.Where(t => t.AgentId == me).ToList();
        return mine.Count > 0 ? mine.Exists(t => t is { EndedAt: not null, WrappedUpAt: null })
            : row is { AgentId: not null, AnsweredAt: not null, EndedAt: not null, WrappedUpAt: null };
    }

    private static async Task<IReadOnlyList<EventView>> EventsAsync(Db db, InteractionId id, bool masks, CancellationToken ct)
    {
        var events = await db.InteractionEvents.AsNoTracking().Where(e => e.InteractionId == id).OrderBy(e => e.Seq).ToListAsync(ct);
        // The data of an event may hold numbers, names and notes.
        return [.. events.Select(e => new EventView(e.At, e.Type, JsonSerializer.Deserialize<JsonElement>(masks ? "{}" : e.Data)))];
    }

    private static async Task<IReadOnlyList<MatchView>> MatchesAsync(Db db, Interaction row, bool masks, CancellationToken ct)
    {
        var number = row.Direction is Direction.Inbound ? row.From : row.To;
        var found = await db.Patients.Where(p => p.PracticeId == row.PracticeId && p.Phones.Any(n => n.Number == number))
            .OrderBy(p => p.LastName).ThenBy(p => p.FirstName).Take(MostMatches)
            .Select(p => new MatchView(p.Id, p.FirstName + " " + p.LastName, p.Vip)).ToListAsync(ct);
        return masks ? [.. found.Select(m => m with { Name = Masked.Name(m.Name) })] : found;
    }

    private async Task<IReadOnlyList<InteractionView>> ViewAsync(Db db, List<Interaction> rows, bool masks, CancellationToken ct)
    {
        var names = await NamesAsync(db, rows, ct);
        return [.. rows.Select(row => View(row, names, masks))];
    }

    private async Task<Names> NamesAsync(Db db, List<Interaction> rows, CancellationToken ct)
    {
        var practices = rows.Select(r => r.PracticeId).Distinct().ToList();
        var agents = rows.Select(r => r.AgentId).OfType<AgentId>().Select(a => a.Value).Distinct().ToList();
        var patients = rows.SelectMany(r => r.Subjects).Select(s => s.PatientId).OfType<PatientId>().Distinct().ToList();
        var keys = rows.SelectMany(r => r.Subjects).Select(s => s.Disposition).OfType<string>().Distinct().ToList();
        return new Names(
            await db.Practices.Where(p => practices.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct),
            await queues.ReadAsync([.. rows.Select(r => r.QueueId).OfType<QueueId>().Distinct()], ct),
            await db.Users.Where(u => agents.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct),
            await db.Patients.Where(p => patients.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => new MatchView(p.Id, p.FirstName + " " + p.LastName, p.Vip), ct),
            await dispositions.ReadAsync(keys, ct));
    }

    private static InteractionView View(Interaction row, Names names, bool masks) => new()
    {
        Id = row.Id,
        Practice = new Named<PracticeId>(row.PracticeId, names.Practices.GetValueOrDefault(row.PracticeId, "")),
        Channel = row.Channel,
        Direction = row.Direction,
        From = masks && row.Direction is Direction.Inbound ? Masked.Number(row.From) : row.From,
        To = masks && row.Direction is Direction.Outbound ? Masked.Number(row.To) : row.To,
        Line = row.Line,
        Queue = row.QueueId is { } queue ? new Named<QueueId>(queue, names.Queues.GetValueOrDefault(queue, "")) : null,
        Agent = row.AgentId is { } agent ? new Named<AgentId>(agent, names.Agents.GetValueOrDefault(agent.Value, "")) : null,
        CallerType = row.CallerType,
        CallerPatientId = row.CallerPatientId,
        Subjects = [.. row.Subjects.Select(s => View(s, names, masks))],
        Reason = row.Reason,
        Source = row.Source,
        Resolved = row.Resolved,
        State = row.State,
        Outcome = row.Outcome,
        StartedAt = row.StartedAt,
        AnsweredAt = row.AnsweredAt,
        EndedAt = row.EndedAt,
        QueueSeconds = row.QueueSeconds,
        TalkSeconds = row.TalkSeconds,
        HoldSeconds = row.HoldSeconds,
        WrapUpSeconds = row.WrapUpSeconds,
        Recorded = row.Recorded,
        Voicemail = row.Voicemail,
    };

    private static SubjectView View(Subject subject, Names names, bool masks)
    {
        var known = subject.PatientId is { } patient ? names.Patients.GetValueOrDefault(patient) : null;
        return new SubjectView(
            subject.PatientId,
            masks && known is not null ? Masked.Name(known.Name) : known?.Name,
            subject.Disposition,
            subject.Disposition is { } key ? names.Dispositions.GetValueOrDefault(key, key) : null,
            masks ? null : subject.Notes,
            known is { Vip: true } ? true : null);
    }

    private sealed record Names(
        IReadOnlyDictionary<PracticeId, string> Practices,
        IReadOnlyDictionary<QueueId, string> Queues,
        IReadOnlyDictionary<Guid, string> Agents,
        IReadOnlyDictionary<PatientId, MatchView> Patients,
        IReadOnlyDictionary<string, string> Dispositions);
}
