using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Practices.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Appointments.Requests;

/// <summary>
/// Puts requests of a referral partner and of patients into a practice that has none, from today back some days, one late and one booked. Of those whom the
/// partner sent one has no request.
/// </summary>
internal sealed class SeedRequests(DbFactory databases, TimeProvider clock)
{
    private static readonly (RequestSource Source, int DaysAgo, RequestState State, string? Note, string? Said)[] Kinds =
    [
        (RequestSource.Referral, 6, RequestState.Trying, "Failed the school's screening", "No answer; try after three"),
        (RequestSource.Referral, 4, RequestState.Booked, "Squints at the board", null),
        (RequestSource.Referral, 1, RequestState.New, "Family history of glaucoma", null),
        (RequestSource.Fax, 12, RequestState.NotReached, null, "Five tries, letter sent"),
        (RequestSource.WebForm, 0, RequestState.New, "Mornings only", null),
        (RequestSource.Call, 2, RequestState.Declined, null, "Found somebody closer to home"),
    ];

    /// <summary>Returns how many were added.</summary>
    public async Task<int> RunAsync(PracticeId id, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.AppointmentRequests.AnyAsync(r => r.PracticeId == id, ct))
        {
            return 0;
        }
        var now = clock.GetUtcNow();
        var practice = await db.Practices.Include(p => p.Hours).Include(p => p.Closures).AsSplitQuery().SingleAsync(p => p.Id == id, ct);
        var partner = await db.Organisations.Where(o => o.PracticeId == id && o.Kind == OrganisationKind.ReferralPartner).OrderBy(o => o.Id).FirstOrDefaultAsync(ct);
        var by = await db.Users.OrderBy(u => u.UserName).Where(u => u.RoleKey == "agent").Select(u => u.Id).FirstOrDefaultAsync(ct);
        // Somebody with a visit to come has what can be booked.
        var booked = await db.Appointments.Where(a => a.PracticeId == id && a.State == AppointmentState.Booked && a.StartsAt > now).OrderBy(a => a.StartsAt).FirstOrDefaultAsync(ct);
        var others = await db.Patients.Where(p => p.PracticeId == id && (booked == null || p.Id != booked.PatientId)).OrderBy(p => p.Id).Take(Kinds.Length + 1).ToListAsync(ct);
        var rows = Kinds.Zip(others, (kind, patient) => Make(kind, kind.State is RequestState.Booked && booked is not null ? booked.PatientId : patient.Id)).ToList();
        db.AddRange(rows);
        List<PatientId> referred = [.. rows.FindAll(r => r.SenderId is not null).Select(r => r.PatientId), .. others.Skip(rows.Count).Select(p => p.Id)];
        foreach (var patient in await db.Patients.Where(p => referred.Contains(p.Id)).ToListAsync(ct))
        {
            (patient.ReferredById, patient.ReferredBy, patient.ReferredAt) = (partner?.Id, partner?.Name, now);
        }
        await db.SaveChangesAsync(ct);
        return rows.Count;

        AppointmentRequest Make((RequestSource Source, int DaysAgo, RequestState State, string? Note, string? Said) kind, PatientId patient)
        {
            var received = now.AddDays(-kind.DaysAgo).AddMinutes(-20);
            var moved = kind.State is RequestState.New ? received : received.AddHours(kind.DaysAgo * 6);
            var request = new AppointmentRequest
            {
                Id = new RequestId(Guid.CreateVersion7(received)),
                PracticeId = id,
                PatientId = patient,
                SenderId = kind.Source is RequestSource.Referral or RequestSource.Fax ? partner?.Id : null,
                Source = kind.Source,
                ReceivedAt = received,
                DueAt = practice.AfterWorkingDays(received, RequestRules.WorkingDays),
                Note = kind.Note,
                State = kind.State,
                StateAt = moved,
                HandledAt = kind.State.IsOpen ? null : moved,
                AppointmentId = kind.State is RequestState.Booked ? booked?.Id : null,
                Changes = [new RequestChange { At = received, By = by }],
            };
            if (kind.State is not RequestState.New)
            {
                request.Changes.Add(new RequestChange { State = kind.State, At = moved, By = by, Note = kind.Said, AppointmentId = request.AppointmentId });
            }
            return request;
        }
    }
}
