using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kindline.Interactions;

/// <summary>GET /api/interactions and /api/interactions/{id}.</summary>
internal static class InteractionsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/interactions", ListAsync).Requires(Permission.InteractionsRead).Audits("interaction.list");
        api.MapGet("/interactions/{id}", DetailAsync).Requires(Permission.InteractionsRead).Audits("interaction.read");
    }

    private static async Task<Results<Ok<Page<InteractionView>>, ValidationProblem>> ListAsync(
        [AsParameters] InteractionQuery query, SignedInUser user, InteractionQueries queries, AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        PracticeId? practice = PracticeId.TryParse(query.Practice, out var id) ? id : null;
        var filter = query.Read(user, await queries.ZoneAsync(practice, user, ct), errors);
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        var list = await queries.ListAsync(filter, user, ct);
        await trail.SeenAsync("interaction.list", user, list.Items, ct);
        return TypedResults.Ok(list);
    }

    private static async Task<Results<Ok<InteractionDetail>, ProblemHttpResult>> DetailAsync(
        InteractionId id, SignedInUser user, InteractionQueries queries, AuditTrail trail, CancellationToken ct)
    {
        if (await queries.DetailAsync(id, user, Permission.InteractionsRead, ct) is not { } detail)
        {
            return Problems.NotFound();
        }
        await trail.SeenAsync("interaction.read", user, [detail], ct);
        return TypedResults.Ok(detail);
    }
}
