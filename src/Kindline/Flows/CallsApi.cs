using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Telephony;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

internal sealed record CallInput(string? To, string? PatientId, string? CampaignId);

internal sealed record CallBegun(InteractionId Id);

internal sealed record CallNow(string State);

/// <summary>Calls that agents make, and what they do with the one at hand.</summary>
internal static class CallsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("Calls");
        calls.MapPost("/", MakeAsync).Produces<CallBegun>(StatusCodes.Status202Accepted).Requires(Permission.CallsMake).Audits("call.made");
        calls.MapPost("/{id}/answer", Answer).Produces<CallNow>().Requires(Permission.CallsControl);
        calls.MapPost("/{id}/hold", (InteractionId id, SignedInUser user, LiveCalls live, CancellationToken ct) => AskAsync(id, CallVerb.Hold, user, live, ct))
            .Produces<CallNow>().Requires(Permission.CallsControl);
        calls.MapPost("/{id}/resume", (InteractionId id, SignedInUser user, LiveCalls live, CancellationToken ct) => AskAsync(id, CallVerb.Resume, user, live, ct))
            .Produces<CallNow>().Requires(Permission.CallsControl);
        calls.MapPost("/{id}/hangup", (InteractionId id, SignedInUser user, LiveCalls live, CancellationToken ct) => AskAsync(id, CallVerb.HangUp, user, live, ct))
            .Produces<CallNow>().Requires(Permission.CallsControl);
    }

    private static async Task<IResult> MakeAsync(
        CallInput input, SignedInUser user, OutboundCall outbound, DbFactory database, AuditTrail trail, CancellationToken ct)
    {
        if (!PhoneNumber.TryParse(input.To, out var to))
        {
            return Invalid("to", "must be a telephone number, such as +15125550123");
        }
        if (input.CampaignId is not null)
        {
            return Invalid("campaignId", "is no campaign: this version has none");
        }
        if (user.Practices.Count == 0)
        {
            return Results.Problem(statusCode: 422, title: "You belong to no practice that could call.");
        }
        var practice = user.Practices[0];
        PatientId? patient = null;
        if (input.PatientId is not null)
        {
            await using var db = database.Create();
            var known = PatientId.TryParse(input.PatientId, out var id)
                ? await db.Patients.Where(p => p.Id == id && user.Practices.Contains(p.PracticeId)).Select(p => new { p.Id, p.PracticeId }).SingleOrDefaultAsync(ct)
                : null;
            if (known is null)
            {
                return Invalid("patientId", "is no patient of your practices");
            }
            (patient, practice) = (known.Id, known.PracticeId);
        }
        await trail.AppendAsync([new AuditEntry("call.made", 'E', user.AsActor()) { ObjectType = "Call", PatientId = patient }], ct);
        return await outbound.StartAsync(new OutboundInput(user.AgentId, practice, to, patient), ct) switch
        {
            OutboundStart.Begun begun => Results.Accepted($"/api/interactions/{begun.Id}", new CallBegun(begun.Id)),
            OutboundStart.Refused refused => Results.Problem(statusCode: 422, title: refused.Why),
            _ => throw new InvalidOperationException("An outbound call begins or is refused."),
        };
    }

    // A SIP phone is answered on the phone itself: nothing in SIP lets another party press its key.
    private static IResult Answer(InteractionId id, SignedInUser user, LiveCalls live) =>
        live.Find(id) is { } call && call.Agent == user.AgentId
            ? Results.Problem(statusCode: 409, title: "This call is answered already.")
            : Results.Problem(statusCode: 409, title: "Answer on your phone: a SIP phone cannot be answered from here.");

    private static async Task<IResult> AskAsync(InteractionId id, CallVerb verb, SignedInUser user, LiveCalls live, CancellationToken ct)
    {
        if (live.Find(id) is not { } call || call.Agent != user.AgentId)
        {
            return Results.NotFound();
        }
        return await call.AskAsync(verb, ct)
            ? Results.Ok(new CallNow((verb == CallVerb.HangUp ? "ended" : Agents.AgentQueries.Word(call.State))))
            : Results.Problem(statusCode: 409, title: "The call is not in a state for that.");
    }

    private static IResult Invalid(string field, string why) =>
        Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [why] });
}
