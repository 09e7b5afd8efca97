using System.Globalization;
using CsvHelper;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Import;

/// <summary>
/// The rows that were not taken, or not with all of their values, as they stood, each with its line and why: to be mended and taken in by
/// themselves. Whoever mends them opens them with a spreadsheet, so cells that it would run are guarded.
/// </summary>
internal static class RejectedRows
{
    /// <summary>A new file that nobody but its owner may read: it holds patients' data.</summary>
    public static FileStream CreateFile(string path)
    {
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, how);
        }
        how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, how);
        // One that was there keeps its mode when it is written anew.
        File.SetUnixFileMode(file.SafeFileHandle, how.UnixCreateMode.Value);
        return file;
    }

    /// <param name="databases">Where the import is.</param>
    /// <param name="import">Whose rows.</param>
    /// <param name="sheet">Its file, at its first row.</param>
    /// <param name="into">Left open.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task WriteAsync(DbFactory databases, ImportId import, SheetFile sheet, Stream into, CancellationToken ct)
    {
        await using var db = databases.Create();
        var faulty = await db.Set<ImportedRow>().Where(r => r.ImportId == import).FaultyRows().Select(r => new { r.Line, r.Why, r.IsRejected }).ToListAsync(ct);
        var why = faulty.ToDictionary(r => r.Line, r => r.IsRejected ? $"not taken in: {r.Why}" : $"taken in without it: {r.Why}");
        await using var target = new StreamWriter(into, leaveOpen: true);
        await using var csv = CsvWriter.Create(target, CsvWriterOptions.Default, leaveOpen: true);
        await WriteRowAsync([.. sheet.Header, "line", "what was wrong"]);
        while (await sheet.NextAsync(ct) is { } row)
        {
            if (why.TryGetValue(row.Line, out var reason))
            {
                var cells = row.Cells.Take(sheet.Header.Count).Concat(Enumerable.Repeat("", Math.Max(0, sheet.Header.Count - row.Cells.Count)));
                await WriteRowAsync([.. cells, row.Line.ToString(CultureInfo.InvariantCulture), reason]);
            }
        }

        ValueTask WriteRowAsync(IEnumerable<string> cells) => csv.WriteRecordAsync([.. cells.Select(SpreadsheetCell.Guard)], ct);
    }
}
