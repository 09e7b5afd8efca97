using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;

namespace Kindline.Appointments.Requests;

/// <summary>Requests for appointments at /api/appointment-requests.</summary>
internal static class RequestsApi
{
    private const string List = "request.list";
    private const string Read = "request.read";

    public static void Map(IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/appointment-requests").WithTags("Appointment requests");
        requests.MapGet("/", ListAsync).Produces<RequestList>().Requires(Permission.RequestsRead).Audits(List);
        requests.MapGet("/{id}", (RequestId id, SignedInUser user, RequestQueries queries, AuditTrail trail, CancellationToken ct) =>
            AnswerAsync(new RequestEdit.Done(id), user, queries, trail, ct)).Produces<RequestDetail>().Requires(Permission.RequestsRead).Audits(Read);
        requests.MapPost("/", async (RequestInput input, SignedInUser user, AddRequest add, RequestQueries queries, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await add.RunAsync(input, user, ct), user, queries, trail, ct)).Produces<RequestDetail>().Requires(Permission.RequestsWork).Audits(Read);
        requests.MapPut("/{id}/state", async (
            RequestId id, RequestStateInput input, SignedInUser user, MoveRequest move, RequestQueries queries, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await move.RunAsync(id, input, user, ct), user, queries, trail, ct)).Produces<RequestDetail>().Requires(Permission.RequestsWork).Audits(Read);
    }

    private static async Task<IResult> ListAsync(
        string? practice, string? partner, string? state, bool? open, int? page, int? size, SignedInUser user, RequestQueries queries, AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Paging.TryRead(page, size, errors, out var paging);
        var ofPractice = PracticeId.TryParse(practice, out var practiceId) ? practiceId : (PracticeId?)null;
        var ofPartner = OrganisationId.TryParse(partner, out var partnerId) ? partnerId : (OrganisationId?)null;
        var inState = Enum.TryParse<RequestState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : (RequestState?)null;
        Demand("practice", practice, ofPractice is not null, "must be a practice's id");
        Demand("partner", partner, ofPartner is not null, "must be an organisation's id");
        Demand("state", state, inState is not null, "must be new, trying, booked, declined, notReached or withdrawn");
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        var list = await queries.ListAsync(new RequestFilter(ofPractice, ofPartner, inState, open), paging, user, ct);
        await SeenAsync(List, list.Items, user, trail, ct);
        return TypedResults.Ok(list);

        void Demand(string field, string? given, bool known, string rule)
        {
            if (!string.IsNullOrEmpty(given) && !known)
            {
                errors.Add(field, rule);
            }
        }
    }

    private static async Task<IResult> AnswerAsync(RequestEdit edit, SignedInUser user, RequestQueries queries, AuditTrail trail, CancellationToken ct)
    {
        switch (edit)
        {
            case RequestEdit.Done { Id: var id } when await queries.OneAsync(id, user, ct) is { } detail:
                await SeenAsync(Read, [detail.Request], user, trail, ct);
                return TypedResults.Ok(detail);
            case RequestEdit.Invalid invalid:
                return Problems.Invalid(invalid.Errors.ToDictionary());
            case RequestEdit.Changed:
                return Problems.Conflict("Somebody else changed this request since you opened it. Open it anew; nothing was saved.");
            default:
                return Problems.NotFound();
        }
    }

    /// <summary>An entry for each patient who is named.</summary>
    private static Task SeenAsync(string code, IReadOnlyList<RequestView> shown, SignedInUser user, AuditTrail trail, CancellationToken ct)
    {
        var entry = new AuditEntry(code, 'R', user.AsActor()) { ObjectType = "AppointmentRequest", ObjectId = shown is [var one] ? one.Id.ToString() : null };
        return trail.AppendAsync(
            shown.Count == 0 ? [entry] : [.. shown.Select(r => r.Patient.Id).Distinct().Select(p => entry with { PatientId = p })], ct);
    }
}
