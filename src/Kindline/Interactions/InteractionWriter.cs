using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Patients.Duplicates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kindline.Interactions;

/// <summary>
/// Interactions on their way from the database into a batch of events and back, whole rows past the change tracker (ADR 0012).
/// Only <see cref="JournalApplier"/> writes these tables, and <see cref="InteractionMerges"/> while it is held off.
/// </summary>
internal sealed class InteractionWriter(IModel model)
{
    private readonly WholeRows<Interaction> interactions = new(model);
    private readonly WholeRows<AgentTalk> talks = new(model);
    private readonly WholeRows<Subject> subjects = new(model);
    private readonly WholeRows<InteractionEvent> events = new(model);
    private readonly WholeRows<MovedRow> moved = new(model);

    public async Task<InteractionBatch> ReadAsync(Db db, IReadOnlyCollection<InteractionId> ids, CancellationToken ct)
    {
        // One parameter for all ids: SQL text that grows with the batch is built and parsed anew each time.
        var rows = await db.Interactions.AsNoTracking()
            .Include(i => i.Subjects.OrderBy(s => s.Position)).Include(i => i.Talks.OrderBy(t => t.Position))
            .Where(i => EF.Parameter(ids).Contains(i.Id)).AsSplitQuery().ToListAsync(ct);
        return new InteractionBatch(
            rows.ToDictionary(i => i.Id),
            rows.SelectMany(i => i.Talks).ToDictionary(t => t, talks.Values),
            rows.ToDictionary(i => i.Id, SubjectsOf));
    }

    /// <summary>All of it, in the transaction that has begun.</summary>
    public async Task WriteAsync(Db db, InteractionBatch batch, CancellationToken ct)
    {
        await interactions.PutAsync(db, [.. batch.Rows.Values], ct);
        await talks.PutAsync(db, [.. batch.Rows.Values.SelectMany(i => i.Talks).Where(t => !Same(talks.Values(t), batch.TalksRead.GetValueOrDefault(t)))], ct);
        await WriteSubjectsAsync(db, batch, ct);
        await events.AddAsync(db, batch.Events, ct);
        await moved.AddAsync(db, batch.Moved, ct);
    }

    /// <summary>Nobody knows subjects by their number, and most events leave them alone: the list of an interaction is written anew where it has changed.</summary>
    private async Task WriteSubjectsAsync(Db db, InteractionBatch batch, CancellationToken ct)
    {
        var changed = batch.Rows.Values.Where(i => !Same(SubjectsOf(i), batch.SubjectsRead.GetValueOrDefault(i.Id, []))).ToList();
        var ids = changed.Select(i => i.Id).Where(id => batch.SubjectsRead.GetValueOrDefault(id, []).Length > 0).ToList();
        if (ids.Count > 0)
        {
            await db.Subjects.Where(s => EF.Parameter(ids).Contains(s.InteractionId)).ExecuteDeleteAsync(ct);
        }
        await subjects.AddAsync(db, [.. changed.SelectMany(i => i.Subjects)], ct);
    }

    private object?[] SubjectsOf(Interaction row) => [.. row.Subjects.SelectMany(subjects.Values)];

    private static bool Same(object?[] now, object?[]? then) => then is not null && now.AsSpan().SequenceEqual(then);
}

/// <summary>Interactions that a batch of events touches, and the events that are new to them.</summary>
/// <param name="TalksRead">What their talks were when they were read.</param>
/// <param name="SubjectsRead">What their lists of subjects were.</param>
internal sealed record InteractionBatch(
    Dictionary<InteractionId, Interaction> Rows, IReadOnlyDictionary<AgentTalk, object?[]> TalksRead, IReadOnlyDictionary<InteractionId, object?[]> SubjectsRead)
{
    public List<InteractionEvent> Events { get; } = [];

    /// <summary>What merges took of them.</summary>
    public List<MovedRow> Moved { get; } = [];
}
