using Kindline.Audit;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Routing;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Agents;

internal sealed record StateInput(string? State, string? Reason);

internal sealed record AgentProfileInput(string? Profile);

/// <summary>The agent's own state, and everybody's for those who lead.</summary>
internal static class AgentsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var agents = api.MapGroup("/agents").WithTags("Agents");
        agents.MapGet("/", ListAsync).Produces<Page<AgentLine>>().Requires(Permission.AgentsRead);
        agents.MapGet("/me", MeAsync).Produces<MeView>().Requires(Permission.AgentWork).Audits("agent.call");
        agents.MapPut("/me/state", SetStateAsync).Produces<MeView>().Requires(Permission.AgentWork).Audits("agent.call");
        agents.MapPut("/me/next-state", SetNextAsync).Produces<MeView>().Requires(Permission.AgentWork).Audits("agent.call");
        agents.MapPut("/{id}/profile", SetProfileAsync).Requires(Permission.QueuesEdit);
        PhoneApi.Map(agents);
    }

    private static async Task<IResult> ListAsync(string? state, SignedInUser user, AgentQueries queries, CancellationToken ct)
    {
        var scope = user.ScopeOf(Permission.AgentsRead);
        var lines = await queries.AllAsync(
            a => scope switch { Scope.Own => a.Id == user.AgentId, Scope.Team => a.TeamId == user.TeamId, _ => true }, ct);
        var shown = lines.Where(l => state is null || l.State == state).ToList();
        return Results.Ok(new Page<AgentLine>(shown, shown.Count));
    }

    private static async Task<IResult> MeAsync(SignedInUser user, AgentQueries queries, AuditTrail trail, CancellationToken ct)
    {
        if (await queries.MeAsync(user.AgentId, ct) is not var (view, seen))
        {
            return Results.Problem(statusCode: 404, title: "You are not set up to take calls.");
        }
        if (seen.Count > 0)
        {
            await trail.AppendAsync(
                [.. seen.Select(p => new AuditEntry("agent.call", 'R', user.AsActor()) { ObjectType = "Interaction", ObjectId = view.Call?.Id.ToString(), PatientId = p })], ct);
        }
        return Results.Ok(view);
    }

    private static async Task<IResult> SetStateAsync(
        StateInput input, SignedInUser user, AgentDesk desk, AgentQueries queries, AuditTrail trail, CancellationToken ct)
    {
        if (Wanted(input.State) is not { } wanted)
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["state"] = ["must be ready, away or signedOut"] });
        }
        return await desk.SetAsync(user.AgentId, wanted, Reason(input, wanted), ct) is StateChange.Refused refused
            ? Results.Problem(statusCode: 422, title: refused.Why)
            : await MeAsync(user, queries, trail, ct);
    }

    private static async Task<IResult> SetNextAsync(
        StateInput input, SignedInUser user, AgentDesk desk, AgentQueries queries, AuditTrail trail, CancellationToken ct)
    {
        if (Wanted(input.State) is not { } wanted)
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["state"] = ["must be ready, away or signedOut"] });
        }
        return await desk.ChooseNextAsync(user.AgentId, wanted, Reason(input, wanted), ct) is StateChange.Refused refused
            ? Results.Problem(statusCode: 422, title: refused.Why)
            : await MeAsync(user, queries, trail, ct);
    }

    private static async Task<IResult> SetProfileAsync(
        AgentId id, AgentProfileInput input, SignedInUser user, AgentRegister agents, DbFactory database, AuditTrail trail, CancellationToken ct)
    {
        await using var db = database.Create();
        var seesAll = user.ScopeOf(Permission.QueuesEdit) == Scope.All;
        var mine = await db.UserPractices.AnyAsync(u => u.UserId == id.Value && (seesAll || user.Practices.Contains(u.PracticeId)), ct);
        if (!mine || await agents.FindOrLoadAsync(id, ct) is null)
        {
            return Results.NotFound();
        }
        if (!ProfileId.TryParse(input.Profile, out var profile)
            || !await db.RoutingProfiles.AnyAsync(p => p.Id == profile && (seesAll || user.Practices.Contains(p.PracticeId)), ct))
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["profile"] = ["is no routing profile of your practices"] });
        }
        await trail.AppendAsync(new AuditEntry("agent.profileChanged", 'U', user.AsActor()) { ObjectType = "Agent", ObjectId = id.ToString() }, ct);
        return await agents.SetProfileAsync(id, profile, ct) ? Results.NoContent() : Results.NotFound();
    }

    private static AgentState? Wanted(string? word) => word switch
    {
        "ready" => AgentState.Ready,
        "away" => AgentState.Away,
        "signedOut" => AgentState.SignedOut,
        _ => null,
    };

    private static string? Reason(StateInput input, AgentState wanted) =>
        wanted != AgentState.Away ? null : input.Reason is { Length: > 0 } reason ? reason[..Math.Min(reason.Length, 120)] : "away";
}
