using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Kindline.Audit;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Identity;

/// <summary>
/// The open sessions: found by the hash of their token, ended when idle or too old (45 CFR 164.312(a)(2)(iii)). When one was last
/// used is known here exactly and kept now and then, so that a request costs no write.
/// </summary>
internal sealed class Sessions(
    DbFactory databases, Roles roles, AuditTrail trail, KindlineOptions options, TimeProvider clock, IEnumerable<ISessionHold> holds)
{
    private static readonly TimeSpan KeptEvery = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Open> open = [];

    /// <summary>Opens one and returns its token, which is told to nobody else and kept nowhere.</summary>
    public async Task<(string Token, SignedInUser User)> OpenAsync(User user, string? address, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        var row = new Session
        {
            Id = Guid.CreateVersion7(now),
            UserId = user.Id,
            TokenHash = Hash(token),
            CreatedAt = now,
            LastSeenAt = now,
            Address = address,
        };
        await using var db = databases.Create();
        db.Sessions.Add(row);
        await db.SaveChangesAsync(ct);
        var session = new Open(row, await WhoAsync(db, user, row, ct));
        lock (gate)
        {
            open[Convert.ToHexString(row.TokenHash)] = session;
        }
        return (token, session.User);
    }

    /// <summary>Who holds this token, or null where it is unknown, over or too long unused.</summary>
    /// <param name="isActivity">Whether a person asked; a page that refreshes itself keeps no session alive.</param>
    public async Task<SignedInUser?> FindAsync(string token, bool isActivity, CancellationToken ct)
    {
        var hash = Hash(token);
        if (await FindOpenAsync(hash, ct) is not { } session)
        {
            return null;
        }
        var now = clock.GetUtcNow();
        var held = holds.Any(h => h.Holds(session.User.Id));
        if (now - session.CreatedAt >= options.SessionLimit || (!held && now - session.LastSeenAt >= options.SessionIdle))
        {
            await EndAsync(session.Id, ct);
            await trail.AppendAsync(new AuditEntry("session.expired", 'E', session.User.AsActor()), ct);
            return null;
        }
        if (isActivity || held)
        {
            session.LastSeenAt = now;
            if (now - session.KeptAt >= KeptEvery)
            {
                session.KeptAt = now;
                await using var db = databases.Create();
                await db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), ct);
            }
        }
        return session.User;
    }

    public Task EndAsync(Guid sessionId, CancellationToken ct) => EndAsync(s => s.Id == sessionId, o => o.Id == sessionId, ct);

    /// <summary>Ends all sessions of one person: a new password, or no more work here.</summary>
    public Task EndAllOfAsync(Guid userId, CancellationToken ct) => EndAsync(s => s.UserId == userId, o => o.User.Id == userId, ct);

    /// <summary>The next request of this person sees their role, team and practices as they now are.</summary>
    public void Forget(Guid userId) => Drop(o => o.User.Id == userId);

    private async Task EndAsync(
        System.Linq.Expressions.Expression<Func<Session, bool>> rows, Predicate<Open> remembered, CancellationToken ct)
    {
        Drop(remembered);
        var now = clock.GetUtcNow();
        await using var db = databases.Create();
        await db.Sessions.Where(rows).Where(s => s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
    }

    private void Drop(Predicate<Open> which)
    {
        lock (gate)
        {
            foreach (var key in open.Where(o => which(o.Value)).Select(o => o.Key).ToList())
            {
                open.Remove(key);
            }
        }
    }

    private async Task<Open?> FindOpenAsync(byte[] hash, CancellationToken ct)
    {
        var key = Convert.ToHexString(hash);
        lock (gate)
        {
            if (open.TryGetValue(key, out var known))
            {
                return known;
            }
        }
        await using var db = databases.Create();
        var row = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.TokenHash == hash && s.EndedAt == null, ct);
        var user = row is null ? null : await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == row.UserId && u.Active, ct);
        if (row is null || user is null)
        {
            return null;
        }
        var read = new Open(row, await WhoAsync(db, user, row, ct));
        lock (gate)
        {
            // Two requests may have read at once; both must move the same clock.
            return open.TryAdd(key, read) ? read : open[key];
        }
    }

    private async Task<SignedInUser> WhoAsync(Db db, User user, Session session, CancellationToken ct)
    {
        var role = (await roles.AllAsync(ct))[user.RoleKey];
        var practices = await db.UserPractices.Where(p => p.UserId == user.Id).Select(p => p.PracticeId).ToListAsync(ct);
        return new SignedInUser(user.Id, user.UserName ?? "", user.DisplayName, role.Key, user.TeamId, practices, role.Grants, role.IsAgent,
            session.Id.ToString(), session.Address);
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private sealed class Open(Session row, SignedInUser user)
    {
        public Guid Id { get; } = row.Id;
        public SignedInUser User { get; } = user;
        public DateTimeOffset CreatedAt { get; } = row.CreatedAt;
        public DateTimeOffset LastSeenAt { get; set; } = row.LastSeenAt;
        public DateTimeOffset KeptAt { get; set; } = row.LastSeenAt;
    }
}
