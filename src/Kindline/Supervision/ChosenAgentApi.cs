using Kindline.Agents;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Telephony;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Supervision;

/// <summary>Whom an agent's call is about, as far as a supervisor on the floor may read it.</summary>
/// <param name="Initials">"M. G."; null where nobody is picked yet.</param>
internal sealed record ChosenCall(InteractionId Interaction, string? Initials);

/// <summary>The agent who is chosen on the floor.</summary>
internal static class ChosenAgentApi
{
    public static void Map(IEndpointRouteBuilder floor) =>
        floor.MapGet("/agents/{id}/call", CallAsync).Produces<ChosenCall>().Requires(Permission.FloorLead).Audits("floor.call");

    private static async Task<IResult> CallAsync(
        AgentId id, SignedInUser user, AgentRegister agents, FloorNames names, LiveCalls calls, DbFactory database, AuditTrail trail, CancellationToken ct)
    {
        if (agents.Find(id) is not { } agent || !user.Reaches(Permission.FloorLead, agent, await names.ReadAsync(ct))
            || calls.OfAgent(id) is not { } call || !user.Reaches(Permission.FloorLead, call.Practice))
        {
            return Problems.NotFound();
        }
        await using var db = database.Create();
        var people = await db.Interactions.AsNoTracking().Where(i => i.Id == call.Id)
            .Select(i => i.Subjects.OrderBy(s => s.Position).Where(s => s.Bound).Select(s => s.PatientId).FirstOrDefault() ?? i.CallerPatientId)
            .FirstOrDefaultAsync(ct);
        if (people is not { } patient)
        {
            return Results.Ok(new ChosenCall(call.Id, null));
        }
        var name = await db.Patients.Where(p => p.Id == patient).Select(p => new { p.FirstName, p.LastName }).FirstOrDefaultAsync(ct);
        await trail.AppendAsync(
            new AuditEntry("floor.call", 'R', user.AsActor()) { ObjectType = "Interaction", ObjectId = call.Id.ToString(), PatientId = patient }, ct);
        return Results.Ok(new ChosenCall(call.Id, name is null ? null : $"{Initial(name.FirstName)} {Initial(name.LastName)}".Trim()));
    }

    private static string Initial(string name) => name.Length == 0 ? "" : $"{name[0]}.";
}
