using System.Text.Json;
using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Interactions;

/// <summary>Takes journal entries into the database: events, rows and the mark in one transaction.</summary>
internal sealed class JournalApplier(DbFactory database, string node)
{
    public async Task<long> MarkAsync(CancellationToken ct)
    {
        await using var db = database.Create();
        return await db.Set<JournalMark>().Where(m => m.Node == node).Select(m => (long?)m.Position).SingleOrDefaultAsync(ct) ?? 0;
    }

    /// <summary>All of a batch or nothing of it. Entries of an interaction that never began are dropped and counted.</summary>
    /// <returns>The interactions that were touched, as they are now.</returns>
    public async Task<IReadOnlyCollection<Interaction>> ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        await using var db = database.Create();
        var ids = entries.Select(e => e.Interaction).Distinct().ToList();
        var rows = await db.Interactions.Include(i => i.Subjects.OrderBy(s => s.Position)).Include(i => i.Talks.OrderBy(t => t.Position)).Where(i => ids.Contains(i.Id)).AsSplitQuery()
            .ToDictionaryAsync(i => i.Id, ct);
        foreach (var entry in entries)
        {
            Apply(db, rows, entry);
        }
        await MoveMarkAsync(db, entries[^1].Position, ct);
        await db.SaveChangesAsync(ct);
        return rows.Values;
    }

    private static void Apply(Db db, Dictionary<InteractionId, Interaction> rows, JournalEntry entry)
    {
        if (!rows.TryGetValue(entry.Interaction, out var row))
        {
            if (entry.Type != EventType.Started)
            {
                return;
            }
            row = InteractionStory.Begin(entry.Interaction, FactJson.Read<StartedFact>(entry.Data), entry.At);
            rows.Add(row.Id, row);
            db.Add(row);
        }
        db.Add(new InteractionEvent
        {
            InteractionId = row.Id,
            Seq = row.EventCount,
            At = entry.At,
            Type = entry.Type,
            Data = JsonSerializer.Serialize(entry.Data),
        });
        InteractionStory.Apply(row, entry.Type, entry.Data, entry.At);
    }

    private async Task MoveMarkAsync(Db db, long position, CancellationToken ct)
    {
        var mark = await db.Set<JournalMark>().SingleOrDefaultAsync(m => m.Node == node, ct);
        if (mark is null)
        {
            mark = new JournalMark { Node = node };
            db.Add(mark);
        }
        mark.Position = position;
    }
}
