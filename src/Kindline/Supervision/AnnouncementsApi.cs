using Kindline.Agents;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Routing;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Supervision;

/// <param name="Agent">One agent; else all at work whom the announcer reaches, of a practice or team where one is named.</param>
internal sealed record AnnouncementInput(string? Text, string? Agent, string? Practice, string? Team);

internal sealed record AnnouncementSent(Guid Id, int Desks);

internal sealed record AnnouncementView(Guid Id, string From, DateTimeOffset At, string Text);

/// <summary>Who has seen it, of how many.</summary>
internal sealed record AnnouncementLine(Guid Id, string From, DateTimeOffset At, string Text, int Desks, int Seen);

/// <summary>Announcements to desks: written by those who lead, acknowledged by each agent, kept and audited.</summary>
internal static class AnnouncementsApi
{
    // What was said yesterday is no news to whoever signs in today.
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);

    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder floor)
    {
        floor.MapPost("/announcements", AnnounceAsync).Produces<AnnouncementSent>().Requires(Permission.FloorLead);
        floor.MapGet("/announcements", ListAsync).Requires(Permission.FloorLead);
        var mine = api.MapGroup("/announcements").WithTags("Floor");
        mine.MapGet("/", MineAsync).Requires(Permission.AgentWork);
        mine.MapPost("/{id:guid}/seen", SeenAsync).Requires(Permission.AgentWork);
    }

    private static async Task<IResult> AnnounceAsync(
        AnnouncementInput input, SignedInUser user, AgentRegister agents, FloorHost floor, FloorNames names, DbFactory database, AuditTrail trail,
        LiveChanges live, TimeProvider clock, CancellationToken ct)
    {
        if (input.Text?.Trim() is not { Length: > 0 and <= Announcement.LongestText } text)
        {
            return Problems.Invalid("text", $"must have 1 to {Announcement.LongestText} characters");
        }
        var known = await names.ReadAsync(ct);
        var atWork = await floor.AskAsync(f => f.Agents.Where(a => a.State != AgentState.SignedOut).Select(a => a.Id).ToHashSet(), ct);
        var told = agents.All.Where(a => a.Id != user.AgentId && user.Reaches(Permission.FloorLead, a, known) && IsMeant(a))
            .Select(a => a.Id).ToList();
        if (told.Count == 0)
        {
            return Problems.Refused("Nobody whom you reach is at work.");
        }
        var now = clock.GetUtcNow();
        var row = new Announcement { Id = Guid.CreateVersion7(now), MadeBy = user.Id, MadeByName = user.Name, At = now, Text = text };
        row.Receipts = [.. told.Select(a => new AnnouncementReceipt { AnnouncementId = row.Id, AgentId = a })];
        await trail.AppendAsync(new AuditEntry("floor.announced", 'C', user.AsActor()) { ObjectType = "Announcement", ObjectId = row.Id.ToString() }, ct);
        await using var db = database.Create();
        db.Add(row);
        await db.SaveChangesAsync(ct);
        live.Changed(["announcements"], [user.Id, .. told.Select(a => a.Value)]);
        return Results.Ok(new AnnouncementSent(row.Id, told.Count));

        bool IsMeant(KnownAgent agent) => input.Agent is not null
            ? agent.Id.ToString() == input.Agent
            : atWork.Contains(agent.Id)
                && (input.Practice is null || known.PracticesOf[agent.Id].Any(p => p.ToString() == input.Practice))
                && (input.Team is null || agent.TeamId?.ToString() == input.Team);
    }

    private static async Task<Page<AnnouncementLine>> ListAsync(SignedInUser user, DbFactory database, TimeProvider clock, CancellationToken ct)
    {
        await using var db = database.Create();
        var since = clock.GetUtcNow() - GoodFor;
        var lines = await db.Set<Announcement>().Where(a => a.MadeBy == user.Id && a.At > since).OrderByDescending(a => a.At).Take(20)
            .Select(a => new AnnouncementLine(a.Id, a.MadeByName, a.At, a.Text, a.Receipts.Count, a.Receipts.Count(r => r.SeenAt != null)))
            .ToListAsync(ct);
        return new Page<AnnouncementLine>(lines, lines.Count);
    }

    private static async Task<Page<AnnouncementView>> MineAsync(SignedInUser user, DbFactory database, TimeProvider clock, CancellationToken ct)
    {
        await using var db = database.Create();
        var since = clock.GetUtcNow() - GoodFor;
        var views = await db.Set<Announcement>()
            .Where(a => a.At > since && a.Receipts.Any(r => r.AgentId == user.AgentId && r.SeenAt == null)).OrderBy(a => a.At)
            .Select(a => new AnnouncementView(a.Id, a.MadeByName, a.At, a.Text)).ToListAsync(ct);
        return new Page<AnnouncementView>(views, views.Count);
    }

    private static async Task<IResult> SeenAsync(Guid id, SignedInUser user, DbFactory database, LiveChanges live, TimeProvider clock, CancellationToken ct)
    {
        await using var db = database.Create();
        var now = clock.GetUtcNow();
        var changed = await db.Set<AnnouncementReceipt>().Where(r => r.AnnouncementId == id && r.AgentId == user.AgentId && r.SeenAt == null)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.SeenAt, now), ct);
        var maker = await db.Set<Announcement>().Where(a => a.Id == id).Select(a => a.MadeBy).SingleOrDefaultAsync(ct);
        live.Changed(["announcements"], [user.Id, maker]);
        return changed == 1 ? Results.NoContent() : Problems.NotFound();
    }
}
