using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows.Steps;

/// <summary>Whether a practice is open now, by its own clock on the wall.</summary>
internal sealed class HoursStep(DbFactory database, TimeProvider clock)
{
    public async Task<bool> IsOpenAsync(PracticeId id, CancellationToken ct)
    {
        await using var db = database.Create();
        var practice = await db.Practices.AsNoTracking().Include(p => p.Hours).SingleAsync(p => p.Id == id, ct);
        return practice.IsOpenAt(clock.GetUtcNow());
    }
}
