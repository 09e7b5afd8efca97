using Kindline.Appointments;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients.Guarded;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>What came of opening a confidential visit, or of marking one.</summary>
internal abstract record VisitOutcome
{
    public sealed record Opened(VisitView Visit) : VisitOutcome;

    /// <summary>The card as it is now.</summary>
    public sealed record Marked(PersonCard Card) : VisitOutcome;

    public sealed record Invalid(FieldErrors Errors) : VisitOutcome;

    /// <summary>Why not, in words.</summary>
    public sealed record Refused(string Why) : VisitOutcome;

    public sealed record NotFound : VisitOutcome;
}

/// <summary>
/// Visits of which a card shows the date alone. One opens for a reason, each time anew; on a call the patient alone is told of it, in person. Whoever may change
/// the record marks a visit so, or takes the mark off.
/// </summary>
internal sealed class ConfidentialVisits(DbFactory databases, RecordGrounds grounds, EditPerson edit, AppointmentQueries visits, AuditTrail trail)
{
    private const string InPerson = "A confidential visit is told to the patient in person alone.";

    public async Task<VisitOutcome> OpenAsync(PatientId patient, AppointmentId id, GroundInput ground, SignedInUser user, CancellationToken ct)
    {
        if (await grounds.WhyNotReadAsync(patient, ground.Call, user, ct) is { } why)
        {
            return why is EditPersonOutcome.Refused refused ? new VisitOutcome.Refused(refused.Why) : new VisitOutcome.NotFound();
        }
        if (!(await grounds.RightsAsync(ground.Call, patient, user, ct)).HasFlag(CallerRights.Confide))
        {
            return new VisitOutcome.Refused(InPerson);
        }
        if (await visits.OpenAsync(patient, id, ct) is not { } visit)
        {
            return new VisitOutcome.NotFound();
        }
        if (OpeningInput.Words(ground.Reason) is not { } reason)
        {
            var errors = new FieldErrors();
            errors.Add("reason", OpeningInput.TextRule);
            return new VisitOutcome.Invalid(errors);
        }
        await KeepAsync("appointment.confidential.opened", 'E', patient, id, reason, user, ct);
        return new VisitOutcome.Opened(visit);
    }

    public async Task<VisitOutcome> MarkAsync(PatientId patient, AppointmentId id, bool confidential, GroundInput input, SignedInUser user, CancellationToken ct)
    {
        var (ground, why) = await grounds.FindAsync(patient, input, needsVerified: true, user, ct);
        if (ground is null)
        {
            return why switch
            {
                EditPersonOutcome.Invalid invalid => new VisitOutcome.Invalid(invalid.Errors),
                EditPersonOutcome.Refused refused => new VisitOutcome.Refused(refused.Why),
                _ => new VisitOutcome.NotFound(),
            };
        }
        if (!(await grounds.RightsAsync(input.Call, patient, user, ct)).HasFlag(CallerRights.Confide))
        {
            return new VisitOutcome.Refused(InPerson);
        }
        await using var db = databases.Create();
        if (!await db.Appointments.AnyAsync(a => a.Id == id && a.PatientId == patient, ct))
        {
            return new VisitOutcome.NotFound();
        }
        await KeepAsync(confidential ? "appointment.confidential.set" : "appointment.confidential.takenOff", 'U', patient, id, ground.Reason, user, ct);
        await db.Appointments.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Confidential, confidential), ct);
        return new VisitOutcome.Marked(await edit.ReadAsync(patient, input.Call, ground, user, ct));
    }

    private Task KeepAsync(string code, char action, PatientId patient, AppointmentId id, string reason, SignedInUser user, CancellationToken ct) => trail.AppendAsync(
        [new AuditEntry(code, action, user.AsActor()) { ObjectType = "Appointment", ObjectId = id.ToString(), PatientId = patient, Fields = ["confidential"], Reason = reason }], ct);
}
