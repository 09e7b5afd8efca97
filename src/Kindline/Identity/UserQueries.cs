using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Identity;

/// <summary>What the pages show of people.</summary>
internal sealed class UserQueries(DbFactory databases, Roles roles, IPracticeNames practiceNames, KindlineOptions options)
{
    public async Task<Me> MeAsync(SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var names = await practiceNames.ReadAsync(ct);
        var team = user.TeamId is { } id ? await db.Teams.Where(t => t.Id == id).Select(t => t.Name).SingleOrDefaultAsync(ct) : null;
        var role = (await roles.AllAsync(ct))[user.RoleKey];
        return new Me(user.Id, user.UserName, user.Name, new RoleName(role.Key, role.Title), team, Named(user.Practices, names),
            Permissions(user.Grants), user.IsAgent, options.Demo && options.Town,
            KeepKeys.Read(await db.Users.Where(u => u.Id == user.Id).Select(u => u.OwnKeys).SingleOrDefaultAsync(ct)));
    }

    public async Task<Page<UserRow>> UsersAsync(Paging paging, CancellationToken ct)
    {
        await using var db = databases.Create();
        var users = await db.Users.AsNoTracking().OrderBy(u => u.NormalizedUserName).Skip(paging.Skip).Take(paging.Size).ToListAsync(ct);
        return new Page<UserRow>(await RowsAsync(db, users, ct), await db.Users.CountAsync(ct));
    }

    public async Task<UserRow?> UserAsync(Guid id, CancellationToken ct)
    {
        await using var db = databases.Create();
        return (await RowsAsync(db, await db.Users.AsNoTracking().Where(u => u.Id == id).ToListAsync(ct), ct)).SingleOrDefault();
    }

    public async Task<Page<RoleView>> RolesAsync(CancellationToken ct)
    {
        var all = await roles.AllAsync(ct);
        return new Page<RoleView>([.. all.Values.OrderBy(r => r.Title).Select(r => new RoleView(r.Key, r.Title, Permissions(r.Grants)))], all.Count);
    }

    private static IReadOnlyList<Granted> Permissions(IReadOnlyDictionary<string, Scope> grants) =>
        [.. grants.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Granted(g.Key, g.Value))];

    private static IReadOnlyList<PracticeName> Named(IEnumerable<PracticeId> practices, IReadOnlyDictionary<PracticeId, string> names) =>
        [.. practices.Where(names.ContainsKey).Select(p => new PracticeName(p, names[p])).OrderBy(p => p.Name, StringComparer.Ordinal)];

    private async Task<IReadOnlyList<UserRow>> RowsAsync(Db db, List<User> users, CancellationToken ct)
    {
        var ids = users.ConvertAll(u => u.Id);
        var practices = (await db.UserPractices.Where(p => ids.Contains(p.UserId)).ToListAsync(ct)).ToLookup(p => p.UserId, p => p.PracticeId);
        var teams = await db.Teams.ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var names = await practiceNames.ReadAsync(ct);
        return users.ConvertAll(u => new UserRow(
            u.Id, u.UserName ?? "", u.DisplayName, u.RoleKey, u.TeamId is { } team ? teams.GetValueOrDefault(team) : null, u.TeamId,
            Named(practices[u.Id], names), u.Active, u.LockoutEnd));
    }
}

/// <param name="HasTown">Whether simulated people call this centre: it is a demo.</param>
/// <param name="Keys">The keys of the desk that this person has changed: "hold" and "Alt+H".</param>
internal sealed record Me(
    Guid Id, string User, string Name, RoleName Role, string? Team, IReadOnlyList<PracticeName> Practices, IReadOnlyList<Granted> Permissions,
    bool IsAgent, bool HasTown, IReadOnlyDictionary<string, string> Keys);

internal sealed record RoleName(string Key, string Title);

internal sealed record PracticeName(PracticeId Id, string Name);

internal sealed record Granted(string Permission, Scope Scope);

internal sealed record RoleView(string Key, string Title, IReadOnlyList<Granted> Permissions);

/// <summary>An account in the administrator's list; locked while the instant lies ahead.</summary>
internal sealed record UserRow(
    Guid Id, string User, string Name, string Role, string? Team, TeamId? TeamId, IReadOnlyList<PracticeName> Practices, bool Active,
    DateTimeOffset? LockedUntil);
