using System.IO.Compression;
using System.Text;
using CsvHelper;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Integrations.Exports.Tables;
using Kindline.Numbers;
using Kindline.Practices;
using Kindline.Recording;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports;

/// <summary>
/// Writes everything that a practice owns as one ZIP file. Memory: the ids of its rows (16 bytes each) and one page. It reads in short pages and rests
/// after each as long as it took, so that calls come first: half a core at most, and no reader of the database that lasts.
/// </summary>
internal sealed class WriteExport(DbFactory databases, ExportSounds sounds, AuditTrail trail, TimeProvider clock)
{
    private const int Page = 500;
    private const int AuditPage = 2_000;
    private const string SoundsPart = "recordings as sound";

    // Beside the tables: sounds, the audit trail, and what the archive says of itself.
    private static readonly int Parts = AllTables.Exported.Count + 3;

    public async Task<ExportFigures> RunAsync(PracticeExport export, Stream to, Action<ExportActivity> progress, CancellationToken ct)
    {
        var begunAt = clock.GetUtcNow();
        var (practice, by, numbers) = await ReadAsync(export, ct);
        await using var archive = await ExportArchive.CreateAsync(to, begunAt, ct);
        var run = new ExportRun(export, practice, by, archive, begunAt);
        var parts = 0;
        await ListAsync(run, ct);
        await WriteSoundsAsync(run, Tell(SoundsPart), ct);
        foreach (var table in AllTables.Exported)
        {
            parts++;
            await WriteTableAsync(run, table, Tell(table.Name), ct);
        }
        parts++;
        await WriteAuditAsync(run, numbers, Tell("audit"), ct);
        parts++;
        var endedAt = clock.GetUtcNow();
        await WriteBytesAsync(archive, ExportReadme.Path, Encoding.UTF8.GetBytes(ExportReadme.Text(run, endedAt)), ct);
        await WriteBytesAsync(archive, ExportReadme.ManifestPath, ExportReadme.Manifest(run, endedAt), ct);
        return new ExportFigures(run.People, run.Sounds.Recordings, run.Sounds.Problems.Count);

        Action<long, long?> Tell(string part) => (done, total) => progress(new ExportActivity(Waiting: false, part, done, total, parts, Parts));
    }

    private async Task<(Practice Practice, string By, IReadOnlySet<string> Numbers)> ReadAsync(PracticeExport export, CancellationToken ct)
    {
        await using var db = databases.Create();
        var practice = await db.Practices.AsNoTracking().SingleAsync(p => p.Id == export.PracticeId, ct);
        var by = await db.Users.Where(u => u.Id == export.AskedBy).Select(u => u.DisplayName).SingleOrDefaultAsync(ct);
        var numbers = await db.Numbers.Where(n => n.PracticeId == practice.Id).Select(n => n.E164).ToListAsync(ct);
        return (practice, by ?? export.AskedBy.ToString(), numbers.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>From the last table to the first: people are listed behind all that names them, and so are in it.</summary>
    private async Task ListAsync(ExportRun run, CancellationToken ct)
    {
        foreach (var table in AllTables.Exported.Reverse())
        {
            await using var db = databases.Create();
            if (await table.IdsAsync(db, run.Practice.Id, ct) is { } ids)
            {
                run.Keep(table.Entity, ids);
            }
        }
    }

    private async Task WriteTableAsync(ExportRun run, ExportTable table, Action<long, long?> tell, CancellationToken ct)
    {
        var ids = table.Along is { } along ? run.IdsOf(along) : [];
        await WriteCsvAsync(run, table.Path, table.Header, async csv =>
        {
            var (rows, read) = (0L, 0L);
            tell(0, ids.Length);
            foreach (var page in table.Along is null ? [[]] : ids.Chunk(Page))
            {
                var begunAt = clock.GetTimestamp();
                await using (var db = databases.Create())
                {
                    await foreach (var values in table.RowsAsync(db, run.Practice.Id, page).WithCancellation(ct))
                    {
                        var row = new ExportRow(table, values);
                        await WriteRowAsync(csv, values.Select(ExportColumn.Text).Concat(table.Added.Select(a => a.Of(row, run.Sounds))), ct);
                        rows++;
                    }
                }
                read += page.Length;
                tell(read, ids.Length);
                await RestAsync(begunAt, ct);
            }
            return rows;
        }, ct);
    }

    private async Task WriteSoundsAsync(ExportRun run, Action<long, long?> tell, CancellationToken ct)
    {
        await sounds.AddPromptsAsync(run.Archive, run.Practice.Id, run.Sounds, ct);
        var ids = run.Export.WithRecordings ? run.IdsOf(typeof(StoredRecording)) : [];
        for (var n = 0; n < ids.Length; n++)
        {
            tell(n, ids.Length);
            var begunAt = clock.GetTimestamp();
            await sounds.AddRecordingAsync(run.Archive, new RecordingId(ids[n]), run.Sounds, ct);
            await RestAsync(begunAt, ct);
        }
    }

    private async Task WriteAuditAsync(ExportRun run, IReadOnlySet<string> numbers, Action<long, long?> tell, CancellationToken ct)
    {
        await WriteCsvAsync(run, ExportAudit.Path, ExportAudit.Columns.Select(c => c.Name), async csv =>
        {
            var (rows, seq) = (0L, 0L);
            var last = (await trail.FindAsync(new AuditFilter { Size = 1 }, ct)).Items is [var newest, ..] ? newest.Seq : 0;
            while (seq < last)
            {
                tell(seq, last);
                var begunAt = clock.GetTimestamp();
                var page = await trail.ReadBehindAsync(seq, AuditPage, ct);
                if (page.Count == 0)
                {
                    break;
                }
                foreach (var row in page.Where(r => r.Seq <= last && ExportAudit.IsOf(run, numbers, r)))
                {
                    await WriteRowAsync(csv, ExportAudit.Cells(row), ct);
                    rows++;
                }
                seq = page[^1].Seq;
                await RestAsync(begunAt, ct);
            }
            return rows;
        }, ct);
    }

    private static Task WriteCsvAsync(ExportRun run, string path, IEnumerable<string> header, Func<CsvWriter, Task<long>> write, CancellationToken ct) =>
        run.Archive.AddAsync(path, CompressionLevel.Fastest, async to =>
        {
            // The mark at its beginning tells Excel that accents are UTF-8.
            await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            await using var csv = CsvWriter.Create(text, CsvWriterOptions.Default, leaveOpen: true);
            await WriteRowAsync(csv, header, ct);
            return await write(csv);
        }, ct);

    private static ValueTask WriteRowAsync(CsvWriter csv, IEnumerable<string> cells, CancellationToken ct) => csv.WriteRecordAsync([.. cells.Select(SpreadsheetCell.Guard)], ct);

    private static Task WriteBytesAsync(ExportArchive archive, string path, byte[] content, CancellationToken ct) =>
        archive.AddAsync(path, CompressionLevel.Fastest, async to =>
        {
            await to.WriteAsync(content, ct);
            return null;
        }, ct);

    private Task RestAsync(long begunAt, CancellationToken ct) => Task.Delay(clock.GetElapsedTime(begunAt), clock, ct);
}
