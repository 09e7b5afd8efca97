using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Appointments.Requests;

/// <param name="Version">Of the request as it was read; another one by now is refused.</param>
/// <param name="Note">What came of it; needed where it was booked and the visit is not among the patient's.</param>
/// <param name="Appointment">The visit that was booked.</param>
internal sealed record RequestStateInput(int? Version, RequestState? State, string? Note, AppointmentId? Appointment)
{
    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        if (Version is null)
        {
            errors.Add("version", "is needed: that of the request as it was read");
        }
        if (State is null)
        {
            errors.Add("state", "is needed");
        }
        errors.Short("note", Note, RequestRules.LongestNote);
        if (Appointment is not null && State is not RequestState.Booked)
        {
            errors.Add("appointment", "is for a request that was booked");
        }
        if (State is RequestState.Booked && Appointment is null && Note.Known() is null)
        {
            errors.Add("appointment", "is needed, or a note that says when and with whom");
        }
        return errors;
    }
}

/// <summary>Takes a request a step on, or back: whoever was wrong puts it right, and every step stays in its history.</summary>
internal sealed class MoveRequest(DbFactory databases, AuditTrail trail, TimeProvider clock)
{
    public async Task<RequestEdit> RunAsync(RequestId id, RequestStateInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.HoldMergesAsync(ct);
        var of = db.AppointmentRequests.Seen(user, Permission.RequestsWork).Where(r => r.Id == id);
        // The row is taken before it is read: of two who change it at once the second finds another version.
        var taken = await of.Where(r => r.Version == input.Version).ExecuteUpdateAsync(set => set.SetProperty(r => r.Version, r => r.Version + 1), ct);
        if (await of.SingleOrDefaultAsync(ct) is not { } row)
        {
            return new RequestEdit.NotFound();
        }
        var errors = input.Check();
        if (input.Appointment is { } visit && !await db.Appointments.AnyAsync(a => a.Id == visit && a.PatientId == row.PatientId, ct))
        {
            errors.Add("appointment", "is no appointment of this patient");
        }
        if (!errors.None)
        {
            return new RequestEdit.Invalid(errors);
        }
        if (taken == 0)
        {
            return new RequestEdit.Changed();
        }
        Apply(row, input, user, clock.GetUtcNow());
        await trail.AppendAsync(
            [
                new AuditEntry("request.changed", 'U', user.AsActor())
                {
                    ObjectType = "AppointmentRequest",
                    ObjectId = id.ToString(),
                    PatientId = row.PatientId,
                    Fields = ["state"],
                },
            ], ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new RequestEdit.Done(id);
    }

    private static void Apply(AppointmentRequest row, RequestStateInput input, SignedInUser user, DateTimeOffset now)
    {
        var state = input.State ?? row.State;
        (row.State, row.StateAt, row.AppointmentId) = (state, now, input.Appointment);
        row.HandledAt = state.IsOpen ? null : row.HandledAt ?? now;
        row.Changes.Add(new RequestChange { RequestId = row.Id, State = state, At = now, By = user.Id, Note = input.Note.Known(), AppointmentId = input.Appointment });
    }
}
