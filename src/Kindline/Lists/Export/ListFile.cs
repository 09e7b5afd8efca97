using System.Globalization;
using System.Text;
using CsvHelper;
using Kindline.Audit;
using Kindline.Compliance;
using Kindline.Foundation;
using Kindline.Lists.Columns;
using Kindline.Lists.Filters;
using SpreadCheetah;

namespace Kindline.Lists.Export;

/// <summary>
/// A list on its way out. Flat in memory: the ids of all who are on it, and one batch. That each person left is in the audit trail before their row leaves. Every
/// row ends with when the list was asked for, as files outlive their names.
/// </summary>
internal sealed class ListFile(
    DbFactory databases, ListRows rows, AuditTrail trail, string name, PracticeId practice, AgeOfMajority majority, DateTimeOffset asOf,
    IReadOnlyList<ListColumn> columns, IReadOnlyList<PatientId> ids, ListReach reach)
{
    private const int Batch = 500;
    private const string ListedAt = "Listed at";

    /// <summary>What is kept of each person.</summary>
    public required AuditEntry Entry { get; init; }

    public required bool IsWorkbook { get; init; }

    public string ContentType => IsWorkbook ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";

    /// <summary>Names the list and the time; never a person.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Safe(name)} {asOf:yyyy-MM-dd HHmm}Z.{(IsWorkbook ? "xlsx" : "csv")}");

    public Task WriteAsync(Stream to, CancellationToken ct) => IsWorkbook ? WriteWorkbookAsync(to, ct) : WriteCsvAsync(to, ct);

    private async Task WriteCsvAsync(Stream to, CancellationToken ct)
    {
        // The mark at its beginning tells Excel that accents are UTF-8.
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = CsvWriter.Create(text, CsvWriterOptions.Default, leaveOpen: true);
        await csv.WriteRecordAsync([.. Header.Select(SpreadsheetCell.Guard)], ct);
        await foreach (var row in RowsAsync(ct))
        {
            await csv.WriteRecordAsync([.. row.Cells.Select(c => SpreadsheetCell.Guard(CellText.Of(c.Value, c.Kind, row.Zone)))], ct);
        }
    }

    /// <summary>Amounts, numbers, days and times are what they are, to be summed and sorted; all else is text, which no spreadsheet runs.</summary>
    private async Task WriteWorkbookAsync(Stream to, CancellationToken ct)
    {
        await using var workbook = await Spreadsheet.CreateNewAsync(to, cancellationToken: ct);
        var cells = new WorkbookCells(workbook);
        await workbook.StartWorksheetAsync("List", token: ct);
        await workbook.AddRowAsync([.. Header.Select(h => new DataCell(h))], ct);
        await foreach (var row in RowsAsync(ct))
        {
            await workbook.AddRowAsync([.. row.Cells.Select(c => cells.Of(c.Value, c.Kind, row.Zone))], ct);
        }
        await workbook.FinishAsync(ct);
    }

    private IEnumerable<string> Header => columns.Select(c => c.Title).Append(ListedAt);

    private async IAsyncEnumerable<Row> RowsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var part in ids.Chunk(Batch))
        {
            await using var db = databases.Create();
            var moment = await ListMoment.OfAsync(db, practice, majority, asOf, ct);
            var people = await rows.OfAsync(db, moment, part, columns, reach, ct);
            await trail.AppendAsync([.. people.Select(p => Entry with { PatientId = p.Id })], ct);
            foreach (var person in people)
            {
                yield return new Row(
                    [.. columns.Select(c => (c.Key == ListColumns.Name ? NameOf(person) : person.Cells.GetValueOrDefault(c.Key), c.Kind)), (asOf, ColumnKind.Instant)], moment.Zone);
            }
        }
    }

    private readonly record struct Row(IReadOnlyList<(object? Value, ColumnKind Kind)> Cells, TimeZoneInfo Zone);

    private static string NameOf(ListRow person) => person.Hidden ? $"{person.Name}, VIP" : person.Name;

    private static string Safe(string name) => string.Concat(name.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Trim() is { Length: > 0 } safe ? safe : "list";
}
