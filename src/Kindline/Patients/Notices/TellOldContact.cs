using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Guarded;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Notices;

/// <param name="Note">How they were told, or why they could not be: then it is asked for.</param>
internal sealed record NoticeOutcomeInput(NoticeOutcome? Outcome, string? Note)
{
    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        if (Outcome is not { } outcome || !Enum.IsDefined(outcome))
        {
            errors.Add("outcome", "must be told or couldNot");
        }
        if (Outcome is NoticeOutcome.CouldNot && Note.Known() is null)
        {
            errors.Add("note", "must say why they could not be told");
        }
        if (Note?.Trim().Length > ContactNoticeMapping.LongestNote)
        {
            errors.Add("note", $"must have {ContactNoticeMapping.LongestNote} characters at most");
        }
        return errors;
    }
}

/// <summary>What came of saying so.</summary>
internal abstract record TellOutcome
{
    public sealed record Done : TellOutcome;

    public sealed record Invalid(FieldErrors Errors) : TellOutcome;

    /// <summary>Why not, in words.</summary>
    public sealed record Refused(string Why) : TellOutcome;

    /// <summary>There is none, or none of this person's practices.</summary>
    public sealed record NotFound : TellOutcome;
}

/// <summary>Says that an old contact was told, or could not be.</summary>
internal sealed class TellOldContact(DbFactory databases, HiddenVips hidden, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    public const string Topic = "notices";

    public async Task<TellOutcome> RunAsync(NoticeId id, NoticeOutcomeInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await NoticeQueries.Seen(db, user).AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, ct) is not { } notice)
        {
            return new TellOutcome.NotFound();
        }
        if (input.Check() is { None: false } errors)
        {
            return new TellOutcome.Invalid(errors);
        }
        if (notice.Forbidden is not null)
        {
            return new TellOutcome.Refused("The record forbids this way: nobody tells them.");
        }
        if (await hidden.HidesAsync(db, notice.PatientId, user, ct))
        {
            return new TellOutcome.Refused("Open the record of this VIP first.");
        }
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Of two who tell at once the second is refused.
        var done = await db.ContactNotices.Where(n => n.Id == id && n.ToldAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(n => n.ToldAt, now).SetProperty(n => n.ToldBy, user.Id).SetProperty(n => n.Outcome, input.Outcome).SetProperty(n => n.Note, input.Note.Known()), ct);
        if (done == 0)
        {
            return new TellOutcome.Refused("Somebody has said already what came of it.");
        }
        await trail.AppendAsync(
            [new AuditEntry("contactNotice.told", 'U', user.AsActor()) { ObjectType = "ContactNotice", ObjectId = id.ToString(), PatientId = notice.PatientId, Fields = ["outcome"] }], ct);
        await transaction.CommitAsync(ct);
        live.Changed(Topic);
        return new TellOutcome.Done();
    }
}
