using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Demo.Town;

/// <summary>A session of a person at a seat.</summary>
internal readonly record struct SeatSession(DateTimeOffset LastSeenAt, DateTimeOffset? EndedAt);

/// <summary>Whether a simulated agent may sit on a seat: only where no person does, and none did a moment ago.</summary>
internal static class SeatRule
{
    /// <summary>Somebody who loads the page anew, or looks something up, has not left.</summary>
    public static readonly TimeSpan FreeFor = TimeSpan.FromMinutes(3);

    /// <param name="idle">After so long without a request a session is over.</param>
    public static bool MayTake(IEnumerable<SeatSession> ofPersons, TimeSpan idle, DateTimeOffset now) =>
        ofPersons.All(s => (s.EndedAt ?? s.LastSeenAt + idle) + FreeFor <= now);
}

/// <summary>What the town knows of the seats: the accounts of the demo's agents and who sits there.</summary>
internal sealed class Seats(DbFactory databases, KindlineOptions options, TimeProvider clock)
{
    /// <summary>The address that the town's own sessions are written down with; no person has it.</summary>
    public const string TownAddress = "demo town";

    public async Task<User?> FindAsync(string user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.UserName == user && u.Active, ct);
    }

    public async Task<bool> IsFreeAsync(Guid user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var oldest = clock.GetUtcNow() - options.SessionLimit;
        var sessions = await db.Sessions.AsNoTracking()
            .Where(s => s.UserId == user && s.LastSeenAt > oldest && (s.Address == null || s.Address != TownAddress))
            .Select(s => new SeatSession(s.LastSeenAt, s.EndedAt)).ToListAsync(ct);
        return SeatRule.MayTake(sessions, options.SessionIdle, clock.GetUtcNow());
    }
}
