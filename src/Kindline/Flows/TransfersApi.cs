using Kindline.Agents;
using Kindline.Audit;
using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Flows.Transfers;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Routing;
using Kindline.Telephony;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>Exactly one of agent, queue and number.</summary>
internal sealed record TransferInput(string? Agent, string? Queue, string? Number, bool? Consult, string? Note);

internal sealed record ParkedAt(string Slot);

internal sealed record PersonName(AgentId Id, string Name);

internal sealed record ParkedView(InteractionId Id, string Slot, PracticeId Practice, string From, DateTimeOffset Since, PersonName ParkedBy);

/// <summary>Where a call can be sent, and sending it there.</summary>
internal static class TransfersApi
{
    private const int LongestNote = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("Calls");
        calls.MapPost("/{id}/transfer", TransferAsync).Produces<CallNow>().Requires(Permission.CallsControl).Audits("call.transferred");
        calls.MapPost("/{id}/transfer/complete", (InteractionId id, SignedInUser user, LiveCalls live, CancellationToken ct) =>
            CallsApi.AskAsync(id, new CallCommand.Complete(user.AgentId), user, live, ct)).Produces<CallNow>().Requires(Permission.CallsControl);
        calls.MapPost("/{id}/transfer/cancel", (InteractionId id, SignedInUser user, LiveCalls live, CancellationToken ct) =>
            CallsApi.AskAsync(id, new CallCommand.Cancel(user.AgentId), user, live, ct)).Produces<CallNow>().Requires(Permission.CallsControl);
        calls.MapPost("/{id}/transfer/join", (InteractionId id, SignedInUser user, LiveCalls live, CancellationToken ct) =>
            CallsApi.AskAsync(id, new CallCommand.Join(user.AgentId), user, live, ct)).Produces<CallNow>().Requires(Permission.CallsControl);
        calls.MapPost("/{id}/park", ParkAsync).Produces<ParkedAt>().Requires(Permission.CallsControl);
        calls.MapGet("/parked", Parked).Produces<Page<ParkedView>>().Requires(Permission.CallsControl).Audits("call.parkedRead");
        calls.MapPost("/parked/{slot}/take", TakeAsync).Produces<CallNow>().Requires(Permission.CallsControl).Audits("call.taken");
        calls.MapGet("/targets", (string? query, SignedInUser user, TransferTargets targets, CancellationToken ct) =>
            targets.FindAsync(query, user, ct)).Produces<TargetsView>().Requires(Permission.CallsControl);
    }

    private static async Task<IResult> TransferAsync(
        InteractionId id, TransferInput input, SignedInUser user, LiveCalls live, TransferTargets targets, AuditTrail trail, CancellationToken ct)
    {
        if (live.Find(id) is not { } call || call.Agent != user.AgentId)
        {
            return Problems.NotFound();
        }
        var errors = new FieldErrors();
        if (input.Note is { Length: > LongestNote })
        {
            errors.Add("note", $"must have {LongestNote} characters at most");
        }
        var target = await targets.ReadAsync(input, call.Practice, user, errors, ct);
        if (target is null || !errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        var entry = new AuditEntry("call.transferred", 'E', user.AsActor()) { ObjectType = "Interaction", ObjectId = id.ToString() };
        var note = string.IsNullOrWhiteSpace(input.Note) ? null : input.Note.Trim();
        var command = new CallCommand.Transfer(user.AgentId, target, input.Consult ?? false, note);
        if (target is TransferTarget.Outside outside && EmergencyNumber.Is(outside.Number))
        {
            // Help does not wait for the book.
            var answer = await CallsApi.AskAsync(id, command, user, live, ct);
            await trail.AppendAsync(entry, ct);
            return answer;
        }
        await trail.AppendAsync(entry, ct);
        return await CallsApi.AskAsync(id, command, user, live, ct);
    }

    private static async Task<IResult> ParkAsync(InteractionId id, SignedInUser user, LiveCalls live, CancellationToken ct)
    {
        if (live.Find(id) is not { } call || call.Agent != user.AgentId)
        {
            return Problems.NotFound();
        }
        var park = new CallCommand.Park(user.AgentId);
        return await call.AskAsync(park, ct) is { } why ? Problems.Conflict(why) : Results.Ok(new ParkedAt(park.Slot));
    }

    private static async Task<IResult> Parked(SignedInUser user, ParkingLot lot, AgentRegister agents, AuditTrail trail, CancellationToken ct)
    {
        var mine = lot.All.Where(p => user.Practices.Contains(p.Call.Practice)).ToList();
        if (mine.Count > 0)
        {
            await trail.AppendAsync(
                [.. mine.Select(p => new AuditEntry("call.parkedRead", 'R', user.AsActor()) { ObjectType = "Interaction", ObjectId = p.Call.Id.ToString() })], ct);
        }
        return Results.Ok(new Page<ParkedView>(
            [.. mine.Select(p => new ParkedView(
                p.Call.Id, p.Slot, p.Call.Practice, p.Call.OutsideNumber, p.Since, new PersonName(p.ParkedBy, agents.Find(p.ParkedBy)?.Name ?? "")))],
            mine.Count));
    }

    private static async Task<IResult> TakeAsync(
        string slot, SignedInUser user, ParkingLot lot, AgentRegister agents, FloorHost floor, AuditTrail trail, CancellationToken ct)
    {
        if (lot.Find(slot) is not { } parked || !user.Practices.Contains(parked.Call.Practice))
        {
            return Problems.NotFound();
        }
        if (!agents.IsReachable(user.AgentId))
        {
            return Problems.Conflict("Your phone is not reachable. Register it, then try again.");
        }
        if (await floor.AskAsync(f => f.Agent(user.AgentId), ct) is not { State: AgentState.Ready or AgentState.Away or AgentState.WrapUp })
        {
            return Problems.Conflict("Finish the call at hand first.");
        }
        await trail.AppendAsync(
            new AuditEntry("call.taken", 'E', user.AsActor()) { ObjectType = "Interaction", ObjectId = parked.Call.Id.ToString() }, ct);
        return parked.Take(user.AgentId) ? Results.Ok(new CallNow("offered")) : Problems.Conflict("Somebody else is taking this call.");
    }
}
