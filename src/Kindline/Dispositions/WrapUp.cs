using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Dispositions;

/// <summary>What came of a wrap-up.</summary>
internal abstract record WrapUpResult
{
    public sealed record Saved(InteractionDetail Interaction) : WrapUpResult;

    public sealed record Invalid(FieldErrors Errors) : WrapUpResult;

    /// <summary>There is no such interaction, or it is none of this person's.</summary>
    public sealed record NotFound : WrapUpResult;

    /// <summary>Notes may be written while the call runs; it can only be finished after its end.</summary>
    public sealed record StillRunning : WrapUpResult;
}

/// <summary>
/// Keeps what an agent says about an interaction: who called, about whom, why, and how it ended. It writes no row: each saving
/// is an event, so that the earlier words stay in the story.
/// </summary>
internal sealed class WrapUp(
    DbFactory databases, IInteractionLog log, InteractionQueries queries, OweFollowUp owe, AuditTrail trail, TalkOver over, TimeProvider clock,
    IEnumerable<IWrapUpDesk> desks)
{
    public async Task<WrapUpResult> RunAsync(InteractionId id, WrapUpInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = await InteractionScope.OfAsync(db, user, Permission.InteractionsWrapUp, ct);
        var row = await scope.Narrow(db.Interactions.AsNoTracking()).Include(i => i.Subjects).Include(i => i.Talks).AsSplitQuery().FirstOrDefaultAsync(i => i.Id == id, ct);
        if (row is null)
        {
            return new WrapUpResult.NotFound();
        }
        var errors = input.Check();
        var saved = errors.None ? await ReadAsync(db, row, input, errors, ct) : [];
        if (!errors.None)
        {
            return new WrapUpResult.Invalid(errors);
        }
        var agent = OfWhom(row, user);
        if (input.Done is true && !await over.IsForAsync(row, agent, ct))
        {
            return new WrapUpResult.StillRunning();
        }
        await AuditAsync(row, saved, user, ct);
        if (input.SaysFollowUp())
        {
            await OweAsync(row, saved["followUp"] as FollowUpFact, user, ct);
        }
        if (saved.Count > 0)
        {
            await log.AppendAsync(id, EventType.WrapUpSaved, saved, ct);
        }
        if (input.Done is true)
        {
            await FinishAsync(row, agent, input, ct);
        }
        return await queries.DetailAsync(id, user, Permission.InteractionsWrapUp, ct) is { } detail
            ? new WrapUpResult.Saved(detail)
            : new WrapUpResult.NotFound();
    }

    /// <summary>Before the event: what is promised on the record is owed, whatever happens in between.</summary>
    private Task OweAsync(Interaction row, FollowUpFact? promise, SignedInUser user, CancellationToken ct) => owe.RunAsync(
        new PromisedCall(row.PracticeId, Outside(row), row.QueueId, row.Id, OfWhom(row, user)?.Value ?? user.Id, clock.GetUtcNow()), promise, ct);

    private static string Outside(Interaction row) => row.Direction is Direction.Inbound ? row.From : row.To;

    /// <summary>Whose after-call work it is: the one's who writes, where that one talked; else of whoever talked last.</summary>
    private static AgentId? OfWhom(Interaction row, SignedInUser user) =>
        row.Talks.Exists(t => t.AgentId == user.AgentId) ? user.AgentId : row.AgentId;

    private async Task FinishAsync(Interaction row, AgentId? agent, WrapUpInput input, CancellationToken ct)
    {
        var talks = row.Talks.Where(t => t.AgentId == agent).ToList();
        if (talks.Count == 0 ? row.WrappedUpAt is not null : talks.TrueForAll(t => t.WrappedUpAt is not null))
        {
            return;
        }
        await log.AppendAsync(row.Id, EventType.WrapUpDone, agent is { } named ? new AgentFact(named) : new NoFact(), ct);
        if (agent is { } who)
        {
            foreach (var desk in desks)
            {
                await desk.DoneAsync(who, row.Id, input.NextState, input.NextReason, ct);
            }
        }
    }

    /// <summary>The event's data: only the fields that were given, in the form in which they are kept.</summary>
    private async Task<Dictionary<string, object?>> ReadAsync(
        Db db, Interaction row, WrapUpInput input, FieldErrors errors, CancellationToken ct)
    {
        var saved = new Dictionary<string, object?>();
        if (InteractionQuery.Name<CallerType>(input.CallerType, "callerType", errors) is { } callerType)
        {
            saved["callerType"] = Wire(callerType);
        }
        await CallerAsync(db, row, input, saved, errors, ct);
        Text("reason", input.Reason, saved);
        Text("source", input.Source, saved);
        if (input.Resolved is { } resolved)
        {
            saved["resolved"] = resolved;
        }
        if (input.Notes is { } notes)
        {
            saved["notes"] = notes;
        }
        FollowUp(row, input, saved, errors);
        if (input.Subjects is { } subjects)
        {
            saved["subjects"] = await SubjectsAsync(db, row, subjects, errors, ct);
        }
        return saved;
    }

    private void FollowUp(Interaction row, WrapUpInput input, Dictionary<string, object?> saved, FieldErrors errors)
    {
        if (!input.SaysFollowUp())
        {
            return;
        }
        input.CheckFollowUp(row.FollowUpAt, clock.GetUtcNow(), errors);
        if (input.FollowUp is not null && !CallableNumber.Is(Outside(row)))
        {
            errors.Add("followUp", "cannot be promised: the caller gave no number");
        }
        saved["followUp"] = input.FollowUp?.ToFact();
    }

    private static async Task CallerAsync(
        Db db, Interaction row, WrapUpInput input, Dictionary<string, object?> saved, FieldErrors errors, CancellationToken ct)
    {
        if (input.CallerPatientId is null)
        {
            return;
        }
        PatientId? caller = PatientId.TryParse(input.CallerPatientId, out var id) ? id : null;
        await CheckPatientsAsync(db, row.PracticeId, [(caller, "callerPatientId")], errors, ct);
        saved["callerPatientId"] = caller;
    }

    private async Task<IReadOnlyList<SubjectFact>> SubjectsAsync(
        Db db, Interaction row, IReadOnlyList<SubjectInput> subjects, FieldErrors errors, CancellationToken ct)
    {
        var leaves = await LeavesAsync(db, row, ct);
        List<SubjectFact> saved = [];
        for (var n = 0; n < subjects.Count; n++)
        {
            var (patientId, disposition, notes) = subjects[n];
            var leaf = string.IsNullOrWhiteSpace(disposition) ? null : DispositionKey.Find(leaves, disposition);
            if (leaf is null && !string.IsNullOrWhiteSpace(disposition))
            {
                errors.Add($"subjects[{n}].disposition", "is no disposition that may be chosen today on this channel");
            }
            saved.Add(new SubjectFact(PatientId.TryParse(patientId, out var patient) ? patient : null, leaf?.Key, notes));
        }
        await CheckPatientsAsync(db, row.PracticeId, [.. saved.Select((s, n) => (s.PatientId, $"subjects[{n}].patientId"))], errors, ct);
        return saved;
    }

    /// <summary>What may be chosen today on this channel, and what had been chosen before: that may be saved again after its end.</summary>
    private async Task<List<Disposition>> LeavesAsync(Db db, Interaction row, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var chosen = row.Subjects.Select(s => s.Disposition).ToHashSet();
        var leaves = await db.Dispositions.AsNoTracking().OrderBy(d => d.Tree).ThenBy(d => d.Position).ToListAsync(ct);
        var usable = leaves.Where(d => chosen.Contains(d.Key)
            || (DispositionRules.IsValid(d, today) && DispositionRules.Channels(d).Contains(Wire(row.Channel))));
        // Where two trees share a path, an inbound call means the inbound one.
        return [.. usable.OrderByDescending(d => d.Tree == Wire(row.Direction))];
    }

    /// <summary>One answer for a person of another practice and one who does not exist.</summary>
    private static async Task CheckPatientsAsync(
        Db db, PracticeId practice, IReadOnlyList<(PatientId? Id, string Field)> named, FieldErrors errors, CancellationToken ct)
    {
        var wanted = named.Select(n => n.Id).OfType<PatientId>().ToList();
        // A form that was filled in before a merge names the old record, and the interaction follows.
        var known = await db.Patients.IgnoreQueryFilters().Where(p => p.PracticeId == practice && wanted.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        foreach (var (id, field) in named)
        {
            if (id is { } patient && !known.Contains(patient))
            {
                errors.Add(field, "is no patient of this practice");
            }
        }
    }

    private Task AuditAsync(Interaction row, Dictionary<string, object?> saved, SignedInUser user, CancellationToken ct)
    {
        var entry = new AuditEntry("interaction.wrapUp", 'U', user.AsActor())
        {
            ObjectType = "Interaction",
            ObjectId = row.Id.ToString(),
            Fields = [.. saved.Keys],
        };
        var subjects = saved.GetValueOrDefault("subjects") as IReadOnlyList<SubjectFact> ?? [];
        var patients = subjects.Select(s => s.PatientId).Append(saved.GetValueOrDefault("callerPatientId") as PatientId?)
            .OfType<PatientId>().Distinct().ToList();
        return trail.AppendAsync(patients.Count == 0 ? [entry] : [.. patients.Select(p => entry with { PatientId = p })], ct);
    }

    private static void Text(string field, string? given, Dictionary<string, object?> saved)
    {
        if (given is not null)
        {
            saved[field] = given.Trim() is { Length: > 0 } text ? text : null;
        }
    }

    private static string Wire(Enum value)
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
