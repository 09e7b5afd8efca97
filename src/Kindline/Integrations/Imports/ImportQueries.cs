using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Patients.Import;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>An import as the list shows it.</summary>
/// <param name="By">Who brought the file; null for the command at the console.</param>
/// <param name="Rows">In the whole file; null where nobody has counted them.</param>
/// <param name="LeftOut">Rows that were taken without a value that makes no sense; null in the list, where nobody counts them.</param>
/// <param name="HasFile">Whether it may go on, and its rejected rows can be had.</param>
/// <param name="Why">Why it stopped, or what taking back left.</param>
/// <param name="Activity">What is being done with it now; null where nothing is.</param>
internal sealed record ImportView(
    ImportId Id, PracticeId PracticeId, string Practice, string FileName, string? By, PatientKind Kind, ImportState State, DateTimeOffset BegunAt, DateTimeOffset? EndedAt,
    int Added, int Changed, int Same, int Rejected, int? LeftOut, int? Rows, bool HasFile, string? Why, ImportActivity? Activity);

/// <param name="Refused">Why this centre takes no files; null where it does.</param>
internal sealed record ImportList(IReadOnlyList<ImportView> Items, int Total, string? Refused);

/// <param name="Field">What it holds; null where it is passed over, or a field of the practice's own.</param>
/// <param name="Own">That field.</param>
/// <param name="Samples">Its first values.</param>
internal sealed record ColumnView(string Name, ImportField? Field, PatientFieldId? Own, IReadOnlyList<string> Samples);

/// <summary>A field of the practice's own that a column may hold.</summary>
internal sealed record OwnFieldChoice(PatientFieldId Id, string Label);

/// <param name="Remembered">Whether the columns are as they were the last time, and not guessed.</param>
internal sealed record ColumnsView(IReadOnlyList<ColumnView> Columns, IReadOnlyList<OwnFieldChoice> OwnFields, bool DayFirst, bool Prospects, bool Remembered);

/// <summary>What is known of imports, to people of their practices.</summary>
internal sealed class ImportQueries(DbFactory databases, ImportFiles files, ImportWorker worker)
{
    private const int Samples = 4;
    private const int LongestSample = 60;

    public async Task<ImportList> ListAsync(Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var all = db.ImportsOf(user);
        var rows = await RowsAsync(db, all.OrderByDescending(i => i.BegunAt).ThenByDescending(i => i.Id).Skip(paging.Skip).Take(paging.Size), ct);
        return new ImportList(rows, await all.CountAsync(ct), await ImportRules.WhyNotAsync(db, ct));
    }

    public async Task<ImportView?> ReadAsync(ImportId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return (await RowsAsync(db, db.ImportsOf(user).Where(i => i.Id == id), ct)).SingleOrDefault() is { } row
            ? row with { LeftOut = await db.Set<ImportedRow>().Where(r => r.ImportId == id && !r.IsRejected).FaultyRows().CountAsync(ct) }
            : null;
    }

    /// <summary>The columns with their first values; null where there is no such import, or no file of it.</summary>
    public async Task<ColumnsView?> ColumnsAsync(ImportId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.FindImportAsync(id, user, ct) is not { } import || !files.Has(id))
        {
            return null;
        }
        await using var sheet = await SheetFile.OpenAsync(files.Open(id), ct);
        var mapping = ImportMapping.FromText(import.Columns ?? "");
        var rows = await FirstRowsAsync(sheet, ct);
        var hash = ImportMapping.HashOf(sheet.Header);
        var own = await db.FieldsInUse(import.PracticeId).OrderBy(f => f.Position).ThenBy(f => f.Label).Select(f => new OwnFieldChoice(f.Id, f.Label)).ToListAsync(ct);
        return new ColumnsView(
            [.. sheet.Header.Select((name, n) => new ColumnView(
                name, mapping.Fields.TryGetValue(n, out var field) ? field : null,
                mapping.Own.TryGetValue(n, out var id) && own.Exists(f => f.Id == id) ? id : null, [.. rows.Select(r => Sample(r, n))]))],
            own, import.DayFirst, import.Kind == PatientKind.Prospect,
            await db.Set<RememberedColumns>().AnyAsync(c => c.PracticeId == import.PracticeId && c.HeaderHash == hash, ct));
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> FirstRowsAsync(SheetFile sheet, CancellationToken ct)
    {
        List<IReadOnlyList<string>> rows = [];
        try
        {
            while (rows.Count < Samples && await sheet.NextAsync(ct) is { } row)
            {
                rows.Add(row.Cells);
            }
        }
        catch (SheetException)
        {
            // The check tells of it, with its line.
        }
        return rows;
    }

    private async Task<IReadOnlyList<ImportView>> RowsAsync(Db db, IQueryable<PatientImport> imports, CancellationToken ct)
    {
        // Work that ends while its row is read is still told of: the row is of before its end, and pages ask again.
        var before = worker.Activities();
        var rows = await (
            from import in imports
            join practice in db.Practices on import.PracticeId equals practice.Id
            join user in db.Users on import.UserId equals (Guid?)user.Id into users
            from user in users.DefaultIfEmpty()
            select new { Import = import, Practice = practice.Name, By = user == null ? null : user.DisplayName }).ToListAsync(ct);
        return [.. rows.Select(r => View(r.Import, r.Practice, r.By, worker.ActivityOf(r.Import.Id) ?? before.GetValueOrDefault(r.Import.Id)))];
    }

    private ImportView View(PatientImport i, string practice, string? by, ImportActivity? activity)
    {
        // What the command at the console left half done, while nothing works on it here.
        var state = i.State == ImportState.Running && activity is null ? ImportState.Stopped : i.State;
        return new ImportView(
            i.Id, i.PracticeId, practice, i.FileName, by, i.Kind, state, i.BegunAt, i.EndedAt, i.Added, i.Changed, i.Same, i.Rejected, null, i.Rows, files.Has(i.Id), i.Why, activity);
    }

    private static string Sample(IReadOnlyList<string> cells, int column) =>
        column >= cells.Count ? "" : cells[column].Length <= LongestSample ? cells[column] : cells[column][..LongestSample] + "…";
}
