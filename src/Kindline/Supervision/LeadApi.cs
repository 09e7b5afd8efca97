using Kindline.Agents;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Routing;

namespace Kindline.Supervision;

/// <param name="State">away or signedOut.</param>
internal sealed record AgentStateInput(string? State, string? Reason);

/// <param name="When">now, or afterCall: the agent finishes the work at hand first.</param>
internal sealed record AgentStateSet(string When);

internal sealed record AgentsMoved(MoveId Id, IReadOnlyList<IdName> Agents);

/// <summary>What somebody who leads does with agents: away, out, to other work and back.</summary>
internal static class LeadApi
{
    public static void Map(IEndpointRouteBuilder floor)
    {
        floor.MapPut("/agents/{id}/state", SetStateAsync).Produces<AgentStateSet>().Requires(Permission.FloorLead);
        floor.MapPost("/moves", MoveAsync).Produces<AgentsMoved>().Requires(Permission.FloorLead);
        floor.MapPost("/moves/{id}/undo", UndoAsync).Requires(Permission.FloorLead);
    }

    private static async Task<IResult> SetStateAsync(
        AgentId id, AgentStateInput input, SignedInUser user, AgentRegister agents, FloorNames names, FloorHost floor, AuditTrail trail, LiveChanges live, CancellationToken ct)
    {
        if (agents.Find(id) is not { } agent || !user.Reaches(Permission.FloorLead, agent, await names.ReadAsync(ct)))
        {
            return Problems.NotFound();
        }
        var reason = input.Reason?.Trim();
        if (input.State is not ("away" or "signedOut"))
        {
            return Problems.Invalid("state", "must be away or signedOut");
        }
        if (input.State == "away" && reason is not { Length: > 0 and <= 120 })
        {
            return Problems.Invalid("reason", "must have 1 to 120 characters");
        }
        await trail.AppendAsync(
            new AuditEntry("agent.stateSet", 'U', user.AsActor()) { ObjectType = "Agent", ObjectId = id.ToString(), Fields = [input.State] }, ct);
        FloorInput wish = input.State == "away" ? new FloorInput.SentAway(id, reason ?? "") : new FloorInput.SignedOut(id);
        if (!await floor.SendAsync(wish, ct))
        {
            return Problems.Conflict($"{agent.Name} is not signed in.");
        }
        // Where a call runs, only the wish for afterwards has changed, which the floor tells nobody.
        live.Changed("me", id.Value);
        var now = await floor.AskAsync(f => f.Agent(id), ct);
        return Results.Ok(new AgentStateSet(now?.State is AgentState.Away or AgentState.SignedOut ? "now" : "afterCall"));
    }

    private static async Task<IResult> MoveAsync(MoveInput input, SignedInUser user, MoveAgents moves, AgentRegister agents, CancellationToken ct) =>
        await moves.RunAsync(input, user, ct) switch
        {
            MoveOutcome.Moved moved => Results.Ok(new AgentsMoved(moved.Id, [.. moved.Agents.Select(a => new IdName(a.Value, agents.Find(a)?.Name ?? ""))])),
            MoveOutcome.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
            _ => Problems.Refused("Nobody of that queue is at work who could be moved."),
        };

    private static async Task<IResult> UndoAsync(MoveId id, SignedInUser user, MoveAgents moves, CancellationToken ct) =>
        (await moves.OpenAsync(ct)).Any(m => m.MoveId == id && user.Reaches(Permission.FloorLead, m.PracticeId))
        && await moves.EndAsync(id, "undone", user.AsActor(), ct) ? Results.NoContent() : Problems.NotFound();
}
