using Kindline.Agents;
using Kindline.Audit;
using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Routing;
using Kindline.Telephony;

namespace Kindline.Flows;

internal sealed record EmergencyPerson(AgentId Id, string Name);

internal sealed record EmergencyPractice(PracticeId Id, string Name);

/// <param name="Kind">asked or dialled911.</param>
internal sealed record EmergencyView(
    Guid Id, InteractionId InteractionId, EmergencyPerson Agent, EmergencyPractice Practice, string? CallerAddress, string? AgentLocation,
    DateTimeOffset At, string Kind, EmergencyPerson? TakenBy);

/// <param name="State">joining: the taker's phone rings; taken: only the list says so, and why.</param>
internal sealed record EmergencyTaken(string State, string? Why);

internal sealed record EmergencyNote(string? Note);

/// <summary>An agent calls for help on a call, and a supervisor comes.</summary>
internal static class EmergenciesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/calls/{id}/emergency", RaiseAsync).Produces<EmergencyView>().WithTags("Calls")
            .Requires(Permission.CallsControl).Audits("emergency.raised");
        var emergencies = api.MapGroup("/emergencies").WithTags("Emergencies");
        emergencies.MapGet("/", ListAsync).Produces<Page<EmergencyView>>().Requires(Permission.EmergenciesRead).Audits("emergency.read");
        emergencies.MapPost("/{id:guid}/take", TakeAsync).Produces<EmergencyTaken>().Requires(Permission.EmergenciesTake).Audits("emergency.taken");
        emergencies.MapPost("/{id:guid}/close", CloseAsync).Requires(Permission.EmergenciesTake).Audits("emergency.closed");
    }

    private static async Task<IResult> RaiseAsync(
        InteractionId id, SignedInUser user, LiveCalls live, Emergencies emergencies, EmergencyViews views, AuditTrail trail, CancellationToken ct)
    {
        if (live.Find(id) is not { } call || (call.Agent != user.AgentId && call.Guest != user.AgentId))
        {
            return Problems.NotFound();
        }
        var raised = emergencies.Raise(call, user.AgentId, EmergencyKind.Asked);
        await trail.AppendAsync(Entry("emergency.raised", 'C', user, raised), ct);
        return Results.Ok(await views.OfAsync(raised, ct));
    }

    private static async Task<IResult> ListAsync(
        SignedInUser user, Emergencies emergencies, EmergencyViews views, AuditTrail trail, CancellationToken ct)
    {
        var mine = emergencies.Open.Where(e => user.Practices.Contains(e.Call.Practice)).ToList();
        var shown = new List<EmergencyView>();
        foreach (var emergency in mine)
        {
            shown.Add(await views.OfAsync(emergency, ct));
        }
        if (mine.Count > 0)
        {
            await trail.AppendAsync([.. mine.Select(e => Entry("emergency.read", 'R', user, e))], ct);
        }
        return Results.Ok(new Page<EmergencyView>(shown, shown.Count));
    }

    private static async Task<IResult> TakeAsync(
        Guid id, SignedInUser user, Emergencies emergencies, AgentRegister agents, FloorHost floor, AuditTrail trail, CancellationToken ct)
    {
        if (Mine(id, user, emergencies) is not { } emergency)
        {
            return Problems.NotFound();
        }
        if (!agents.IsReachable(user.AgentId))
        {
            // Left to somebody who can join.
            return Problems.Conflict("You have no phone that can be reached. Open the desk, then take it.");
        }
        if (!emergencies.Take(emergency, user.AgentId, user.Name))
        {
            return Problems.Conflict($"{emergencies.Find(id)?.TakenBy?.Name ?? "Somebody"} has taken it.");
        }
        await trail.AppendAsync(Entry("emergency.taken", 'U', user, emergency), ct);
        return Results.Ok(await JoinAsync(emergency, user, floor, ct) is { } why
            ? new EmergencyTaken("taken", why)
            : new EmergencyTaken("joining", null));
    }

    /// <summary>Null where the phone rings, else why it does not.</summary>
    private static async Task<string?> JoinAsync(
        Emergency emergency, SignedInUser user, FloorHost floor, CancellationToken ct)
    {
        if (emergency.Call.Agent is null)
        {
            return "Nobody of ours talks with the caller just now.";
        }
        if (await floor.AskAsync(f => f.Agent(user.AgentId), ct) is { State: AgentState.SignedOut })
        {
            await floor.SendAsync(new FloorInput.SignedIn(user.AgentId), ct);
        }
        return await emergency.Call.AskAsync(new CallCommand.Bring(user.AgentId, user.Name), ct);
    }

    private static async Task<IResult> CloseAsync(
        Guid id, EmergencyNote input, SignedInUser user, Emergencies emergencies, AuditTrail trail, CancellationToken ct)
    {
        if (input.Note is { Length: > 500 })
        {
            return Problems.Invalid("note", "must have 500 characters at most");
        }
        if (Mine(id, user, emergencies) is not { } emergency || !emergencies.Close(emergency, user.AgentId, input.Note))
        {
            return Problems.NotFound();
        }
        await trail.AppendAsync(Entry("emergency.closed", 'U', user, emergency), ct);
        return Results.NoContent();
    }

    private static Emergency? Mine(Guid id, SignedInUser user, Emergencies emergencies) =>
        emergencies.Find(id) is { } known && user.Practices.Contains(known.Call.Practice) ? known : null;

    private static AuditEntry Entry(string code, char action, SignedInUser user, Emergency emergency) =>
        new(code, action, user.AsActor()) { ObjectType = "Interaction", ObjectId = emergency.Call.Id.ToString() };
}

/// <summary>Puts together what is known of an emergency.</summary>
internal sealed class EmergencyViews(AgentRegister agents, IAgentSite sites, ICallerAddress addresses)
{
    public async Task<EmergencyView> OfAsync(Emergency emergency, CancellationToken ct) => new(
        emergency.Id, emergency.Call.Id, new EmergencyPerson(emergency.Agent, agents.Find(emergency.Agent)?.Name ?? ""),
        new EmergencyPractice(emergency.Call.Practice, emergency.Call.PracticeName),
        await addresses.FindAsync(emergency.Call.Id, ct), await sites.AddressOfAsync(emergency.Agent, ct), emergency.At,
        emergency.Kind == EmergencyKind.Asked ? "asked" : "dialled911",
        emergency.TakenBy is var (id, name) ? new EmergencyPerson(id, name) : null);
}
