using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Guarded;

namespace Kindline.Desk;

/// <summary>
/// The call at the agent's own desk, at /api/desk/calls/{id}; anybody else's is not found. Without a call, a person's card opens at
/// /api/desk/people/{id}/look-up for a reason.
/// </summary>
internal static class DeskApi
{
    private const string Read = "desk.call";

    public static void Map(IEndpointRouteBuilder api)
    {
        var call = api.MapGroup("/desk/calls/{id}").WithTags("Desk");
        call.MapGet("/", ReadAsync).Produces<DeskCall>().Requires(Permission.AgentWork).Audits(Read);
        call.MapPost("/bind", async (InteractionId id, PersonInput input, SignedInUser user, PickPeople people, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await people.PickAsync(id, input.PatientId, user, ct), user, trail, ct))
            .Produces<DeskCall>().Requires(Permission.AgentWork).Audits(Read);
        call.MapPost("/unbind", async (InteractionId id, SignedInUser user, PickPeople people, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await people.UnbindAsync(id, user, ct), user, trail, ct))
            .Produces<DeskCall>().Requires(Permission.AgentWork).Audits(Read);
        call.MapPost("/subjects", async (InteractionId id, PersonInput input, SignedInUser user, PickPeople people, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await people.AddAsync(id, input.PatientId, user, ct), user, trail, ct))
            .Produces<DeskCall>().Requires(Permission.AgentWork).Audits(Read);
        call.MapDelete("/subjects/{patientId}", async (InteractionId id, PatientId patientId, SignedInUser user, PickPeople people, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await people.RemoveAsync(id, patientId, user, ct), user, trail, ct))
            .Produces<DeskCall>().Requires(Permission.AgentWork).Audits(Read);
        call.MapPost("/prospects", async (InteractionId id, ProspectInput input, SignedInUser user, AddProspect add, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await add.RunAsync(id, input, user, ct), user, trail, ct))
            .Produces<DeskCall>().Requires(Permission.AgentWork).Audits(Read);
        call.MapPost("/verify", VerifyAsync).Produces<VerifyAnswer>().Requires(Permission.AgentWork).Audits("desk.verify");
        api.MapPost("/desk/people/{id}/look-up", LookUpAsync).WithTags("Desk").Produces<PersonCard>().Requires(Permission.PatientsRead).Audits(LookUpPerson.Code);
    }

    private static async Task<IResult> LookUpAsync(PatientId id, LookUpInput input, SignedInUser user, LookUpPerson people, CancellationToken ct)
    {
        if (LookUpPerson.Reason(input.Reason) is not { } reason)
        {
            var errors = new FieldErrors();
            errors.Add("reason", LookUpPerson.ReasonRule);
            return Problems.Invalid(errors.ToDictionary());
        }
        return await people.RunAsync(id, reason, input.Code, user, ct) switch
        {
            LookUpResult.Opened { Card: var card } => TypedResults.Ok(card),
            LookUpResult.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
            LookUpResult.OnCall => Problems.Conflict("A call is at your desk: pick the person for it, and verify who speaks."),
            _ => Problems.NotFound(),
        };
    }

    private static async Task<IResult> ReadAsync(InteractionId id, SignedInUser user, DeskCalls calls, AuditTrail trail, CancellationToken ct) =>
        await calls.FindAsync(id, user, ct) is { } row
            ? await AnswerAsync(new PickResult.Done(await calls.ViewAsync(row, user, ct)), user, trail, ct)
            : Problems.NotFound();

    private static async Task<IResult> VerifyAsync(InteractionId id, VerifyInput input, SignedInUser user, VerifyPerson verify, CancellationToken ct) =>
        await verify.RunAsync(id, input, user, ct) switch
        {
            VerifyResult.Compared compared => TypedResults.Ok(compared.Answer),
            VerifyResult.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
            VerifyResult.Refused refused => Problems.Conflict(refused.Why),
            _ => Problems.NotFound(),
        };

    private static async Task<IResult> AnswerAsync(PickResult result, SignedInUser user, AuditTrail trail, CancellationToken ct)
    {
        switch (result)
        {
            case PickResult.Done { Call: var call }:
                await trail.AppendAsync(Seen(call, user), ct);
                return TypedResults.Ok(call);
            case PickResult.Invalid invalid:
                return Problems.Invalid(invalid.Errors.ToDictionary());
            case PickResult.Refused refused:
                return Problems.Conflict(refused.Why);
            default:
                return Problems.NotFound();
        }
    }

    /// <summary>An entry for each person shown, with how much of them: the name, or the whole card.</summary>
    private static IReadOnlyList<AuditEntry> Seen(DeskCall call, SignedInUser user)
    {
        var entry = new AuditEntry(Read, 'R', user.AsActor()) { ObjectType = "Interaction", ObjectId = call.Id.ToString(), Reason = $"call {call.Id}" };
        var cards = call.Subjects.Where(s => s.Person is not null).Select(s => s.PatientId).OfType<PatientId>().ToHashSet();
        var seen = call.Candidates.Select(c => c.PatientId).Concat(call.Subjects.Select(s => s.PatientId).OfType<PatientId>()).Distinct().ToList();
        return seen.Count == 0 ? [entry] : [.. seen.Select(p => entry with { PatientId = p, Fields = [cards.Contains(p) ? "card" : "name"] })];
    }

    internal sealed record PersonInput(string? PatientId);

    /// <param name="Code">Why a VIP's record is opened; for others it is left out.</param>
    internal sealed record LookUpInput(string? Reason, OpeningReason? Code = null);
}
