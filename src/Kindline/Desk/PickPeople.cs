using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>What came of a change of whom a call is about.</summary>
internal abstract record PickResult
{
    public sealed record Done(DeskCall Call) : PickResult;

    /// <summary>There is no such call at this desk.</summary>
    public sealed record NotFound : PickResult;

    public sealed record Invalid(FieldErrors Errors) : PickResult;

    /// <summary>Why not, in words for the agent.</summary>
    public sealed record Refused(string Why) : PickResult;
}

/// <summary>Says whom a call is about: picks the person of the call, adds others, takes them out. Each is an event of the interaction.</summary>
internal sealed class PickPeople(DbFactory databases, DeskCalls calls, DeskTurns turns, IInteractionLog log, AuditTrail trail)
{
    /// <summary>As many tabs as a desk has room for.</summary>
    public const int Most = 3;

    /// <summary>An office asks about its patients one after the other.</summary>
    public const int MostForOffices = 20;

    public Task<PickResult> PickAsync(InteractionId id, string? patient, SignedInUser user, CancellationToken ct) =>
        ChangeAsync(id, user, async row => await PatientAsync(row, patient, ct) is { } person
            ? await AppendAsync(row, EventType.Bound, person, user, ct)
            : NoPatient(), ct);

    /// <summary>Takes out the person of the call; the next of the others is then the first.</summary>
    public Task<PickResult> UnbindAsync(InteractionId id, SignedInUser user, CancellationToken ct) =>
        ChangeAsync(id, user, async row => DeskCalls.BoundOf(row) is { } bound ? await AppendAsync(row, EventType.Unbound, bound, user, ct) : null, ct);

    public Task<PickResult> AddAsync(InteractionId id, string? patient, SignedInUser user, CancellationToken ct) =>
        ChangeAsync(id, user, async row =>
        {
            if (await PatientAsync(row, patient, ct) is not { } person)
            {
                return NoPatient();
            }
            return Room(row, person) ?? await AppendAsync(row, EventType.SubjectAdded, person, user, ct);
        }, ct);

    public Task<PickResult> RemoveAsync(InteractionId id, PatientId patient, SignedInUser user, CancellationToken ct) =>
        ChangeAsync(id, user, async row => row.Subjects.Exists(s => s.PatientId == patient)
            ? await AppendAsync(row, EventType.Unbound, patient, user, ct)
            : new PickResult.NotFound(), ct);

    /// <summary>Null where one more fits.</summary>
    public static PickResult.Refused? Room(Interaction row, PatientId person)
    {
        var most = row.CallerType is CallerType.Provider or CallerType.Payer or CallerType.Pharmacy ? MostForOffices : Most;
        var picked = row.Subjects.Where(s => s.Bound && s.PatientId != person).ToList();
        return picked.Count < most ? null : new PickResult.Refused($"A call can be about {most} people at most. Take one out first.");
    }

    /// <summary>Null where this is nobody, or nobody of the call's practice: the same answer for both.</summary>
    public async Task<PatientId?> PatientAsync(Interaction row, string? patient, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!PatientId.TryParse(patient, out var id))
        {
            return null;
        }
        id = await db.LeadOnAsync(id, ct);
        return await db.Patients.AnyAsync(p => p.Id == id && p.PracticeId == row.PracticeId, ct) ? id : null;
    }

    /// <summary>Runs a change in its turn and answers with the call as it is then.</summary>
    /// <param name="change">Null where it was done, or there was nothing to do.</param>
    public Task<PickResult> ChangeAsync(InteractionId id, SignedInUser user, Func<Interaction, Task<PickResult?>> change, CancellationToken ct) =>
        turns.RunAsync(id, async () =>
        {
            if (await calls.FindAsync(id, user, ct) is not { } row)
            {
                return new PickResult.NotFound();
            }
            if (await change(row) is { } refused)
            {
                return refused;
            }
            return await calls.FindAsync(id, user, ct) is { } changed
                ? new PickResult.Done(await calls.ViewAsync(changed, user, ct))
                : new PickResult.NotFound();
        }, ct);

    private async Task<PickResult?> AppendAsync(Interaction row, string type, PatientId person, SignedInUser user, CancellationToken ct)
    {
        await trail.AppendAsync(
            [new AuditEntry("desk.subjects", 'U', user.AsActor()) { ObjectType = "Interaction", ObjectId = row.Id.ToString(), PatientId = person, Fields = [type] }], ct);
        await log.AppendAsync(row.Id, type, new PersonFact(person), ct);
        return null;
    }

    private static PickResult.Invalid NoPatient()
    {
        var errors = new FieldErrors();
        errors.Add("patientId", "is no patient of this practice");
        return new PickResult.Invalid(errors);
    }
}
