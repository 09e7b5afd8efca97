using System.Text.Json;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Interactions;

/// <summary>
/// Interactions follow a merge by an event of their own, told in the transaction of the merge: their events stay as they were, and the story
/// says who the patient is by now. Of ended ones alone: whoever is spoken with just now is not to become another in mid-call.
/// </summary>
internal sealed class InteractionMerges(TimeProvider clock) : IHoldsPatients
{
    private const string Table = "Interactions";

    public IReadOnlyCollection<Type> Holds => [typeof(Interaction), typeof(Subject)];

    public async Task<PatientFacts> TellAsync(Db db, PatientId patient, PatientFacts facts, CancellationToken ct)
    {
        var of = Of(db, patient);
        return facts with
        {
            Contacts = await of.CountAsync(ct),
            LastContactAt = await of.OrderByDescending(i => i.StartedAt).Select(i => (DateTimeOffset?)i.StartedAt).FirstOrDefaultAsync(ct),
        };
    }

    public async Task<string?> WhyNotNowAsync(Db db, PatientId gone, PatientId survivor, CancellationToken ct) =>
        await Of(db, gone).AnyAsync(i => i.EndedAt == null, ct) || await Of(db, survivor).AnyAsync(i => i.EndedAt == null, ct)
            ? "One of the two is in a call just now. Merge them when it has ended."
            : null;

    public async Task MoveAsync(Db db, PatientMerge merge, CancellationToken ct)
    {
        var writer = new InteractionWriter(db.Model);
        var batch = await writer.ReadAsync(db, await Of(db, merge.GoneId).Select(i => i.Id).ToListAsync(ct), ct);
        foreach (var row in batch.Rows.Values)
        {
            Tell(batch, row, new MergedFact(merge.Id, merge.GoneId, merge.SurvivorId), clock.GetUtcNow());
        }
        await writer.WriteAsync(db, batch, ct);
    }

    public async Task MoveBackAsync(Db db, PatientMerge merge, CancellationToken ct)
    {
        var moved = await db.Set<MovedRow>().AsNoTracking().Where(r => r.MergeId == merge.Id && r.Table == Table).ToListAsync(ct);
        var writer = new InteractionWriter(db.Model);
        var batch = await writer.ReadAsync(db, [.. moved.Select(r => new InteractionId(r.RowId)).Distinct()], ct);
        // The last that it took is the first to return.
        foreach (var note in moved.OrderByDescending(r => r.Id))
        {
            Add(batch, batch.Rows[new InteractionId(note.RowId)], EventType.Unmerged, JsonSerializer.Deserialize<JsonElement>(note.Was!), clock.GetUtcNow());
        }
        await writer.WriteAsync(db, batch, ct);
    }

    /// <summary>
    /// Tells rows which name a merged record who that is by now: an event may say what its page knew before the merge, or wait in
    /// the journal while the merge is done.
    /// </summary>
    /// <param name="at">When the row was last told something.</param>
    public static async Task FollowAsync(Db db, InteractionBatch batch, Func<InteractionId, DateTimeOffset> at, CancellationToken ct)
    {
        while (true)
        {
            var named = batch.Rows.Values.SelectMany(Named).Distinct().ToList();
            var merges = named.Count == 0 ? [] : await db.Patients.IgnoreQueryFilters().Where(p => EF.Parameter(named).Contains(p.Id) && p.MergedIntoId != null)
                .Join(db.PatientMerges.Where(m => m.UndoneAt == null), p => p.Id, m => m.GoneId, (_, m) => new MergedFact(m.Id, m.GoneId, m.SurvivorId)).ToListAsync(ct);
            if (merges.Count == 0)
            {
                return;
            }
            foreach (var row in batch.Rows.Values)
            {
                merges.ForEach(merge => Tell(batch, row, merge, at(row.Id)));
            }
        }
    }

    private static void Tell(InteractionBatch batch, Interaction row, MergedFact fact, DateTimeOffset at)
    {
        if (InteractionStory.Undoing(row, fact) is { } undoing)
        {
            batch.Moved.Add(new MovedRow { MergeId = fact.Merge, Table = Table, RowId = row.Id.Value, Was = FactJson.Write(undoing).GetRawText() });
            Add(batch, row, EventType.Merged, FactJson.Write(fact), at);
        }
    }

    private static void Add(InteractionBatch batch, Interaction row, string type, JsonElement data, DateTimeOffset at)
    {
        batch.Events.Add(new InteractionEvent { InteractionId = row.Id, Seq = row.EventCount, At = at, Type = type, Data = data.GetRawText() });
        InteractionStory.Apply(row, type, data, at);
    }

    private static IQueryable<Interaction> Of(Db db, PatientId patient) =>
        db.Interactions.AsNoTracking().Where(i => i.CallerPatientId == patient || i.Subjects.Any(s => s.PatientId == patient));

    private static IEnumerable<PatientId> Named(Interaction row) =>
        row.Subjects.Select(s => s.PatientId).Append(row.CallerPatientId).OfType<PatientId>();
}
