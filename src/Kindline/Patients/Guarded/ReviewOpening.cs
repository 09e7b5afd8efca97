using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Guarded;

/// <summary>What came of a review.</summary>
internal abstract record ReviewOutcome
{
    public sealed record Done : ReviewOutcome;

    public sealed record Invalid(FieldErrors Errors) : ReviewOutcome;

    /// <summary>Why not, in words.</summary>
    public sealed record Refused(string Why) : ReviewOutcome;

    /// <summary>There is none, or none of this person's practices.</summary>
    public sealed record NotFound : ReviewOutcome;
}

/// <summary>Says that somebody has looked at why a VIP's record was opened. Nobody does so of what they opened themself.</summary>
internal sealed class ReviewOpening(DbFactory databases, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    public async Task<ReviewOutcome> RunAsync(OpeningId id, string? note, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await OpeningQueries.Seen(db, user).AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, ct) is not { } opening)
        {
            return new ReviewOutcome.NotFound();
        }
        if (note?.Trim().Length > GuardedOpeningMapping.LongestText)
        {
            var errors = new FieldErrors();
            errors.Add("note", $"must have {GuardedOpeningMapping.LongestText} characters at most");
            return new ReviewOutcome.Invalid(errors);
        }
        if (opening.UserId == user.Id)
        {
            return new ReviewOutcome.Refused("Somebody else reviews what you opened yourself.");
        }
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Of two who review it at once the second is told.
        var done = await db.GuardedOpenings.Where(o => o.Id == id && o.ReviewedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.ReviewedAt, now).SetProperty(o => o.ReviewedBy, user.Id).SetProperty(o => o.ReviewNote, note.Known()), ct);
        if (done == 0)
        {
            return new ReviewOutcome.Refused("This was reviewed already.");
        }
        await trail.AppendAsync(
            [new AuditEntry("patient.vip.reviewed", 'U', user.AsActor()) { ObjectType = "GuardedOpening", ObjectId = id.ToString(), PatientId = opening.PatientId }], ct);
        await transaction.CommitAsync(ct);
        live.Changed(OpenVip.Topic);
        return new ReviewOutcome.Done();
    }
}
