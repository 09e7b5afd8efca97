using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Identity;

/// <summary>The roles as they stand in the database, read once and again when they change.</summary>
internal sealed class Roles(DbFactory databases) : IHostedService
{
    private volatile IReadOnlyDictionary<string, RoleRow>? known;

    public async Task<IReadOnlyDictionary<string, RoleRow>> AllAsync(CancellationToken ct) => known ??= await ReadAsync(ct);

    /// <summary>The next one who asks reads them anew.</summary>
    public void Changed() => known = null;

    /// <summary>Brings the built-in roles to what this version says of them; roles that a centre added stay as they are.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var kept = await db.Roles.Include(r => r.Grants).ToDictionaryAsync(r => r.Key, cancellationToken);
        foreach (var role in RoleTable.Roles)
        {
            if (!kept.TryGetValue(role.Key, out var row))
            {
                row = new Role { Key = role.Key };
                db.Roles.Add(row);
            }
            (row.Title, row.IsAgent) = (role.Title, role.IsAgent);
            row.Grants.RemoveAll(g => !role.Grants.Any(n => n.Permission == g.Permission));
            foreach (var grant in role.Grants)
            {
                if (row.Grants.Find(g => g.Permission == grant.Permission) is { } old)
                {
                    old.Scope = grant.Scope;
                }
                else
                {
                    row.Grants.Add(new RoleGrant { RoleKey = role.Key, Permission = grant.Permission, Scope = grant.Scope });
                }
            }
        }
        await db.SaveChangesAsync(cancellationToken);
        Changed();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<IReadOnlyDictionary<string, RoleRow>> ReadAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        var rows = await db.Roles.AsNoTracking().Include(r => r.Grants).ToListAsync(ct);
        return rows.ToDictionary(r => r.Key, r => new RoleRow(r.Key, r.Title, r.IsAgent, r.Grants.ToDictionary(g => g.Permission, g => g.Scope)));
    }
}

/// <summary>A role, ready to ask.</summary>
internal sealed record RoleRow(string Key, string Title, bool IsAgent, IReadOnlyDictionary<string, Scope> Grants);
