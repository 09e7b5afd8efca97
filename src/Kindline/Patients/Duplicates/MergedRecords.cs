using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Duplicates;

internal static class MergedRecords
{
    extension(Db db)
    {
        /// <summary>The record that an id leads to: itself, or for a merged one the survivor, however often that was merged since.</summary>
        public async Task<PatientId> LeadOnAsync(PatientId id, CancellationToken ct)
        {
            // A merge leads from a record that stands to another, so that there is no circle.
            while (await db.Patients.IgnoreQueryFilters().Where(p => p.Id == id).Select(p => p.MergedIntoId).SingleOrDefaultAsync(ct) is { } survivor)
            {
                id = survivor;
            }
            return id;
        }
    }
}

/// <summary>
/// Keeps merges apart from whoever writes patients into rows: without it a row that is written while a merge moves rows would name the
/// record that is gone. SQLite's transactions are alone anyway (BEGIN IMMEDIATE); PostgreSQL takes an advisory lock to their end.
/// </summary>
internal static class MergeLock
{
    private const long Key = 0x4D65_7267_6573;

    extension(Db db)
    {
        /// <summary>Alone, in the transaction that has begun.</summary>
        public Task LockMergesAsync(CancellationToken ct) =>
            db is PostgresDb ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Key})", ct) : Task.CompletedTask;

        /// <summary>Beside others who do no merge, in the transaction that has begun.</summary>
        public Task HoldMergesAsync(CancellationToken ct) =>
            db is PostgresDb ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({Key})", ct) : Task.CompletedTask;
    }
}
