using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;

namespace Kindline.Desk;

/// <summary>PUT /api/desk/people/{id}, the whole record, which answers the card as it is now; POST /api/desk/people/{id}/death, which answers nothing.</summary>
internal static class EditPersonApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/desk/people/{id}").WithTags("Desk");
        people.MapPut("/", SaveAsync).Produces<PersonCard>().Requires(Permission.PatientsEdit).Audits("patient.changed");
        people.MapPost("/death", DeathAsync).Produces(StatusCodes.Status204NoContent).Requires(Permission.PatientsEdit).Audits("patient.deathReported");
    }

    private static async Task<IResult> SaveAsync(PatientId id, RecordEditInput input, SignedInUser user, EditPerson edit, CancellationToken ct) =>
        input.Record is { } record
            ? Answer(await edit.SaveAsync(id, record, new GroundInput(input.Call, input.Reason), user, ct))
            : Problems.Invalid("record", "is needed: all of it, not only what changes");

    private static async Task<IResult> DeathAsync(PatientId id, DeathInput input, SignedInUser user, EditPerson edit, CancellationToken ct) =>
        input.Step is { } step
            ? Answer(await edit.ReportDeathAsync(id, step, new GroundInput(input.Call, input.Reason), user, ct))
            : Problems.Invalid("step", "must be reported, confirmed or withdrawn");

    private static IResult Answer(EditPersonOutcome outcome) => outcome switch
    {
        EditPersonOutcome.Saved { Card: { } card } => TypedResults.Ok(card),
        EditPersonOutcome.Saved => TypedResults.NoContent(),
        EditPersonOutcome.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        EditPersonOutcome.Changed => Problems.Conflict("Somebody else changed this record since you opened it. Open it anew; nothing was saved."),
        EditPersonOutcome.Refused refused => Problems.Conflict(refused.Why),
        _ => Problems.NotFound(),
    };

    internal sealed record RecordEditInput(RecordInput? Record, InteractionId? Call, string? Reason);

    internal sealed record DeathInput(DeathStep? Step, InteractionId? Call, string? Reason);
}
