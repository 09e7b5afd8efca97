using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Reporting;

namespace Kindline.Demo.Town;

/// <summary>GET /api/demo/town: the report and the town's own log side by side. Not there where no town lives.</summary>
internal static class TownApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/demo/town", ReadAsync).WithTags("Demo").Produces<TownView>().Requires(Permission.ReportsRead).Audits("report.read")
            .WithSummary("The report \"Inbound by day and hour\" and what the demo's town saw of the same calls, column by column.");

    private static async Task<IResult> ReadAsync(
        SignedInUser user, DemoTown town, TownReport report, ReportScopes scopes, AuditTrail trail, HttpResponse response, CancellationToken ct)
    {
        if (!town.Lives)
        {
            return Problems.NotFound();
        }
        var errors = new FieldErrors();
        var query = new ReportQuery();
        if (await scopes.ReadAsync(query, user, Permission.ReportsRead, errors, ct) is not { } scope)
        {
            return errors.None ? Problems.NotFound() : Problems.Invalid(errors.ToDictionary());
        }
        var view = await report.RunAsync(scope, ct);
        await trail.AppendAsync([new AuditEntry("report.read", 'R', user.AsActor()) { ObjectType = "Report", ObjectId = "demo-town" }], ct);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(view);
    }
}
