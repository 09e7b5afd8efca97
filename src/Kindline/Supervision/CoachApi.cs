using Kindline.Agents;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Telephony;

namespace Kindline.Supervision;

/// <param name="Mode">listen, whisper or barge.</param>
internal sealed record CoachInput(string? Mode);

/// <summary>Listening to an agent's call, whispering to the agent, and barging in.</summary>
internal static class CoachApi
{
    public static void Map(IEndpointRouteBuilder floor)
    {
        floor.MapPost("/agents/{id}/coach", CoachAsync).Requires(Permission.CallsCoach).Audits("call.coached");
        floor.MapPost("/coaching/end", EndAsync).Requires(Permission.CallsCoach);
    }

    private static async Task<IResult> CoachAsync(
        AgentId id, CoachInput input, SignedInUser user, AgentRegister agents, FloorNames names, LiveCalls calls, CoachCall coach, AuditTrail trail,
        CancellationToken ct)
    {
        if (input.Mode is not ("listen" or "whisper" or "barge"))
        {
            return Problems.Invalid("mode", "must be listen, whisper or barge");
        }
        var known = await names.ReadAsync(ct);
        if (id == user.AgentId || agents.Find(id) is not { } agent || !user.Reaches(Permission.CallsCoach, agent, known)
            || calls.OfAgent(id) is not { } call || !user.Reaches(Permission.CallsCoach, call.Practice))
        {
            return Problems.NotFound();
        }
        if (!agents.IsReachable(user.AgentId))
        {
            return Problems.Conflict("Your phone is not reachable. Register it, then try again.");
        }
        await trail.AppendAsync(
            new AuditEntry("call.coached", 'E', user.AsActor()) { ObjectType = "Interaction", ObjectId = call.Id.ToString(), Fields = [input.Mode] }, ct);
        var mode = Enum.Parse<CoachMode>(input.Mode, ignoreCase: true);
        return await coach.StartAsync(call, user.AgentId, user.Name, mode, known.ThresholdsOf(call.Practice).ShowsListening, ct) is { } why
            ? Problems.Conflict(why)
            : Results.NoContent();
    }

    private static async Task<IResult> EndAsync(SignedInUser user, CoachCall coach) =>
        await coach.EndAsync(user.AgentId) ? Results.NoContent() : Problems.NotFound();
}
