using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Engine.Supervision;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Routing;
using Kindline.Telephony;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Agents;

/// <summary>Who takes calls and by which phone: kept in memory, told to the floor at the start and when it changes.</summary>
public sealed partial class AgentRegister(
    DbFactory database, FloorHost floor, IDataProtectionProvider protection, MasterKey key, LiveChanges live, ILogger<AgentRegister> logger)
    : IHostedService, IPhoneBook, IProfileListener, IDisposable
{
    private readonly IDataProtector protector = protection.CreateProtector("agents.phone");
    private readonly ConcurrentDictionary<AgentId, KnownAgent> byId = new();
    private readonly ConcurrentDictionary<string, AgentId> bySipUser = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim loading = new(1);
    private readonly ConcurrentDictionary<string, bool> reachable = new(StringComparer.OrdinalIgnoreCase);

    public void Dispose() => loading.Dispose();

    public KnownAgent? Find(AgentId id) => byId.GetValueOrDefault(id);

    /// <summary>As <see cref="Find"/>; an account that was made since the start becomes an agent here.</summary>
    public async Task<KnownAgent?> FindOrLoadAsync(AgentId id, CancellationToken ct)
    {
        if (!byId.ContainsKey(id))
        {
            await LoadAsync(ct);
        }
        return Find(id);
    }

    public IEnumerable<KnownAgent> All => byId.Values;

    public bool IsReachable(AgentId id) => Find(id) is { } agent && reachable.GetValueOrDefault(agent.SipUser);

    public AgentId? OfPhone(string sipUser) => bySipUser.TryGetValue(sipUser, out var id) ? id : null;

    /// <summary>The secret of the agent's SIP desk or soft phone.</summary>
    public string SecretOf(KnownAgent agent) => protector.Unprotect(agent.ProtectedSecret);

    /// <summary>
    /// The secret of the browser phone: the same for as long as one page has the desk, also after a restart, and worth nothing from the
    /// moment that another takes it.
    /// </summary>
    public string DeskSecretOf(AgentId agent, Guid deskId) => Convert.ToHexStringLower(key.Derive($"phone:{agent}:{deskId}"));

    /// <summary>A row for a new agent, with a SIP user and a secret of its own (24 characters, 140 bits).</summary>
    public AgentRow NewRow(Guid userId, string sipUser, ProfileId? profile) => new()
    {
        Id = new AgentId(userId),
        SipUser = sipUser,
        ProfileId = profile,
        ProtectedSecret = protector.Protect(RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24)),
    };

    public async Task StartAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads queues, profiles and agents anew, and tells the floor what is different.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        // One at a time: the later reading must not be overwritten by an earlier one.
        await loading.WaitAsync(ct);
        try
        {
            await ReadAsync(ct);
        }
        finally
        {
            loading.Release();
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        await using var db = database.Create();
        foreach (var queue in await db.Queues.AsNoTracking().ToListAsync(ct))
        {
            await floor.SendAsync(new FloorInput.QueueSet(queue.ToSettings()), ct);
        }
        var profiles = await db.RoutingProfiles.AsNoTracking().Include(p => p.Queues).ToDictionaryAsync(p => p.Id, ct);
        // Joined here: the two ids are of different types, which no database query can compare.
        var users = await db.Users.AsNoTracking().Where(u => u.Active).ToDictionaryAsync(u => u.Id, ct);
        await AddMissingAsync(db, users.Values, ct);
        var rows = await db.Agents.AsNoTracking().ToListAsync(ct);
        var moves = await db.Set<AgentMove>().AsNoTracking().Where(m => m.EndedAt == null && m.ToQueueId != null).ToDictionaryAsync(m => m.AgentId, ct);
        foreach (var row in rows.Where(r => users.ContainsKey(r.Id.Value)))
        {
            var user = users[row.Id.Value];
            var profile = row.ProfileId is { } id ? profiles.GetValueOrDefault(id) : null;
            var known = new KnownAgent(
                row.Id, user.UserName ?? "", user.DisplayName, user.TeamId, row.PhoneKind, row.SipUser, row.ProtectedSecret, profile, row.DeskId)
            { Move = moves.GetValueOrDefault(row.Id) };
            byId[known.Id] = known;
            bySipUser[known.SipUser] = known.Id;
            await floor.SendAsync(new FloorInput.ProfileSet(known.Id, known.Routing), ct);
        }
    }

    public async Task ChangedAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        live.Changed("me");
    }

    /// <summary>False where there is no such agent.</summary>
    public async Task<bool> SetProfileAsync(AgentId id, ProfileId profile, CancellationToken ct)
    {
        await using var db = database.Create();
        var changed = await db.Agents.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.ProfileId, profile), ct);
        await LoadAsync(ct);
        live.Changed("me", id.Value);
        return changed == 1;
    }

    public async Task SetPhoneKindAsync(AgentId id, PhoneKind kind, CancellationToken ct)
    {
        await using var db = database.Create();
        await db.Agents.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.PhoneKind, kind), ct);
        await LoadAsync(ct);
    }

    /// <summary>Gives the desk to a page; the one before has lost it when this returns.</summary>
    public async Task SetDeskAsync(AgentId id, Guid deskId, CancellationToken ct)
    {
        await using var db = database.Create();
        await loading.WaitAsync(ct);
        try
        {
            await db.Agents.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.DeskId, deskId), ct);
            // Alone: on a morning three hundred take their desks within minutes, and the floor knows nothing of desks.
            byId[id] = byId[id] with { DeskId = deskId };
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>Everyone whose role takes calls has a phone account from the first look on.</summary>
    private async Task AddMissingAsync(Db db, IEnumerable<User> users, CancellationToken ct)
    {
        var agentRoles = await db.Roles.Where(r => r.IsAgent).Select(r => r.Key).ToListAsync(ct);
        var known = await db.Agents.Select(a => a.Id).ToHashSetAsync(ct);
        db.AddRange(users.Where(u => agentRoles.Contains(u.RoleKey) && !known.Contains(new AgentId(u.Id)))
            .Select(u => NewRow(u.Id, u.UserName ?? u.Id.ToString(), profile: null)));
        await db.SaveChangesAsync(ct);
    }

    public ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyList<string>>(OfPhone(user) is { } id && Find(id) is { } agent ? SecretsOf(agent) : []);

    private string[] SecretsOf(KnownAgent agent) =>
        agent.DeskId is { } desk ? [SecretOf(agent), DeskSecretOf(agent.Id, desk)] : [SecretOf(agent)];

    public void Reachable(string user, bool reachable)
    {
        this.reachable[user] = reachable;
        if (OfPhone(user) is { } id)
        {
            LogPhone(id, reachable);
            live.Changed("me", id.Value);
            _ = floor.SendAsync(reachable ? new FloorInput.PhoneFound(id) : new FloorInput.PhoneLost(id), CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The phone of agent {Agent} became reachable: {Reachable}")]
    private partial void LogPhone(AgentId agent, bool reachable);
}

/// <summary>An agent as the centre knows one.</summary>
public sealed record KnownAgent(
    AgentId Id, string UserName, string Name, TeamId? TeamId, PhoneKind PhoneKind, string SipUser, string ProtectedSecret, Profile? Profile,
    Guid? DeskId)
{
    /// <summary>To another queue for a time; null while the agent serves what the profile says.</summary>
    public AgentMove? Move { get; init; }

    public RoutingProfile Routing => Move is { ToQueueId: { } to } move ? Movable.Profile(Own, move.FromQueueId, to) : Own;

    private RoutingProfile Own => Profile is null ? RoutingProfile.Empty
        : new RoutingProfile([.. Profile.Queues.Select(q => new ProfileQueue(q.QueueId, q.Level))]);
}
