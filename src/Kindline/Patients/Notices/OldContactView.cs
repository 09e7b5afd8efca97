using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Notices;

/// <summary>How far a patient's old contacts have been told of the change for which releases are held.</summary>
/// <param name="At">When the last of them was; null where none was.</param>
internal sealed record OldContactView(OldContactState State, DateTimeOffset? At)
{
    /// <summary>Null where no releases are held, or there was no old contact.</summary>
    public static async Task<OldContactView?> OfAsync(Db db, Patient patient, DateTimeOffset now, CancellationToken ct)
    {
        if (!(patient.ReleasesHeldUntil > now))
        {
            return null;
        }
        var since = now - ChangePatient.HoldsReleasesFor;
        var notices = await db.ContactNotices.AsNoTracking().Where(n => n.PatientId == patient.Id && n.CreatedAt > since).ToListAsync(ct);
        if (notices.Count == 0)
        {
            return null;
        }
        return notices.Exists(n => n is { ToldAt: null, Forbidden: null }) ? new(OldContactState.NotYet, null)
            : Last(NoticeOutcome.Told) is { } told ? new(OldContactState.Told, told)
            : Last(NoticeOutcome.CouldNot) is { } tried ? new(OldContactState.CouldNot, tried)
            : new(OldContactState.Forbidden, null);

        DateTimeOffset? Last(NoticeOutcome outcome) => notices.Where(n => n.Outcome == outcome).Max(n => n.ToldAt);
    }
}

/// <summary>As seen from all notices of a change together.</summary>
internal enum OldContactState
{
    /// <summary>Somebody still has to.</summary>
    NotYet,
    Told,

    /// <summary>None of them could be told.</summary>
    CouldNot,

    /// <summary>The record forbids every way.</summary>
    Forbidden,
}
