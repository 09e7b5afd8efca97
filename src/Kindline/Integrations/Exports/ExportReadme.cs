using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Integrations.Exports.Tables;

namespace Kindline.Integrations.Exports;

/// <summary>What an archive says of itself: for people README.txt, for programs manifest.json.</summary>
internal static class ExportReadme
{
    public const string Path = "README.txt";
    public const string ManifestPath = "manifest.json";

    /// <summary>One more whenever a file or column that was there before is gone or means something else.</summary>
    public const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Json = new(WireJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Manifest(ExportRun run, DateTimeOffset endedAt) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Format = "kindline-practice-export",
            Version = FormatVersion,
            run.Export.Id,
            Practice = new { run.Practice.Id, run.Practice.Name, run.Practice.TimeZone },
            run.Export.Reason,
            run.By,
            run.BegunAt,
            EndedAt = endedAt,
            run.Export.WithRecordings,
            run.Archive.Files,
            Problems = run.Sounds.Problems.Select(p => new { Path = p.Key, Why = p.Value }),
        },
        Json);

    public static string Text(ExportRun run, DateTimeOffset endedAt)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            Everything that {run.Practice.Name} owns in this centre
            
            Asked for by {run.By}, for: {run.Export.Reason}
            Read from {ExportColumn.Text(run.BegunAt)} to {ExportColumn.Text(endedAt)}, while the centre worked on: what came in meanwhile
            may be missing, and a row may name another one that is newer than this archive.
            Format version {FormatVersion}. {run.People} people; {run.Sounds.Recordings} recordings and voicemails as sound{(run.Export.WithRecordings ? "" : " (not asked for)")}.
            
            HOW TO READ IT
            - Tables are CSV (RFC 4180) in UTF-8, with a mark at the beginning by which spreadsheets know it, and one line of names first.
            - A cell that a spreadsheet would run as a formula is led by an apostrophe; take it away.
            - Times are ISO 8601 in UTC, such as 2026-11-16T14:03:22.5Z. The practice's own time zone is {run.Practice.TimeZone}.
              Days are yyyy-MM-dd. Times of day are of the practice's own time zone.
            - An empty cell is not known, or does not apply. Telephone numbers are E.164, money is in cents of a US dollar.
            - Ids are the same in all files. An id of a person that is not in users.csv is of the centre's own staff.
            - manifest.json names each file with its rows, its length and its SHA-256, and what could not be put in.
            
            """);
        if (run.Sounds.Problems.Count > 0)
        {
            text.AppendLine().AppendLine("NOT IN IT, ALTHOUGH ASKED FOR");
            foreach (var (path, why) in run.Sounds.Problems)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- {path}: {why}");
            }
        }
        text.AppendLine().AppendLine("THE FILES");
        var rows = run.Archive.Files.ToDictionary(f => f.Path, f => f.Rows);
        foreach (var table in AllTables.Exported)
        {
            Head(text, table.Path, rows.GetValueOrDefault(table.Path), table.What);
            foreach (var column in table.Columns)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {column.Name}: {column.Meaning} ({column.Kind})");
            }
            foreach (var column in table.Added)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {column.Name}: {column.Meaning}");
            }
            foreach (var why in table.LeftOut.GroupBy(l => l.Value, l => JsonNamingPolicy.CamelCase.ConvertName(l.Key)))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  left out: {string.Join(", ", why)}: {why.Key}");
            }
        }
        Head(text, ExportAudit.Path, rows.GetValueOrDefault(ExportAudit.Path), "who of the centre did or saw what of this practice");
        foreach (var (name, meaning) in ExportAudit.Columns)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {name}: {meaning}");
        }
        text.AppendLine().AppendLine("WHAT THE CENTRE KEEPS AND IS NOT IN IT");
        foreach (var (type, why) in AllTables.NotExported)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {type.Name.Split('`')[0]}: {why}");
        }
        return text.ToString().ReplaceLineEndings("\r\n");
    }

    private static void Head(StringBuilder text, string path, long? rows, string what) =>
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{path} ({rows ?? 0} rows): {what}");
}
