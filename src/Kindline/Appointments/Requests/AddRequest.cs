using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Practices;
using Kindline.Practices.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Appointments.Requests;

/// <param name="Sender">The referral partner that asks, if it is one.</param>
/// <param name="ReceivedAt">Now where it is not said.</param>
internal sealed record RequestInput(
    string? Patient, OrganisationId? Sender, RequestSource? Source, VisitTypeId? VisitType, ProviderId? Provider, DateTimeOffset? ReceivedAt, string? Note)
{
    public FieldErrors Check(DateTimeOffset now)
    {
        var errors = new FieldErrors();
        if (Source is null)
        {
            errors.Add("source", "is needed");
        }
        if (ReceivedAt > now || ReceivedAt < now.AddYears(-2))
        {
            errors.Add("receivedAt", "must lie in the last two years");
        }
        errors.Short("note", Note, RequestRules.LongestNote);
        return errors;
    }
}

/// <summary>Writes down that somebody asks for an appointment for a patient.</summary>
internal sealed class AddRequest(DbFactory databases, AuditTrail trail, TimeProvider clock)
{
    public async Task<RequestEdit> RunAsync(RequestInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.HoldMergesAsync(ct);
        var now = clock.GetUtcNow();
        var errors = input.Check(now);
        if (await PatientAsync(db, input.Patient, user, ct) is not { } patient)
        {
            errors.Add("patient", "is nobody of your practices");
            return new RequestEdit.Invalid(errors);
        }
        await CheckAsync(db, patient.PracticeId, input, errors, ct);
        if (!errors.None)
        {
            return new RequestEdit.Invalid(errors);
        }
        var practice = await db.Practices.Include(p => p.Hours).Include(p => p.Closures).AsSplitQuery().AsNoTracking().SingleAsync(p => p.Id == patient.PracticeId, ct);
        var request = New(input, patient, practice, user, now);
        db.Add(request);
        await trail.AppendAsync(
            [new AuditEntry("request.added", 'C', user.AsActor()) { ObjectType = "AppointmentRequest", ObjectId = request.Id.ToString(), PatientId = patient.Id }], ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new RequestEdit.Done(request.Id);
    }

    private static AppointmentRequest New(RequestInput input, Patient patient, Practice practice, SignedInUser user, DateTimeOffset now)
    {
        var id = new RequestId(Guid.CreateVersion7(now));
        var received = input.ReceivedAt?.ToUniversalTime() ?? now;
        return new AppointmentRequest
        {
            Id = id,
            PracticeId = practice.Id,
            PatientId = patient.Id,
            SenderId = input.Sender,
            Source = input.Source ?? default,
            VisitTypeId = input.VisitType,
            ProviderId = input.Provider,
            ReceivedAt = received,
            DueAt = practice.AfterWorkingDays(received, RequestRules.WorkingDays),
            Note = input.Note.Known(),
            StateAt = now,
            Changes = [new RequestChange { RequestId = id, At = now, By = user.Id }],
        };
    }

    private static async Task<Patient?> PatientAsync(Db db, string? patient, SignedInUser user, CancellationToken ct)
    {
        if (!PatientId.TryParse(patient, out var id))
        {
            return null;
        }
        id = await db.LeadOnAsync(id, ct);
        return await db.Patients.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } found && user.Reaches(Permission.RequestsWork, found.PracticeId) ? found : null;
    }

    private static async Task CheckAsync(Db db, PracticeId practice, RequestInput input, FieldErrors errors, CancellationToken ct)
    {
        if (input.Sender is { } sender && !await db.Organisations.AnyAsync(
            o => o.Id == sender && o.PracticeId == practice && o.Kind == OrganisationKind.ReferralPartner && o.RetiredAt == null, ct))
        {
            errors.Add("sender", "is no referral partner of this practice");
        }
        if (input.VisitType is { } type && !await db.VisitTypes.AnyAsync(t => t.Id == type && t.PracticeId == practice && t.RetiredAt == null, ct))
        {
            errors.Add("visitType", "is no visit type of this practice");
        }
        if (input.Provider is { } provider && !await db.Providers.AnyAsync(p => p.Id == provider && p.PracticeId == practice && p.RetiredAt == null, ct))
        {
            errors.Add("provider", "is no provider of this practice");
        }
    }
}
