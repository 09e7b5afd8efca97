using Kindline.Foundation;
using Kindline.Patients.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Interactions;

/// <summary>
/// Takes journal entries into the database: events, rows and the mark in one transaction. Cost: 20 us of processor time an event under
/// load, the journal's part included, where 100 calls tell twenty events each a batch; 70 where each event is another call's. A batch
/// is four queries and three to six statements however large it is, so an event by itself costs 2 ms.
/// </summary>
internal sealed class JournalApplier(DbFactory database, string node)
{
    // The events that name people: after others nobody is in a row who was not before.
    private static readonly HashSet<string> NamingPeople =
        [EventType.Started, EventType.Matched, EventType.Bound, EventType.SubjectAdded, EventType.WrapUpSaved];

    private InteractionWriter? writer;
    private WholeRows<JournalMark>? marks;

    public async Task<long> MarkAsync(CancellationToken ct)
    {
        await using var db = database.Create();
        return await MarkAsync(db, ct);
    }

    /// <summary>
    /// All of a batch or nothing of it. Entries of an interaction that never began are dropped, and so are those that the database
    /// has: a batch whose commit was not heard of is given again.
    /// </summary>
    /// <returns>The interactions that were touched, as they are now.</returns>
    /// <exception cref="InvalidDataException">An event cannot be told of its interaction.</exception>
    public async Task<IReadOnlyCollection<Interaction>> ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        await using var db = database.Create();
        (writer, marks) = (writer ?? new InteractionWriter(db.Model), marks ?? new WholeRows<JournalMark>(db.Model));
        // Before the rows are read: a merge between reading and writing would be overwritten.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.HoldMergesAsync(ct);
        var mark = await MarkAsync(db, ct);
        var batch = await writer.ReadAsync(db, [.. entries.Select(e => e.Interaction).Distinct()], ct);
        if (entries[^1].Position > mark)
        {
            foreach (var entry in entries.Where(e => e.Position > mark))
            {
                Tell(batch, entry);
            }
            if (entries.Any(e => NamingPeople.Contains(e.Type)))
            {
                await InteractionMerges.FollowAsync(db, batch, id => entries.Last(e => e.Interaction == id).At, ct);
            }
            await writer.WriteAsync(db, batch, ct);
            await marks.PutAsync(db, [new JournalMark { Node = node, Position = entries[^1].Position }], ct);
            await transaction.CommitAsync(ct);
        }
        return batch.Rows.Values;
    }

    private static void Tell(InteractionBatch batch, JournalEntry entry)
    {
        try
        {
            Apply(batch, entry);
        }
#pragma warning disable CA1031 // Nothing here touches disk or network: whatever is thrown lies in the event, and comes again with it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            throw new InvalidDataException($"The event {entry.Position} ({entry.Type}) cannot be told of its interaction.", fault);
        }
    }

    private static void Apply(InteractionBatch batch, JournalEntry entry)
    {
        if (!batch.Rows.TryGetValue(entry.Interaction, out var row))
        {
            if (entry.Type != EventType.Started)
            {
                return;
            }
            row = InteractionStory.Begin(entry.Interaction, FactJson.Read<StartedFact>(entry.Data), entry.At);
            batch.Rows.Add(row.Id, row);
        }
        batch.Events.Add(new InteractionEvent
        {
            InteractionId = row.Id,
            Seq = row.EventCount,
            At = entry.At,
            Type = entry.Type,
            Data = entry.Data.GetRawText(),
        });
        InteractionStory.Apply(row, entry.Type, entry.Data, entry.At);
    }

    private async Task<long> MarkAsync(Db db, CancellationToken ct) =>
        await db.Set<JournalMark>().Where(m => m.Node == node).Select(m => (long?)m.Position).SingleOrDefaultAsync(ct) ?? 0;
}
