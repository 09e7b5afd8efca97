using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;

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
internal sealed class EditPerson(RecordGrounds grounds, PersonCards cards, ChangePatient change, ReportDeath death, AuditTrail trail)
{
    public async Task<EditPersonOutcome> SaveAsync(PatientId id, RecordInput input, GroundInput ground, SignedInUser user, CancellationToken ct)
    {
        var (stands, why) = await grounds.FindAsync(id, ground, needsVerified: true, user, ct);
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
        var (stands, why) = await grounds.FindAsync(id, ground, needsVerified: false, user, ct);
        return stands is null ? why : await death.RunAsync(id, step, stands.Reason, user, ct) switch
        {
            ReportDeathOutcome.Done => new EditPersonOutcome.Saved(null),
            ReportDeathOutcome.Refused refused => new EditPersonOutcome.Refused(refused.Why),
            _ => new EditPersonOutcome.NotFound(),
        };
    }

    /// <summary>What was saved, read anew; that is a reading as any other.</summary>
    public async Task<PersonCard> ReadAsync(PatientId id, InteractionId? call, ChangeGround ground, SignedInUser user, CancellationToken ct)
    {
        var card = await cards.ReadAsync(id, call, CardSight.Of(user), await grounds.RightsAsync(call, id, user, ct), ct);
        await trail.AppendAsync(
            [new AuditEntry("patient.read", 'R', user.AsActor()) { ObjectType = "Patient", ObjectId = id.ToString(), PatientId = id, Fields = ["card"], Reason = ground.Reason }], ct);
        return card;
    }
}
