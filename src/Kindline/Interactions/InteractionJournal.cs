using System.Globalization;
using System.Text;

namespace Kindline.Interactions;

/// <summary>
/// The commit point of a call: events on the local disk before anything else (design decision 2). Files of at most
/// <see cref="FileBytes"/> in one folder, removed when the database has all they hold. Owned by <see cref="InteractionLog"/>, one
/// thread at a time. Cost: one write and one fsync a batch.
/// </summary>
public sealed class InteractionJournal : IDisposable
{
    private const long FileBytes = 16 << 20;

    private readonly string folder;
    private readonly List<(string Path, long Last)> closed = [];
    private FileStream? current;
    private long lastPosition;

    private InteractionJournal(string folder) => this.folder = folder;

    /// <summary>The position the next entry gets.</summary>
    public long NextPosition => lastPosition + 1;

    /// <summary>Opens a folder, and gives what it still holds above a position, in order. Ends each file at its first damaged line.</summary>
    public static (InteractionJournal Journal, IReadOnlyList<JournalEntry> Entries) Open(string folder, long above)
    {
        Directory.CreateDirectory(folder);
        var journal = new InteractionJournal(folder) { lastPosition = above };
        var entries = new List<JournalEntry>();
        foreach (var path in Directory.GetFiles(folder, "*.journal").Order(StringComparer.Ordinal))
        {
            var last = 0L;
            foreach (var entry in Read(path))
            {
                last = entry.Position;
                if (last > above)
                {
                    entries.Add(entry);
                }
            }
            journal.closed.Add((path, last));
            journal.lastPosition = Math.Max(journal.lastPosition, last);
        }
        return (journal, entries);
    }

    /// <summary>Writes entries so that they outlive a crash of machine or program.</summary>
    /// <exception cref="IOException">The disk is full or gone; nothing of the batch counts as written, and it may be tried again.</exception>
    public void Append(IReadOnlyList<JournalEntry> entries)
    {
        var file = current is { Position: < FileBytes } ? current : Roll(entries[0].Position);
        var start = file.Position;
        try
        {
            file.Write(Encoding.UTF8.GetBytes(string.Concat(entries.Select(e => e.ToLine()))));
            file.Flush(flushToDisk: true);
            lastPosition = entries[^1].Position;
        }
        catch (IOException)
        {
            // What reached the file of this batch is cut off, lest a second try stands behind a torn line.
            file.Position = start;
            file.SetLength(start);
            throw;
        }
    }

    /// <summary>Removes the files whose entries the database all has.</summary>
    public void Forget(long upTo)
    {
        foreach (var (path, _) in closed.Where(f => f.Last <= upTo))
        {
            File.Delete(path);
        }
        closed.RemoveAll(f => f.Last <= upTo);
    }

    public void Dispose() => current?.Dispose();

    private static IEnumerable<JournalEntry> Read(string path)
    {
        foreach (var line in File.ReadLines(path, Encoding.UTF8))
        {
            if (!JournalEntry.TryRead(Encoding.UTF8.GetBytes(line), out var entry))
            {
                yield break;
            }
            yield return entry;
        }
    }

    private FileStream Roll(long position)
    {
        if (current is not null)
        {
            closed.Add((current.Name, lastPosition));
            current.Dispose();
        }
        var path = Path.Combine(folder, position.ToString("D16", CultureInfo.InvariantCulture) + ".journal");
        // No buffer of ours: a write that fails must fail here, not in a later flush.
        current = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        return current;
    }
}
