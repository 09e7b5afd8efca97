using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports;

/// <param name="Reason">What it is for; it stands in the audit trail.</param>
/// <param name="WithRecordings">Whether recordings and voicemails are put in as sound.</param>
internal sealed record StartExportInput(string? Reason, bool WithRecordings);

/// <summary>What came of asking for something to be done with an export.</summary>
internal abstract record PracticeExportOutcome
{
    private PracticeExportOutcome()
    {
    }

    public sealed record Accepted(ExportId Id) : PracticeExportOutcome;

    /// <summary>There is none, or it is of a practice that is none of this person's.</summary>
    public sealed record NotFound : PracticeExportOutcome;

    /// <summary>It is not in the state for it.</summary>
    public sealed record Refused(string Why) : PracticeExportOutcome;

    public sealed record Invalid(FieldErrors Errors) : PracticeExportOutcome;
}

/// <summary>Has everything that a practice owns written into an archive.</summary>
internal sealed class StartExport(DbFactory databases, ExportWorker worker, AuditTrail trail, TimeProvider clock)
{
    public const int LongestReason = 500;

    private const int ShortestReason = 10;

    public async Task<PracticeExportOutcome> RunAsync(PracticeId practice, StartExportInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!user.Practices.Contains(practice) || !await db.Practices.AnyAsync(p => p.Id == practice, ct))
        {
            return new PracticeExportOutcome.NotFound();
        }
        var errors = new FieldErrors();
        var reason = input.Reason?.Trim() ?? "";
        if (reason.Length is < ShortestReason or > LongestReason)
        {
            errors.Add("reason", $"say in {ShortestReason} to {LongestReason} characters what it is for");
        }
        if (input.WithRecordings && !user.Can(Permission.RecordingsDownload))
        {
            errors.Add("withRecordings", "your role downloads no recordings");
        }
        if (!errors.None)
        {
            return new PracticeExportOutcome.Invalid(errors);
        }
        if (await db.PracticeExports.AnyAsync(e => e.PracticeId == practice && e.State == ExportState.Running, ct))
        {
            return new PracticeExportOutcome.Refused("Everything this practice owns is being exported already.");
        }
        var now = clock.GetUtcNow();
        var export = new PracticeExport
        {
            Id = new ExportId(Guid.CreateVersion7(now)),
            PracticeId = practice,
            Reason = reason,
            WithRecordings = input.WithRecordings,
            State = ExportState.Running,
            AskedBy = user.Id,
            AskedAt = now,
        };
        await trail.AppendAsync(
            ExportJobs.EntryOf("practice.export", 'R', export, user.AsActor()) with { Fields = [input.WithRecordings ? "with recordings" : "without recordings", $"export {export.Id}"] }, ct);
        db.Add(export);
        await db.SaveChangesAsync(ct);
        worker.Begin(export.Id, user.AsActor());
        return new PracticeExportOutcome.Accepted(export.Id);
    }
}
