using Kindline.Foundation;

namespace Kindline.Backup;

/// <summary>
/// The files of a data folder beside its databases. What is sealed already (recordings, key ring) is copied as it is; the journal
/// is sealed on the way.
/// </summary>
internal static class DataFiles
{
    private const string Sealed = ".sealed";
    private const int TellEvery = 500;

    // Journal first, database after: what the database has not taken in by then stands in the copied journal, and is taken in once.
    public const string Journal = "journal";

    public static readonly IReadOnlyList<string> CopiedAfter = ["keys", "recordings"];

    public static async Task<IReadOnlyList<string>> SaveJournalAsync(string dataFolder, string folder, MasterKey master, CancellationToken ct)
    {
        List<string> saved = [];
        foreach (var path in Below(dataFolder, Journal))
        {
            if (TryOpen(Path.Combine(dataFolder, path)) is not { } source)
            {
                continue;
            }
            await using (source)
            {
                MakeFolderOf(folder, path);
                await SealedCopy.SealAsync(source, Path.Combine(folder, path + Sealed), master, ct);
                saved.Add(path + Sealed);
            }
        }
        return saved;
    }

    /// <returns>What was still there to be copied.</returns>
    public static async Task<IReadOnlyList<string>> CopyAsync(
        string from, string to, IReadOnlyList<string> paths, IProgress<string> progress, CancellationToken ct)
    {
        List<string> saved = [];
        foreach (var path in paths)
        {
            if (TryOpen(Path.Combine(from, path)) is not { } source)
            {
                continue;
            }
            await using (source)
            {
                MakeFolderOf(to, path);
                await using var target = new FileStream(Path.Combine(to, path), FileMode.CreateNew, FileAccess.Write);
                await source.CopyToAsync(target, ct);
                target.Flush(flushToDisk: true);
                saved.Add(path);
            }
            if (saved.Count % TellEvery == 0)
            {
                progress.Report($"copied {saved.Count} of {paths.Count} files");
            }
        }
        return saved;
    }

    public static async Task LoadJournalAsync(string folder, string path, string dataFolder, MasterKey master, CancellationToken ct)
    {
        var plain = path[..^Sealed.Length];
        MakeFolderOf(dataFolder, plain);
        await using var target = new FileStream(Path.Combine(dataFolder, plain), FileMode.CreateNew, FileAccess.Write);
        await SealedCopy.OpenAsync(Path.Combine(folder, path), target, master, ct);
        target.Flush(flushToDisk: true);
    }

    /// <summary>The files of one folder of the data folder, relative to it, in order.</summary>
    public static IReadOnlyList<string> Below(string dataFolder, string name)
    {
        var folder = Path.Combine(dataFolder, name);
        return !Directory.Exists(folder) ? []
            : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(dataFolder, f)).Order(StringComparer.Ordinal)];
    }

    // A journal file goes when the database has all of it, a recording when its time to be kept is over: neither is missed.
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static void MakeFolderOf(string root, string path) =>
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path)) ?? root);
}
