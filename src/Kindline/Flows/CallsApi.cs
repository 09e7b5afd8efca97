using Kindline.Agents;
using Kindline.Audit;
using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.WorkItems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

internal sealed record CallInput(string? To, string? PatientId, string? CampaignId, string? Practice, string? OwedId);

internal sealed record MuteInput(bool? Muted);

internal sealed record DigitsInput(string? Digits);

internal sealed record CallBegun(InteractionId Id);

internal sealed record CallNow(string State);

/// <summary>Calls that agents make, and what they do with the one at hand.</summary>
internal static class CallsApi
{
    // A peer that does not answer the BYE holds up nobody's answer for longer.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("Calls");
        calls.MapPost("/", MakeAsync).Produces<CallBegun>(StatusCodes.Status202Accepted).Requires(Permission.CallsMake).Audits("call.made");
        calls.MapPost("/{id}/answer", AnswerAsync).Produces<CallNow>().Requires(Permission.CallsControl);
        calls.MapPost("/{id}/hold", (InteractionId id, SignedInUser user, LiveCalls live, CancellationToken ct) =>
            AskAsync(id, new CallCommand.Hold(user.AgentId), user, live, ct)).Produces<CallNow>().Requires(Permission.CallsControl);
        calls.MapPost("/{id}/resume", (InteractionId id, SignedInUser user, LiveCalls live, CancellationToken ct) =>
            AskAsync(id, new CallCommand.Resume(user.AgentId), user, live, ct)).Produces<CallNow>().Requires(Permission.CallsControl);
        calls.MapPost("/{id}/hangup", HangUpAsync).Produces<CallNow>().Requires(Permission.CallsControl);
        calls.MapPost("/{id}/mute", MuteAsync).Produces<CallNow>().Requires(Permission.CallsControl);
        calls.MapPost("/{id}/digits", PressAsync).Produces<CallNow>().Requires(Permission.CallsControl);
    }

    private static async Task<IResult> MakeAsync(
        CallInput input, SignedInUser user, OutboundCall outbound, DbFactory database, AuditTrail trail, CancellationToken ct)
    {
        if (Dialled(input.To) is not { } to)
        {
            return Invalid("to", "must be a telephone number, such as +15125550123");
        }
        if (input.CampaignId is not null)
        {
            return Invalid("campaignId", "is no campaign: this version has none");
        }
        var errors = new FieldErrors();
        var (practice, patient) = await ForWhomAsync(input, user, database, errors, ct);
        if (!errors.None)
        {
            return Results.ValidationProblem(errors.ToDictionary());
        }
        if (practice is null && !EmergencyNumber.Is(to))
        {
            return Results.Problem(statusCode: 422, title: "You belong to no practice that could call.");
        }
        if (input.OwedId is null && practice is { } caller && !EmergencyNumber.Is(to) && await WhyNotAsync(database, caller, patient, to, ct) is { } why)
        {
            return Results.Problem(statusCode: 422, title: why);
        }
        var call = new OutboundInput(user.AgentId, practice, to, patient);
        var entry = new AuditEntry("call.made", 'E', user.AsActor()) { ObjectType = "Call", PatientId = patient };
        if (!call.IsEmergency)
        {
            await trail.AppendAsync([entry], ct);
        }
        var start = await outbound.StartAsync(call, ct);
        if (call.IsEmergency)
        {
            // Help does not wait for the book.
            await trail.AppendAsync([entry], ct);
        }
        return start switch
        {
            OutboundStart.Begun begun => Results.Accepted($"/api/interactions/{begun.Id}", new CallBegun(begun.Id)),
            OutboundStart.Refused refused => Results.Problem(statusCode: 422, title: refused.Why),
            _ => throw new InvalidOperationException("An outbound call begins or is refused."),
        };
    }

    /// <summary>What the record of whoever is called says against it. Of what we owe nothing is asked: they called, and wait for it.</summary>
    private static async Task<string?> WhyNotAsync(DbFactory database, PracticeId practice, PatientId? patient, string to, CancellationToken ct)
    {
        try
        {
            await using var db = database.Create();
            return await ContactRules.WhyNotCallAsync(db, practice, patient, to, ct);
        }
        catch (Exception away) when (patient is null && DatabaseAway.IsAway(away))
        {
            // A number dialled by hand is dialled without a database, as every call.
            return null;
        }
    }

    private static string? Dialled(string? to) => EmergencyNumber.Is(to) ? to?.Trim() : PhoneNumber.TryParse(to, out var number) ? number.Value : null;

    /// <summary>For which practice, and which of its patients: the patient's, that of what we owe, the named one, else the first of one's own.</summary>
    private static async Task<(PracticeId? Practice, PatientId? Patient)> ForWhomAsync(
        CallInput input, SignedInUser user, DbFactory database, FieldErrors errors, CancellationToken ct)
    {
        PracticeId? practice = user.Practices.Count > 0 ? user.Practices[0] : null;
        PatientId? patient = null;
        await using var db = database.Create();
        if (input.Practice is not null)
        {
            practice = PracticeId.TryParse(input.Practice, out var named) && user.Practices.Contains(named) ? named : null;
            Demand(practice is not null, "practice", "is no practice of yours");
        }
        if (input.OwedId is not null)
        {
            practice = OwedId.TryParse(input.OwedId, out var owed)
                ? await db.Owed.Where(o => o.Id == owed && user.Practices.Contains(o.PracticeId)).Select(o => (PracticeId?)o.PracticeId).SingleOrDefaultAsync(ct)
                : null;
            Demand(practice is not null, "owedId", "is nothing that your practices owe");
        }
        if (input.PatientId is not null)
        {
            var said = PatientId.TryParse(input.PatientId, out var id);
            id = await db.LeadOnAsync(id, ct);
            var known = said
                ? await db.Patients.Where(p => p.Id == id && user.Practices.Contains(p.PracticeId)).Select(p => new { p.Id, p.PracticeId }).SingleOrDefaultAsync(ct)
                : null;
            Demand(known is not null, "patientId", "is no patient of your practices");
            (patient, practice) = (known?.Id, known?.PracticeId ?? practice);
        }
        return (practice, patient);

        void Demand(bool holds, string field, string why)
        {
            if (!holds)
            {
                errors.Add(field, why);
            }
        }
    }

    /// <summary>A browser phone answers when its page hears of it; nothing in SIP lets another party press a desk phone's key.</summary>
    private static async Task<IResult> AnswerAsync(
        InteractionId id, SignedInUser user, LiveCalls live, AgentRegister agents, FloorHost floor, CancellationToken ct)
    {
        if (live.Find(id) is not { } call || await floor.AskAsync(f => f.Agent(user.AgentId), ct) is not { } now || now.Interaction != id)
        {
            return Problems.NotFound();
        }
        if (agents.Find(user.AgentId)?.PhoneKind != PhoneKind.Browser)
        {
            return Problems.Conflict("Answer on your phone: a SIP phone cannot be answered from here.");
        }
        if (now.State == AgentState.WrapUp || call.State is InteractionState.Talking or InteractionState.Held && now.State != AgentState.Consulting)
        {
            return Problems.Conflict("This call is answered already.");
        }
        call.AnswerAskedOf = user.AgentId;
        return Results.Ok(new CallNow(AgentQueries.Word(call.State)));
    }

    /// <summary>Answers when the call is over, so that whoever asks for the next thing is in wrap-up by then.</summary>
    private static async Task<IResult> HangUpAsync(InteractionId id, SignedInUser user, LiveCalls live, TimeProvider clock, CancellationToken ct)
    {
        var call = live.Find(id);
        var answer = await AskAsync(id, new CallCommand.HangUp(user.AgentId), user, live, ct);
        if (answer is Ok<CallNow> && call is not null && call.Agent == user.AgentId)
        {
            await Task.WhenAny(call.Closed, Task.Delay(EndsWithin, clock, ct));
        }
        return answer;
    }

    private static async Task<IResult> MuteAsync(InteractionId id, MuteInput input, SignedInUser user, LiveCalls live, CancellationToken ct) =>
        input.Muted is { } muted ? await AskAsync(id, new CallCommand.Mute(user.AgentId, muted), user, live, ct) : Invalid("muted", "must be true or false");

    private static async Task<IResult> PressAsync(InteractionId id, DigitsInput input, SignedInUser user, LiveCalls live, CancellationToken ct) =>
        input.Digits is { Length: > 0 and <= 32 } digits && digits.All(d => char.IsAsciiDigit(d) || d is '*' or '#')
            ? await AskAsync(id, new CallCommand.Press(user.AgentId, digits), user, live, ct)
            : Invalid("digits", "must be 1 to 32 of 0-9, * and #");

    /// <summary>Asks the call for its agent, or for the colleague who is asked about it: the flow knows what a guest may do.</summary>
    internal static async Task<IResult> AskAsync(InteractionId id, CallCommand command, SignedInUser user, LiveCalls live, CancellationToken ct)
    {
        if (live.Find(id) is not { } call || (call.Agent != user.AgentId && call.Guest != user.AgentId))
        {
            return Problems.NotFound();
        }
        return await call.AskAsync(command, ct) is { } why
            ? Problems.Conflict(why)
            : Results.Ok(new CallNow(AgentQueries.Word(Becomes(command) ?? call.State)));
    }

    /// <summary>Where a call goes whose flow has accepted a wish and is on its way; null where the flow is there already.</summary>
    private static InteractionState? Becomes(CallCommand command) => command switch
    {
        CallCommand.HangUp => InteractionState.Ended,
        CallCommand.Cancel => InteractionState.Talking,
        CallCommand.Transfer { Consult: false } => InteractionState.Flow,
        _ => null,
    };

    private static IResult Invalid(string field, string why) =>
        Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [why] });
}
