using Kindline.Appointments;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Desk;

/// <summary>Visits of one person at /api/desk/people/{id}/visits/{visit}: a confidential one is opened for a reason; the mark is set and taken off.</summary>
internal static class ConfidentialVisitsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var visit = api.MapGroup("/desk/people/{id}/visits/{visit}").WithTags("Desk");
        visit.MapPost("/open", async (PatientId id, AppointmentId visit, VisitOpenInput input, SignedInUser user, ConfidentialVisits visits, CancellationToken ct) =>
            Answer(await visits.OpenAsync(id, visit, new GroundInput(input.Call, input.Reason), user, ct)))
            .Produces<VisitView>().Requires(Permission.PatientsRead).Audits("appointment.confidential.opened");
        visit.MapPut("/", MarkAsync).Produces<PersonCard>().Requires(Permission.PatientsEdit).Audits("appointment.confidential.set");
    }

    private static async Task<IResult> MarkAsync(PatientId id, AppointmentId visit, VisitMarkInput input, SignedInUser user, ConfidentialVisits visits, CancellationToken ct) =>
        input.Confidential is { } confidential
            ? Answer(await visits.MarkAsync(id, visit, confidential, new GroundInput(input.Call, input.Reason), user, ct))
            : Problems.Invalid("confidential", "must be true or false");

    private static IResult Answer(VisitOutcome outcome) => outcome switch
    {
        VisitOutcome.Opened opened => TypedResults.Ok(opened.Visit),
        VisitOutcome.Marked marked => TypedResults.Ok(marked.Card),
        VisitOutcome.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        VisitOutcome.Refused refused => Problems.Conflict(refused.Why),
        _ => Problems.NotFound(),
    };

    /// <param name="Call">The call that it is opened for, where there is one.</param>
    internal sealed record VisitOpenInput(InteractionId? Call, string? Reason);

    /// <param name="Call">The call that it is changed for; without one, why.</param>
    internal sealed record VisitMarkInput(bool? Confidential, InteractionId? Call, string? Reason);
}
