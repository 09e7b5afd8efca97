using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Practices.Contacts;

/// <summary>Whom practices work with, at /api/organisations: read in a call, edited by those who keep the directory and by referral liaisons.</summary>
internal static class ContactsApi
{
    private const int LongestQuery = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/organisations").WithTags("Contacts");
        all.MapGet("/", ListAsync).Produces<Page<OrganisationView>>().Requires(Permission.ContactsRead);
        all.MapGet("/{id}", (OrganisationId id, SignedInUser user, ContactQueries queries, CancellationToken ct) =>
            AnswerAsync(new ContactEdit.Done(id), user, queries, ct)).Produces<OrganisationDetail>().Requires(Permission.ContactsRead);
        all.MapPost("/", async (OrganisationInput input, SignedInUser user, EditContacts edit, ContactQueries queries, CancellationToken ct) =>
            await AnswerAsync(await edit.AddAsync(input, user, ct), user, queries, ct)).Produces<OrganisationDetail>().Requires(Permission.ContactsEdit);
        all.MapPut("/{id}", async (OrganisationId id, OrganisationInput input, SignedInUser user, EditContacts edit, ContactQueries queries, CancellationToken ct) =>
            await AnswerAsync(await edit.ChangeAsync(id, input, user, ct), user, queries, ct)).Produces<OrganisationDetail>().Requires(Permission.ContactsEdit);
        all.MapPost("/{id}/meetings", async (OrganisationId id, MeetingInput input, SignedInUser user, EditContacts edit, ContactQueries queries, CancellationToken ct) =>
            await AnswerAsync(await edit.SaveMeetingAsync(id, null, input, user, ct), user, queries, ct)).Produces<OrganisationDetail>().Requires(Permission.ContactsEdit);
        all.MapPut("/{id}/meetings/{one}", async (
            OrganisationId id, MeetingId one, MeetingInput input, SignedInUser user, EditContacts edit, ContactQueries queries, CancellationToken ct) =>
            await AnswerAsync(await edit.SaveMeetingAsync(id, one, input, user, ct), user, queries, ct)).Produces<OrganisationDetail>().Requires(Permission.ContactsEdit);
        all.MapPost("/{id}/issues", async (OrganisationId id, IssueInput input, SignedInUser user, EditContacts edit, ContactQueries queries, CancellationToken ct) =>
            await AnswerAsync(await edit.SaveIssueAsync(id, null, input, user, ct), user, queries, ct)).Produces<OrganisationDetail>().Requires(Permission.ContactsEdit);
        all.MapPut("/{id}/issues/{one}", async (
            OrganisationId id, IssueId one, IssueInput input, SignedInUser user, EditContacts edit, ContactQueries queries, CancellationToken ct) =>
            await AnswerAsync(await edit.SaveIssueAsync(id, one, input, user, ct), user, queries, ct)).Produces<OrganisationDetail>().Requires(Permission.ContactsEdit);
        all.MapPut("/{id}/acceptances", async (OrganisationId id, AcceptancesInput input, SignedInUser user, AcceptPayer accept, ContactQueries queries, CancellationToken ct) =>
            await AnswerAsync(await accept.RunAsync(id, input.Acceptances ?? [], user, ct), user, queries, ct)).Produces<OrganisationDetail>().Requires(Permission.PracticesEdit);
    }

    private static async Task<IResult> ListAsync(
        string? practice, string? query, bool? retired, int? page, int? size, SignedInUser user, ContactQueries queries, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Paging.TryRead(page, size, errors, out var paging);
        var of = PracticeId.TryParse(practice, out var named) ? named : (PracticeId?)null;
        if (practice is not null && of is null)
        {
            errors.Add("practice", "must be a practice's id");
        }
        if (query?.Length > LongestQuery)
        {
            errors.Add("query", $"must have {LongestQuery} characters at most");
        }
        return errors.None
            ? TypedResults.Ok(await queries.ListAsync(new ContactFilter(of, query, retired == true), paging, user, ct))
            : Problems.Invalid(errors.ToDictionary());
    }

    private static async Task<IResult> AnswerAsync(ContactEdit edit, SignedInUser user, ContactQueries queries, CancellationToken ct) => edit switch
    {
        ContactEdit.Done { Id: var id } => await queries.OneAsync(id, user, ct) is { } detail ? TypedResults.Ok(detail) : Problems.NotFound(),
        ContactEdit.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        ContactEdit.Changed => Problems.Conflict("Somebody else changed this since you opened it. Open it anew; nothing was saved."),
        _ => Problems.NotFound(),
    };

    internal sealed record AcceptancesInput(IReadOnlyList<AcceptanceInput>? Acceptances);
}
