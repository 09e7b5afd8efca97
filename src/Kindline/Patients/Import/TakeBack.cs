using Kindline.Foundation;
using Kindline.Patients.Duplicates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kindline.Patients.Import;

/// <summary>What taking an import back left.</summary>
/// <param name="Removed">People who are gone again.</param>
/// <param name="Kept">People who came with it and stay, as something else knows them by now: a call, a visit, a task, another import, or somebody who changed their record.</param>
/// <param name="Restored">People who are as before.</param>
/// <param name="Half">People of whom something was changed since, which stays.</param>
internal sealed record TakenBack(int Removed, int Kept, int Restored, int Half);

/// <summary>
/// Takes an import back: changed people are given their old values, newest row first, and those who came with it go. A batch is one
/// transaction and what is done leaves the list, so that a crash half-way goes on where it was.
/// </summary>
internal sealed class TakeBack(DbFactory databases, TimeProvider clock)
{
    private const int Batch = 500;

    public async Task<TakenBack> RunAsync(PatientImport import, CancellationToken ct)
    {
        await SetAsync(import, ImportState.Undoing, ct);
        var (restored, half) = await RestoreAsync(import.Id, ct);
        var (removed, kept) = await RemoveAsync(import.Id, ct);
        import.EndedAt = clock.GetUtcNow();
        await SetAsync(import, ImportState.Undone, ct);
        return new TakenBack(removed, kept, restored, half);
    }

    private async Task SetAsync(PatientImport import, ImportState state, CancellationToken ct)
    {
        await using var db = databases.Create();
        import.State = state;
        db.Update(import);
        await db.SaveChangesAsync(ct);
    }

    private async Task<(int Restored, int Half)> RestoreAsync(ImportId import, CancellationToken ct)
    {
        var (restored, half) = (0, 0);
        while (true)
        {
            await using var db = databases.Create();
            var rows = await db.Set<ImportedRow>().Where(r => r.ImportId == import && r.Change != null)
                .OrderByDescending(r => r.Id).Take(Batch).ToListAsync(ct);
            if (rows.Count == 0)
            {
                return (restored, half);
            }
            var ids = rows.Select(r => r.PatientId!.Value).Distinct().ToList();
            var patients = await db.Patients.IgnoreQueryFilters().Include(p => p.Phones).Include(p => p.FieldValues).Include(p => p.Coverages).AsSplitQuery().Where(p => EF.Parameter(ids).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
            foreach (var row in rows)
            {
                if (patients.TryGetValue(row.PatientId!.Value, out var patient))
                {
                    var whole = PersonChange.FromJson(row.Change!).TakeBack(patient);
                    (restored, half) = whole ? (restored + 1, half) : (restored, half + 1);
                }
                db.Remove(row);
            }
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task<(int Removed, int Kept)> RemoveAsync(ImportId import, CancellationToken ct)
    {
        var (removed, kept) = (0, 0);
        while (true)
        {
            await using var db = databases.Create();
            var ids = await db.Patients.IgnoreQueryFilters().Where(p => p.ImportId == import).OrderBy(p => p.Id).Take(Batch).Select(p => p.Id).ToListAsync(ct);
            if (ids.Count == 0)
            {
                return (removed, kept);
            }
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var known = await KnownElsewhereAsync(db, ids, ct);
            await db.Patients.IgnoreQueryFilters().Where(p => EF.Parameter(known).Contains(p.Id)).ExecuteUpdateAsync(p => p.SetProperty(x => x.ImportId, (ImportId?)null), ct);
            var gone = ids.Except(known).ToList();
            await db.Patients.Where(p => EF.Parameter(gone).Contains(p.Id)).ExecuteDeleteAsync(ct);
            await transaction.CommitAsync(ct);
            (removed, kept) = (removed + gone.Count, kept + known.Count);
        }
    }

    /// <summary>Whoever stands in any table beside the patient's own rows: every entity with a patient's id is asked, those of later slices too.</summary>
    private static async Task<List<PatientId>> KnownElsewhereAsync(Db db, List<PatientId> ids, CancellationToken ct)
    {
        var known = (await db.Patients.IgnoreQueryFilters().Where(p => EF.Parameter(ids).Contains(p.Id) && p.Version > 0).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        foreach (var property in db.Model.GetEntityTypes().Where(t => !t.IsOwned() && !IsOwn(t.ClrType)).SelectMany(t => t.GetProperties()).Where(IsPatient))
        {
            var table = property.DeclaringType.GetTableName();
#pragma warning disable EF1002 // Names of the model, and the ids as a parameter.
            var found = await db.Database.SqlQueryRaw<Guid>(
                $"SELECT DISTINCT \"{property.GetColumnName()}\" AS \"Value\" FROM \"{table}\" WHERE \"{property.GetColumnName()}\" {SqlList.In(db, "{0}")}",
                SqlList.Of(db, ids.Select(i => i.Value))).ToListAsync(ct);
#pragma warning restore EF1002
            known.UnionWith(found.Select(g => new PatientId(g)));
        }
        return [.. known];
    }

    private static bool IsOwn(Type entity) =>
        entity == typeof(Patient) || entity == typeof(PatientPhone) || entity == typeof(PatientAlert) || entity == typeof(PatientWord)
        || entity == typeof(PatientFieldValue) || entity == typeof(PatientCoverage)
        // Found by comparing, and found anew.
        || entity == typeof(PatientPair) || entity == typeof(PatientToCompare);

    private static bool IsPatient(IProperty property) => property.ClrType == typeof(PatientId) || property.ClrType == typeof(PatientId?);
}
