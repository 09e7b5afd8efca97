using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Recording;
using Kindline.Voice.Recording;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Backup;

/// <summary>What was put back, and what was found when it was read again.</summary>
/// <param name="Audit">The audit trail, recomputed from its first row.</param>
/// <param name="UnreadableRecordings">Recordings that the database knows and that cannot be opened or are missing.</param>
internal sealed record BackupRestored(BackupManifest Manifest, BackupCounts Counts, AuditVerdict Audit, int UnreadableRecordings)
{
    /// <summary>Whether all of it is there again.</summary>
    public bool IsWhole => Counts == Manifest.Counts && Audit.Ok && UnreadableRecordings == 0;
}

/// <summary>Puts a backup into an empty data folder (and an empty database), and reads all of it again.</summary>
internal sealed class RestoreBackup(KindlineOptions options, MasterKey master, IProgress<string> progress)
{
    /// <summary>Looks whether every file is there and as it was written; puts nothing back.</summary>
    /// <exception cref="BackupException">One is not.</exception>
    public async Task<BackupManifest> CheckAsync(string folder, CancellationToken ct)
    {
        var manifest = BackupManifest.Read(folder, master);
        progress.Report($"checking {manifest.Files.Count} files");
        foreach (var file in manifest.Files)
        {
            if (!File.Exists(Path.Combine(folder, file.Path)))
            {
                throw new BackupException($"The backup is not whole: {file.Path} is missing.");
            }
            if (await BackupFile.OfAsync(folder, file.Path, ct) != file)
            {
                throw new BackupException($"The backup is not whole: {file.Path} is not as it was written.");
            }
        }
        return manifest;
    }

    /// <exception cref="BackupException">The backup is damaged or of the other engine, or the place is not empty. Nothing of it is there then.</exception>
    public async Task<BackupRestored> RunAsync(string folder, CancellationToken ct)
    {
        var databases = IDatabaseCopy.For(options, master);
        if (Directory.Exists(options.DataFolder) && Directory.EnumerateFileSystemEntries(options.DataFolder).Any())
        {
            throw new BackupException($"{options.DataFolder} is not empty: name an empty or new folder with KINDLINE_DATA.");
        }
        await databases.CheckEmptyAsync(ct);
        var manifest = await CheckAsync(folder, ct);
        CheckFits(manifest, databases);
        DatabaseFigures figures;
        try
        {
            figures = await FillAsync(folder, manifest, databases, ct);
        }
        catch
        {
            Directory.Delete(options.DataFolder, recursive: true);
            throw;
        }
        progress.Report("reading it again");
        var audit = await VerifyAudit.RunAsync(options, master, noted: null, ct);
        return new BackupRestored(manifest, figures.Counts, audit, await UnreadableAsync(ct));
    }

    // The database last: it comes whole or not at all, and before it nothing is there that could be taken for a centre.
    private async Task<DatabaseFigures> FillAsync(string folder, BackupManifest manifest, IDatabaseCopy databases, CancellationToken ct)
    {
        Directory.CreateDirectory(options.DataFolder);
        var names = manifest.Files.Select(f => f.Path).ToList();
        progress.Report("putting the recordings back");
        await DataFiles.CopyAsync(folder, options.DataFolder, [.. names.Where(n => DataFiles.CopiedAfter.Any(f => IsBelow(n, f)))], progress, ct);
        foreach (var name in names.Where(n => IsBelow(n, DataFiles.Journal)))
        {
            await DataFiles.LoadJournalAsync(folder, name, options.DataFolder, master, ct);
        }
        progress.Report("putting the database back");
        return await databases.LoadAsync(folder, ct);
    }

    private static void CheckFits(BackupManifest manifest, IDatabaseCopy databases)
    {
        if (manifest.Engine != databases.Engine)
        {
            throw new BackupException(manifest.Engine == "postgres"
                ? "The backup is of a PostgreSQL centre: name an empty database with KINDLINE_DB."
                : "The backup is of a SQLite centre: unset KINDLINE_DB.");
        }
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith($"{folder}/", StringComparison.Ordinal);

    private async Task<int> UnreadableAsync(CancellationToken ct)
    {
        var database = DbFactory.For(options);
        var shelf = new RecordingShelf(options, master, database);
        await using var db = database.Create();
        var unreadable = 0;
        await foreach (var recording in db.Recordings.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            if (shelf.Open(recording) is RecordingOpened { Reader: var reader })
            {
                await reader.DisposeAsync();
            }
            else
            {
                unreadable++;
            }
        }
        return unreadable;
    }
}
