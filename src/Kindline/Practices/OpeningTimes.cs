using System.Collections.Concurrent;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices;

/// <summary>When practices are open, kept in memory so that a call costs no query and is taken while the database is away.</summary>
internal sealed class OpeningTimes(DbFactory databases)
{
    private readonly ConcurrentDictionary<PracticeId, Practice> known = new();

    /// <summary>Whether a practice is open at an instant. The database is asked for a practice that was never asked for before.</summary>
    public async Task<bool> IsOpenAtAsync(PracticeId id, DateTimeOffset at, CancellationToken ct)
    {
        if (!known.TryGetValue(id, out var practice))
        {
            await using var db = databases.Create();
            practice = known.GetOrAdd(id, await db.Practices.AsNoTracking().Include(p => p.Hours).Include(p => p.Closures).AsSplitQuery().SingleAsync(p => p.Id == id, ct));
        }
        return practice.IsOpenAt(at);
    }

    /// <summary>The next call goes by what was saved.</summary>
    public void Saved(Practice practice) => known[practice.Id] = practice;
}
