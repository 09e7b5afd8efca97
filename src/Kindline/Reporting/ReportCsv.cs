using System.Globalization;
using CsvHelper;
using Kindline.Foundation;
using Kindline.Reporting.Metrics;

namespace Kindline.Reporting;

/// <summary>Writes a report as comma-separated values (RFC 4180) that a spreadsheet opens as the screen shows it.</summary>
internal static class ReportCsv
{
    public static async Task WriteAsync(InboundReport report, TextWriter to, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(to, CsvWriterOptions.Default, leaveOpen: true);
        await WriteRowAsync(csv, [.. Keys(report).Select(k => k == "day" ? "Day" : "Hour"), .. report.Columns.Select(c => c.Title)], ct);
        foreach (var row in report.Rows)
        {
            await WriteRowAsync(csv, [.. Keys(report).Select(k => Text(row[k], "")), .. Values(report, row)], ct);
        }
        await WriteRowAsync(csv, [.. Keys(report).Select((_, n) => n == 0 ? "Total" : ""), .. Values(report, report.Totals)], ct);
    }

    private static IEnumerable<string> Keys(InboundReport report) =>
        report.By switch { ReportBy.Day => ["day"], ReportBy.Hour => ["hour"], _ => ["day", "hour"] };

    private static IEnumerable<string> Values(InboundReport report, IReadOnlyDictionary<string, object?> row) =>
        report.Columns.Select(c => Text(row[c.Key], c.Unit));

    private static string Text(object? value, string unit) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number when unit == MetricView.Wire(Unit.Percent) => number.ToString("0.00", CultureInfo.InvariantCulture) + "%",
        decimal number when unit == MetricView.Wire(Unit.Seconds) => number.ToString("0.0", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static ValueTask WriteRowAsync(CsvWriter csv, IEnumerable<string> cells, CancellationToken ct) =>
        csv.WriteRecordAsync([.. cells.Select(SpreadsheetCell.Guard)], ct);
}
