using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices;

/// <summary>GET /api/practices: those the caller works for, or all for who runs the centre.</summary>
internal static class PracticesApi
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/practices", ListAsync).Requires(Permission.PracticesRead);

    private static async Task<Page<PracticeRow>> ListAsync(SignedInUser user, DbFactory databases, TimeProvider clock, CancellationToken ct)
    {
        await using var db = databases.Create();
        var seen = user.ScopeOf(Permission.PracticesRead) is Scope.All ? db.Practices : db.Practices.Where(p => user.Practices.Contains(p.Id));
        var practices = await seen.AsNoTracking().Include(p => p.Hours).OrderBy(p => p.Name).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return new Page<PracticeRow>(practices.ConvertAll(p => new PracticeRow(p.Id, p.Name, p.TimeZone, p.IsOpenAt(now))), practices.Count);
    }

    private sealed record PracticeRow(PracticeId Id, string Name, string TimeZone, bool Open);
}
