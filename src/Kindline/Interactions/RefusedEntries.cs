using System.Data.Common;
using System.Globalization;
using System.Text;
using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kindline.Interactions;

/// <summary>
/// Events that the database takes under no circumstances, and those of interactions whose beginning is among them: kept in a folder
/// beside the journal, one file each, so that one of them holds up no other. An event that comes again, as
/// after a crash, writes the same file again.
/// </summary>
internal sealed class RefusedEntries
{
    private readonly string folder;
    private readonly HashSet<InteractionId> neverBegan = [];

    public RefusedEntries(string journalFolder)
    {
        folder = Path.Combine(journalFolder, "refused");
        if (!Directory.Exists(folder))
        {
            return;
        }
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            Count++;
            if (JournalEntry.TryRead(Encoding.UTF8.GetBytes(File.ReadAllText(path).TrimEnd('\n')), out var entry))
            {
                Remember(entry);
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Whether a failure lies in what was to be stored and would come again however often it is tried: not that of a database that is
    /// away, full, read-only or busy.
    /// </summary>
    public static bool IsRefusal(Exception failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case InvalidDataException:
                    return true;
                case PostgresException { SqlState: var state }:
                    // Data exception, integrity constraint violation, program limit exceeded (PostgreSQL, appendix A).
                    return state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal)
                        || state.StartsWith("54", StringComparison.Ordinal);
                case SqliteException { SqliteErrorCode: var code }:
                    // SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH.
                    return code is 18 or 19 or 20;
                case DbException:
                    return false;
            }
        }
        return false;
    }

    /// <summary>Whether this event belongs to an interaction that the database does not know for want of its beginning.</summary>
    public bool Concerns(JournalEntry entry) => neverBegan.Contains(entry.Interaction);

    /// <summary>Keeps an event for good.</summary>
    /// <exception cref="IOException">The disk is full or gone; it is to be tried again.</exception>
    public void SetAside(JournalEntry entry)
    {
        Directory.CreateDirectory(folder);
        // With the interaction: a position may be given out again where nothing was taken in after it.
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{entry.Position:D16}-{entry.Interaction}"));
        Count += File.Exists(path) ? 0 : 1;
        File.WriteAllText(path, entry.ToLine());
        Remember(entry);
    }

    private void Remember(JournalEntry entry)
    {
        if (entry.Type == EventType.Started)
        {
            neverBegan.Add(entry.Interaction);
        }
    }
}
