using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Routing;

/// <summary>A queue, its practice's name, and how it stands on the floor.</summary>
internal sealed record QueueFigure(CallQueue Queue, string Practice, QueueSnapshot Now);

/// <summary>
/// All queues with their figures, for every desk that asks once a second: put together once for each decision of the floor, with rules
/// and names from the database that are five seconds old at most. Cost where nothing was decided since: two comparisons.
/// </summary>
internal sealed class QueueFigures(DbFactory databases, FloorHost floor, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim one = new(1);
    private volatile Known? known;
    private volatile Figures? last;
    private int edits;

    /// <summary>The next one who asks reads the queues anew.</summary>
    public void Changed() => Interlocked.Increment(ref edits);

    public void Dispose() => one.Dispose();

    /// <summary>By practice and name.</summary>
    public async Task<IReadOnlyList<QueueFigure>> ReadAsync(CancellationToken ct)
    {
        if (Current() is { } figures)
        {
            return figures;
        }
        // Three hundred ask in the same moment: one puts it together.
        await one.WaitAsync(ct);
        try
        {
            return Current() ?? await ReadAnewAsync(ct);
        }
        finally
        {
            one.Release();
        }
    }

    private IReadOnlyList<QueueFigure>? Current() =>
        last is { } figures && figures.Decisions == floor.Decisions && IsGood(figures.Of) ? figures.All : null;

    private bool IsGood(Known read) => read.Edits == Volatile.Read(ref edits) && clock.GetUtcNow() - read.At is var age && age >= TimeSpan.Zero && age < GoodFor;

    private async Task<IReadOnlyList<QueueFigure>> ReadAnewAsync(CancellationToken ct)
    {
        var queues = known is { } read && IsGood(read) ? read : await ReadQueuesAsync(ct);
        known = queues;
        var figures = await floor.AskAsync(
            f => new Figures(queues, floor.Decisions, [.. queues.All.Select(q => new QueueFigure(q.Queue, q.Practice, f.Queue(q.Queue.Id)))]), ct);
        last = figures;
        return figures.All;
    }

    private async Task<Known> ReadQueuesAsync(CancellationToken ct)
    {
        var (edit, now) = (Volatile.Read(ref edits), clock.GetUtcNow());
        await using var db = databases.Create();
        var rows = await (from queue in db.Queues.AsNoTracking()
                          join practice in db.Practices on queue.PracticeId equals practice.Id
                          orderby practice.Name, queue.Name
                          select new { queue, practice.Name }).ToListAsync(ct);
        return new Known([.. rows.Select(r => (r.queue, r.Name))], edit, now);
    }

    private sealed record Known(IReadOnlyList<(CallQueue Queue, string Practice)> All, int Edits, DateTimeOffset At);

    private sealed record Figures(Known Of, long Decisions, IReadOnlyList<QueueFigure> All);
}
