using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Routing;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>For which call a person's record is changed; without one, why.</summary>
internal sealed record GroundInput(InteractionId? Call, string? Reason);

/// <summary>What came of a change at the desk.</summary>
internal abstract record EditPersonOutcome
{
    /// <summary>The card as it is now; null where nobody has earned the sight of it.</summary>
    public sealed record Saved(PersonCard? Card) : EditPersonOutcome;

    public sealed record Invalid(FieldErrors Errors) : EditPersonOutcome;

    public sealed record Changed : EditPersonOutcome;

    /// <summary>Why not, in words.</summary>
    public sealed record Refused(string Why) : EditPersonOutcome;

    public sealed record NotFound : EditPersonOutcome;
}

/// <summary>
/// Changes the record of a person: whom the caller was verified for, or for a reason that is kept. An agent with a call at hand has the
/// first way alone. A reported death needs no verified caller, as it is a relative who says so, and shows nothing of the record.
/// </summary>
internal sealed class EditPerson(
    DbFactory databases, FloorHost floor, DeskCalls calls, PersonCards cards, ChangePatient change, ReportDeath death, AuditTrail trail)
{
    public async Task<EditPersonOutcome> SaveAsync(PatientId id, RecordInput input, GroundInput ground, SignedInUser user, CancellationToken ct)
    {
        var (stands, why) = await GroundAsync(id, ground, needsVerified: true, user, ct);
        return stands is null ? why : await change.RunAsync(id, input, stands, user, ct) switch
        {
            ChangePatientOutcome.Saved => new EditPersonOutcome.Saved(await ReadAsync(id, ground.Call, stands, user, ct)),
            ChangePatientOutcome.Invalid invalid => new EditPersonOutcome.Invalid(invalid.Errors),
            ChangePatientOutcome.Changed => new EditPersonOutcome.Changed(),
            _ => new EditPersonOutcome.NotFound(),
        };
    }

    /// <summary>Who takes calls reports; whether it is so is the practice's to say.</summary>
    public async Task<EditPersonOutcome> ReportDeathAsync(PatientId id, DeathStep step, GroundInput ground, SignedInUser user, CancellationToken ct)
    {
        if (step is DeathStep.Confirmed && user.ScopeOf(Permission.PatientsEdit) is Scope.Own)
        {
            return new EditPersonOutcome.Refused("The practice's own staff and those who lead confirm it.");
        }
        var (stands, why) = await GroundAsync(id, ground, needsVerified: false, user, ct);
        return stands is null ? why : await death.RunAsync(id, step, stands.Reason, user, ct) switch
        {
            ReportDeathOutcome.Done => new EditPersonOutcome.Saved(null),
            ReportDeathOutcome.Refused refused => new EditPersonOutcome.Refused(refused.Why),
            _ => new EditPersonOutcome.NotFound(),
        };
    }

    /// <summary>What was saved, read anew; that is a reading as any other.</summary>
    private async Task<PersonCard> ReadAsync(PatientId id, InteractionId? call, ChangeGround ground, SignedInUser user, CancellationToken ct)
    {
        var card = (await cards.ReadAsync(id, call, CardSight.Of(user), ct)).ShownFor(await RightsAsync(call, id, user, ct));
        await trail.AppendAsync(
            [new AuditEntry("patient.read", 'R', user.AsActor()) { ObjectType = "Patient", ObjectId = id.ToString(), PatientId = id, Fields = ["card"], Reason = ground.Reason }], ct);
        return card;
    }

    /// <summary>Of who speaks; where nobody does, whoever may read all may read all.</summary>
    private async Task<CallerRights> RightsAsync(InteractionId? call, PatientId id, SignedInUser user, CancellationToken ct) =>
        call is { } one && await calls.FindAsync(one, user, ct) is { } row && row.Subjects.Find(s => s.PatientId == id) is { } subject ? subject.Rights : CallerRights.All;

    /// <summary>What the change is made for; or why it may not be made.</summary>
    private async Task<(ChangeGround? Ground, EditPersonOutcome Why)> GroundAsync(
        PatientId id, GroundInput input, bool needsVerified, SignedInUser user, CancellationToken ct)
    {
        var scope = user.ScopeOf(Permission.PatientsEdit);
        if (await KindAsync(id, scope, user, ct) is not { } kind)
        {
            return (null, new EditPersonOutcome.NotFound());
        }
        var changesIdentity = scope is not Scope.Own || kind is PatientKind.Prospect;
        if (input.Call is { } call)
        {
            return await WhyNotForAsync(call, id, needsVerified, user, ct) is { } why ? (null, why) : Stands($"call {call}");
        }
        if (scope is Scope.Own && (await floor.AskAsync(f => f.Agent(user.AgentId), ct))?.Interaction is not null)
        {
            return (null, new EditPersonOutcome.Refused("A call is at your desk: pick the person for it, and verify who speaks."));
        }
        return LookUpPerson.Reason(input.Reason) is { } reason ? Stands(reason) : (null, NoReason());

        (ChangeGround?, EditPersonOutcome) Stands(string words) => (new ChangeGround(words, changesIdentity), new EditPersonOutcome.Saved(null));
    }

    private async Task<EditPersonOutcome?> WhyNotForAsync(InteractionId call, PatientId id, bool needsVerified, SignedInUser user, CancellationToken ct)
    {
        if (await calls.FindAsync(call, user, ct) is not { } row)
        {
            return new EditPersonOutcome.NotFound();
        }
        var subject = row.Subjects.Find(s => s.PatientId == id);
        return subject is null ? new EditPersonOutcome.Refused("This person is not picked for the call.")
            : needsVerified && subject.VerifiedAt is null ? new EditPersonOutcome.Refused("Verify who speaks before the record is changed.")
            : needsVerified && !subject.Rights.HasFlag(CallerRights.Change) ? new EditPersonOutcome.Refused("Who speaks may not have the record changed: ask for the patient, or who stands in their place.")
            : null;
    }

    private async Task<PatientKind?> KindAsync(PatientId id, Scope scope, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await db.Patients.Where(p => p.Id == id && (scope == Scope.All || user.Practices.Contains(p.PracticeId))).Select(p => (PatientKind?)p.Kind).SingleOrDefaultAsync(ct);
    }

    private static EditPersonOutcome.Invalid NoReason()
    {
        var errors = new FieldErrors();
        errors.Add("reason", LookUpPerson.ReasonRule);
        return new EditPersonOutcome.Invalid(errors);
    }
}
