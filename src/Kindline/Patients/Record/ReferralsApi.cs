using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Patients;

/// <summary>Whom a referral partner has sent, at /api/organisations/{id}/referrals: numbers for all who see contacts, names for who may list the practice's patients.</summary>
internal static class ReferralsApi
{
    private const string Read = "partner.referrals";

    public static void Map(IEndpointRouteBuilder api)
    {
        var partner = api.MapGroup("/organisations/{id}/referrals").WithTags("Contacts");
        partner.MapGet("/", async (OrganisationId id, SignedInUser user, ReferralQueries queries, CancellationToken ct) =>
            await queries.CountAsync(id, user, ct) is { } view ? TypedResults.Ok(view) : (IResult)Problems.NotFound())
            .Produces<ReferralsView>().Requires(Permission.ContactsRead);
        partner.MapGet("/patients", NamesAsync).Produces<Page<ReferredPatient>>().Requires(Permission.PatientsRead).Audits(Read);
    }

    private static async Task<IResult> NamesAsync(OrganisationId id, SignedInUser user, ReferralQueries queries, AuditTrail trail, CancellationToken ct)
    {
        if (await queries.NamesAsync(id, user, ct) is not { } page)
        {
            return Problems.NotFound();
        }
        if (user.ScopeOf(Permission.PatientsRead) is not (Scope.Practice or Scope.All))
        {
            return Problems.Refused("Your role does not list the practice's patients.");
        }
        var entry = new AuditEntry(Read, 'R', user.AsActor()) { ObjectType = "Organisation", ObjectId = id.ToString(), Fields = ["name"] };
        await trail.AppendAsync(page.Items.Count == 0 ? [entry] : [.. page.Items.Select(p => entry with { PatientId = p.Id })], ct);
        return TypedResults.Ok(page);
    }
}
