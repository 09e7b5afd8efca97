using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports;

/// <summary>An export as the practice's page shows it.</summary>
/// <param name="By">Who asked for it.</param>
/// <param name="KeptUntil">When its file is removed; null where there is none.</param>
/// <param name="Activity">How far it is; null where nothing is being made.</param>
internal sealed record PracticeExportView(
    ExportId Id, string Reason, string By, bool WithRecordings, ExportState State, DateTimeOffset AskedAt, DateTimeOffset? EndedAt, DateTimeOffset? KeptUntil, int People,
    int Recordings, int Problems, long Bytes, string? Why, ExportActivity? Activity);

/// <param name="Recordings">How many recordings and voicemails the practice has, for whoever decides on them.</param>
internal sealed record PracticeExportList(IReadOnlyList<PracticeExportView> Items, int Total, int Recordings);

/// <summary>What is known of exports, to people of their practices.</summary>
internal sealed class ExportQueries(DbFactory databases, ExportFiles files, ExportWorker worker)
{
    /// <summary>Null where the practice is none of this person's.</summary>
    public async Task<PracticeExportList?> ListAsync(PracticeId practice, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!user.Practices.Contains(practice))
        {
            return null;
        }
        var all = db.ExportsOf(practice, user);
        var rows = await RowsAsync(db, all.OrderByDescending(e => e.AskedAt).ThenByDescending(e => e.Id).Skip(paging.Skip).Take(paging.Size), ct);
        return new PracticeExportList(rows, await all.CountAsync(ct), await db.Set<Recording.StoredRecording>().CountAsync(r => r.PracticeId == practice, ct));
    }

    public async Task<PracticeExportView?> ReadAsync(PracticeId practice, ExportId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return (await RowsAsync(db, db.ExportsOf(practice, user).Where(e => e.Id == id), ct)).SingleOrDefault();
    }

    private async Task<IReadOnlyList<PracticeExportView>> RowsAsync(Db db, IQueryable<PracticeExport> exports, CancellationToken ct)
    {
        // Work that ends while its row is read is still told of: the row is of before its end, and pages ask again.
        var before = worker.Activities();
        var rows = await (
            from export in exports
            join user in db.Users on export.AskedBy equals user.Id
            select new { Export = export, By = user.DisplayName }).ToListAsync(ct);
        return [.. rows.Select(r => View(r.Export, r.By, worker.ActivityOf(r.Export.Id) ?? before.GetValueOrDefault(r.Export.Id)))];
    }

    private PracticeExportView View(PracticeExport e, string by, ExportActivity? activity)
    {
        // A backup holds no archives: what it was restored from may know of more than there are.
        var state = e.State == ExportState.Ready && !files.Has(e.Id) ? ExportState.Removed : e.State;
        return new PracticeExportView(
            e.Id, e.Reason, by, e.WithRecordings, state, e.AskedAt, e.EndedAt, state == ExportState.Ready ? e.EndedAt + ForgetExports.KeptFor : null, e.People, e.Recordings,
            e.Problems, e.Bytes, e.Why, activity);
    }
}
