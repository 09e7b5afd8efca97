using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Dispositions;

/// <summary>
/// Whether an agent's part of an interaction is over. The floor knows it a moment before the database does, so whoever finishes the
/// wrap-up in that moment waits for the record instead of being told that the call still runs.
/// </summary>
internal sealed class TalkOver(DbFactory databases, InteractionLog log, TimeProvider clock, IEnumerable<IWrapUpDesk> desks)
{
    // Events are in the database within a second; with the database away nothing can be finished anyway.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<bool> IsForAsync(Interaction row, AgentId? agent, CancellationToken ct) =>
        IsOver(row, agent) || (agent is { } who && await IsWrittenAboutAsync(who, row.Id, ct) && await RecordedAsync(row.Id, who, ct));

    /// <summary>Who has sent the call on may finish while it goes on with somebody else.</summary>
    private static bool IsOver(Interaction row, AgentId? agent)
    {
        var talks = row.Talks.Where(t => t.AgentId == agent).ToList();
        return talks.Count == 0 ? row.EndedAt is not null : talks.TrueForAll(t => t.EndedAt is not null);
    }

    private async Task<bool> IsWrittenAboutAsync(AgentId agent, InteractionId id, CancellationToken ct)
    {
        foreach (var desk in desks)
        {
            if (await desk.WritesAboutAsync(agent, id, ct))
            {
                return true;
            }
        }
        return false;
    }

    private async Task<bool> RecordedAsync(InteractionId id, AgentId agent, CancellationToken ct)
    {
        var recorded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        log.TakenIn += OnTakenIn;
        try
        {
            // After the subscription: an end that came in before it is in the database by now.
            await using var db = databases.Create();
            if (await db.Interactions.AsNoTracking().Include(i => i.Talks).FirstOrDefaultAsync(i => i.Id == id, ct) is { } row && IsOver(row, agent))
            {
                return true;
            }
            await recorded.Task.WaitAsync(Patience, clock, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            log.TakenIn -= OnTakenIn;
        }

        void OnTakenIn(IReadOnlyCollection<Interaction> rows)
        {
            if (rows.Any(r => r.Id == id && IsOver(r, agent)))
            {
                recorded.TrySetResult();
            }
        }
    }
}
