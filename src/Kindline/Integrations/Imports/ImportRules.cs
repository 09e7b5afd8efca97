using Kindline.Foundation;
using Kindline.Patients.Import;
using Kindline.Telephony;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>What holds for files however they come.</summary>
internal static class ImportRules
{
    public const int LongestFileName = 200;

    /// <summary>A file that comes by itself and of which more would be rejected waits for a person: its columns may mean something else by now.</summary>
    public const int MostRejectedPercent = 5;

    /// <summary>Why this centre takes no files; null where it does.</summary>
    public static async Task<string?> WhyNotAsync(Db db, CancellationToken ct) => await db.Trunks.AnyAsync(t => t.Name == TrunkLine.DemoName, ct)
        ? "This is a demo centre, whose people are invented; start one with KINDLINE_DEMO=0 for real ones." : null;

    /// <summary>That this very file was taken in, or is being so; null where it was not.</summary>
    public static async Task<string?> TakenInBeforeAsync(Db db, PatientImport import, CancellationToken ct)
    {
        var same = await db.Set<PatientImport>().AsNoTracking().FirstOrDefaultAsync(
            i => i.PracticeId == import.PracticeId && i.FileHash == import.FileHash && i.Id != import.Id
                && (i.State == ImportState.Running || i.State == ImportState.Stopped || i.State == ImportState.Done),
            ct);
        return same is null ? null : $"This very file was taken in on {same.BegunAt:yyyy-MM-dd}, or is being so. Take that import back first.";
    }
}
