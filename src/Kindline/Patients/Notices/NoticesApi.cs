using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Patients.Notices;

/// <summary>The notices of changed contacts, at /api/contact-notices: listed to be told, and closed by what came of it.</summary>
internal static class NoticesApi
{
    private const string Read = "contactNotice.read";

    public static void Map(IEndpointRouteBuilder api)
    {
        var notices = api.MapGroup("/contact-notices").WithTags("Contact notices");
        notices.MapGet("/", ListAsync).Produces<Page<NoticeView>>().Requires(Permission.PatientsNotices).Audits(Read);
        notices.MapPost("/{id}/outcome", TellAsync).Produces(StatusCodes.Status204NoContent).Requires(Permission.PatientsNotices);
    }

    /// <param name="practice">Of all practices of whoever asks where it is left out.</param>
    /// <param name="state">open, which is left out for, or all.</param>
    private static async Task<IResult> ListAsync(
        string? practice, string? state, int? page, int? size, SignedInUser user, NoticeQueries queries, AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Paging.TryRead(page, size, errors, out var paging);
        var ofPractice = PracticeId.TryParse(practice, out var practiceId) ? practiceId : (PracticeId?)null;
        if (!string.IsNullOrEmpty(practice) && ofPractice is null)
        {
            errors.Add("practice", "must be a practice's id");
        }
        if (state is not (null or "open" or "all"))
        {
            errors.Add("state", "must be open or all");
        }
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        var found = await queries.ListAsync(ofPractice, state is not "all", paging, user, ct);
        var entry = new AuditEntry(Read, 'R', user.AsActor()) { ObjectType = "ContactNotice", Fields = ["name"] };
        await trail.AppendAsync(
            found.Items.Count == 0
                ? [entry]
                : [.. found.Items.Select(n => entry with { ObjectId = n.Id.ToString(), PatientId = n.PatientId, Fields = n.Hidden ? ["name"] : ["name", Field(n.Way)] })], ct);
        return TypedResults.Ok(found);
    }

    private static string Field(NoticeWay way) => way switch
    {
        NoticeWay.Call => "phone",
        NoticeWay.Email => "email",
        _ => "address",
    };

    private static async Task<IResult> TellAsync(NoticeId id, NoticeOutcomeInput input, SignedInUser user, TellOldContact tell, CancellationToken ct) =>
        await tell.RunAsync(id, input, user, ct) switch
        {
            TellOutcome.Done => TypedResults.NoContent(),
            TellOutcome.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
            TellOutcome.Refused refused => Problems.Conflict(refused.Why),
            _ => Problems.NotFound(),
        };
}
