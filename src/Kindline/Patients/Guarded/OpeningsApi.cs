using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Patients.Guarded;

/// <summary>The openings of VIPs' records, at /api/openings: listed for review, and reviewed.</summary>
internal static class OpeningsApi
{
    private const string Read = "patient.openings";

    public static void Map(IEndpointRouteBuilder api)
    {
        var openings = api.MapGroup("/openings").WithTags("Openings");
        openings.MapGet("/", ListAsync).Produces<Page<OpeningView>>().Requires(Permission.PatientsReview).Audits(Read);
        openings.MapGet("/count", async (SignedInUser user, OpeningQueries queries, CancellationToken ct) => new OpeningCount(await queries.CountAsync(user, ct)))
            .Requires(Permission.PatientsReview);
        openings.MapPost("/{id}/review", ReviewAsync).Produces(StatusCodes.Status204NoContent).Requires(Permission.PatientsReview);
    }

    /// <param name="state">open, which is left out for, or all.</param>
    private static async Task<IResult> ListAsync(string? state, int? page, int? size, SignedInUser user, OpeningQueries queries, AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Paging.TryRead(page, size, errors, out var paging);
        if (state is not (null or "open" or "all"))
        {
            errors.Add("state", "must be open or all");
        }
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        var found = await queries.ListAsync(state is not "all", paging, user, ct);
        var entry = new AuditEntry(Read, 'R', user.AsActor()) { ObjectType = "GuardedOpening", Fields = ["name"] };
        await trail.AppendAsync(
            found.Items.Count == 0 ? [entry] : [.. found.Items.Select(o => entry with { ObjectId = o.Id.ToString(), PatientId = o.PatientId })], ct);
        return TypedResults.Ok(found);
    }

    private static async Task<IResult> ReviewAsync(OpeningId id, ReviewInput input, SignedInUser user, ReviewOpening review, CancellationToken ct) =>
        await review.RunAsync(id, input.Note, user, ct) switch
        {
            ReviewOutcome.Done => TypedResults.NoContent(),
            ReviewOutcome.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
            ReviewOutcome.Refused refused => Problems.Conflict(refused.Why),
            _ => Problems.NotFound(),
        };

    /// <param name="Open">How many wait for a review.</param>
    internal sealed record OpeningCount(int Open);

    internal sealed record ReviewInput(string? Note);
}
