using Kindline.Foundation;
using Kindline.Patients.Import;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>
/// Removes files that nobody needs: of imports that were never begun after a week, of those that are done after thirty days (until then their
/// rejected rows can be had), and of those that are gone or taken back.
/// </summary>
internal sealed class ForgetFiles(DbFactory databases, ImportFiles files, TimeProvider clock)
{
    private static readonly TimeSpan NeverBegun = TimeSpan.FromDays(7);
    private static readonly TimeSpan Done = TimeSpan.FromDays(30);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = databases.Create();
        var there = files.All();
        await db.Set<PatientImport>().Where(i => i.State == ImportState.Uploaded && i.BegunAt < now - NeverBegun).ExecuteDeleteAsync(ct);
        var needed = await db.Set<PatientImport>()
            .Where(i => i.State != ImportState.Undone && (i.State != ImportState.Done || i.EndedAt >= now - Done)).Select(i => i.Id).ToListAsync(ct);
        // A file that is being received has no import yet, and is younger than this.
        var young = new ImportId(Guid.CreateVersion7(now - TimeSpan.FromHours(1)));
        foreach (var id in there.Except(needed).Where(id => id.Value.CompareTo(young.Value) < 0))
        {
            files.Remove(id);
        }
    }
}
