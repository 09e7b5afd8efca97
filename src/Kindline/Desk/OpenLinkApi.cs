using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Desk;

/// <summary>POST /api/patients/{id}/links/{linkId}: an answer rather than an address that leads on, so that no log of ours has where it leads.</summary>
internal static class OpenLinkApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/patients/{id}/links/{linkId}", OpenAsync).WithTags("Desk").Produces<OpenedLink>().Requires(Permission.PatientsRead).Audits(OpenLink.Code);

    private static async Task<IResult> OpenAsync(PatientId id, LinkId linkId, GroundInput input, SignedInUser user, OpenLink open, CancellationToken ct) =>
        await open.RunAsync(id, linkId, input, user, ct) switch
        {
            OpenLinkResult.Opened opened => TypedResults.Ok(opened.Link),
            OpenLinkResult.NoReason => Problems.Invalid("reason", LookUpPerson.ReasonRule),
            OpenLinkResult.Refused refused => Problems.Conflict(refused.Why),
            _ => Problems.NotFound(),
        };
}
