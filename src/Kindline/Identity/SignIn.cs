using Kindline.Audit;
using Kindline.Foundation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Identity;

/// <summary>Opens a session for a name and a password. A wrong name takes as long as a wrong password and is told the same.</summary>
internal sealed class SignIn(
    DbFactory databases, IPasswordHasher<User> hasher, ILookupNormalizer names, Sessions sessions, AuditTrail trail,
    KindlineOptions options, TimeProvider clock, IEnumerable<ISignInWatch> watches)
{
    private static readonly AuditActor Nobody = new(null, "anonymous", null, null);

    private readonly UnknownNames unknown = new(options, clock);
    private readonly Lazy<string> someHash = new(() => hasher.HashPassword(new User(), "nobody has this password"));

    public async Task<SignInOutcome> RunAsync(SignInInput input, string? address, CancellationToken ct)
    {
        var name = names.NormalizeName(input.User?.Trim() ?? "");
        await using var db = databases.Create();
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == name && u.Active, ct);
        if (user is null)
        {
            return await RefuseUnknownAsync(name ?? "", input.Password, address, ct);
        }
        var actor = new AuditActor(user.Id, user.RoleKey, null, address);
        if (!await TakeOneTryAsync(db, user.Id, ct))
        {
            await trail.AppendAsync(new AuditEntry("session.refusedLocked", 'E', actor) { Outcome = 4 }, ct);
            return new SignInOutcome.Locked(await LockedForAsync(db, user.Id, ct));
        }
        var verdict = hasher.VerifyHashedPassword(user, user.PasswordHash ?? someHash.Value, input.Password ?? "");
        if (verdict == PasswordVerificationResult.Failed || user.PasswordHash is null)
        {
            await AuditFailureAsync(db, user.Id, actor, ct);
            return new SignInOutcome.Wrong();
        }
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var hash = hasher.HashPassword(user, input.Password ?? "");
            await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.PasswordHash, hash), ct);
        }
        return await OpenAsync(db, user, actor, ct);
    }

    private async Task<SignInOutcome> RefuseUnknownAsync(string name, string? password, string? address, CancellationToken ct)
    {
        if (unknown.LockedFor(name) is { } rest)
        {
            return new SignInOutcome.Locked(rest);
        }
        hasher.VerifyHashedPassword(new User(), someHash.Value, password ?? "");
        // What was typed as a name may be a password: it is not kept.
        await trail.AppendAsync(new AuditEntry("session.failed", 'E', Nobody with { Address = address }) { Outcome = 4 }, ct);
        return new SignInOutcome.Wrong();
    }

    /// <summary>
    /// Counts the try before the password is looked at, in one statement: a hundred tries sent at once are still only seven.
    /// </summary>
    private async Task<bool> TakeOneTryAsync(Db db, Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? until = now + options.Lockout;
        var most = options.LockoutFailures;
        await db.Users.Where(u => u.Id == id && u.LockoutEnd <= now)
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null), ct);
        var taken = await db.Users.Where(u => u.Id == id && u.LockoutEnd == null)
            .ExecuteUpdateAsync(u => u
                .SetProperty(x => x.LockoutEnd, x => x.AccessFailedCount + 1 >= most ? until : null)
                .SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount + 1), ct);
        return taken == 1;
    }

    private async Task<TimeSpan> LockedForAsync(Db db, Guid id, CancellationToken ct)
    {
        var until = await db.Users.Where(u => u.Id == id).Select(u => u.LockoutEnd).SingleAsync(ct);
        return until is { } end && end > clock.GetUtcNow() ? end - clock.GetUtcNow() : TimeSpan.Zero;
    }

    private async Task AuditFailureAsync(Db db, Guid id, AuditActor actor, CancellationToken ct)
    {
        var failed = new AuditEntry("session.failed", 'E', actor) { Outcome = 4 };
        var locked = await db.Users.AnyAsync(u => u.Id == id && u.LockoutEnd != null, ct);
        await trail.AppendAsync(locked ? [failed, failed with { Code = "session.locked", Outcome = 8 }] : [failed], ct);
    }

    private async Task<SignInOutcome> OpenAsync(Db db, User user, AuditActor actor, CancellationToken ct)
    {
        await db.Users.Where(u => u.Id == user.Id)
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null), ct);
        var (token, who) = await sessions.OpenAsync(user, actor.Address, ct);
        await trail.AppendAsync(new AuditEntry("session.opened", 'E', actor with { SessionId = who.SessionId }), ct);
        foreach (var watch in watches)
        {
            await watch.SignedInAsync(user.Id, ct);
        }
        return new SignInOutcome.Opened(token, who);
    }
}

internal sealed record SignInInput(string? User, string? Password);

/// <summary>How a sign-in ended.</summary>
internal abstract record SignInOutcome
{
    public sealed record Opened(string Token, SignedInUser User) : SignInOutcome;

    public sealed record Wrong : SignInOutcome;

    public sealed record Locked(TimeSpan RetryAfter) : SignInOutcome;
}
