using System.Globalization;
using Kindline.Foundation;

namespace Kindline.Backup;

/// <summary>Where a backup lies and what it holds.</summary>
internal sealed record BackupMade(string Folder, BackupManifest Manifest)
{
    public long Bytes => Manifest.Files.Sum(f => f.Bytes);
}

/// <summary>
/// Copies a centre, running or not, into a fresh folder: journal, databases, key ring and recordings, in the order that makes one
/// whole of them. The folder has its name only when all is in it; whatever breaks before leaves nothing behind.
/// </summary>
internal sealed class MakeBackup(KindlineOptions options, MasterKey master, TimeProvider clock, IProgress<string> progress)
{
    /// <param name="to">The folder in which the backup's own folder is made.</param>
    /// <exception cref="BackupException">There is no centre, or no room, or a program is missing.</exception>
    public async Task<BackupMade> RunAsync(string to, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var folder = Path.Combine(Path.GetFullPath(to), string.Create(CultureInfo.InvariantCulture, $"kindline-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"));
        var unfinished = $"{folder}.partial";
        if (Directory.Exists(folder))
        {
            throw new BackupException($"There is a backup of this second already: {folder}");
        }
        try
        {
            Directory.CreateDirectory(unfinished);
            var manifest = await FillAsync(unfinished, now, ct);
            manifest.Write(unfinished, master);
            Directory.Move(unfinished, folder);
            return new BackupMade(folder, manifest);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The backup could not be written to {to}: {failure.Message}");
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private async Task<BackupManifest> FillAsync(string folder, DateTimeOffset now, CancellationToken ct)
    {
        List<string> names = [.. await DataFiles.SaveJournalAsync(options.DataFolder, folder, master, ct)];
        progress.Report("copying the database");
        var databases = IDatabaseCopy.For(options, master);
        var (figures, saved) = await databases.SaveAsync(folder, ct);
        names.AddRange(saved);
        var others = DataFiles.CopiedAfter.SelectMany(n => DataFiles.Below(options.DataFolder, n)).ToList();
        names.AddRange(await DataFiles.CopyAsync(options.DataFolder, folder, others, progress, ct));
        progress.Report("reading it again");
        List<BackupFile> files = [];
        foreach (var name in names)
        {
            files.Add(await BackupFile.OfAsync(folder, name, ct));
        }
        return new BackupManifest(BackupManifest.ThisFormat, Version, now, databases.Engine, figures.Migration, figures.Counts, files);
    }

    private static string Version => typeof(MakeBackup).Assembly.GetName().Version?.ToString(3) ?? "";
}
