using System.Text;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Reporting.Days;
using Kindline.Reporting.Metrics;

namespace Kindline.Reporting;

/// <summary>GET /api/reports, the reports below it with the rows behind their cells, and GET /api/metrics.</summary>
internal static class ReportsApi
{
    private static readonly ReportInfo[] Reports =
    [
        new(InboundByHour.Name, InboundByHour.Title,
            "Inbound calls of one practice by day, by hour of the day, or by both, in the practice's own time zone", InboundByHour.Columns),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reports", () => new Page<ReportInfo>(Reports, Reports.Length)).Requires(Permission.ReportsRead);
        api.MapGet("/reports/inbound-by-hour", ReportAsync).Produces<InboundReport>().Requires(Permission.ReportsRead).Audits("report.read");
        api.MapGet("/reports/inbound-by-hour/rows", RowsAsync).Produces<ReportRows>().Requires(Permission.ReportRows).Audits("report.rows");
        DayApi.Map(api.MapGroup("/reports"));
        api.MapGet("/metrics", () => new Page<MetricView>([.. InboundMetrics.All.Select(MetricView.Of)], InboundMetrics.All.Count))
            .Requires(Permission.ReportsRead);
    }

    private static async Task<IResult> ReportAsync(
        [AsParameters] ReportQuery query, SignedInUser user, ReportScopes scopes, InboundByHour reports, AuditTrail trail, HttpResponse response,
        CancellationToken ct)
    {
        var errors = new FieldErrors();
        var by = InteractionQuery.Name<ReportBy>(query.By, "by", errors) ?? ReportBy.DayHour;
        CheckFormat(query.Format, errors);
        var scope = await scopes.ReadAsync(query, user, Permission.ReportsRead, errors, ct);
        if (!errors.None || scope is null)
        {
            return errors.None ? Problems.NotFound() : Problems.Invalid(errors.ToDictionary());
        }
        var report = await reports.RunAsync(scope, by, ct);
        await trail.AppendAsync(
            [new AuditEntry("report.read", 'R', user.AsActor()) { ObjectType = "Report", ObjectId = InboundByHour.Name }], ct);
        response.Headers.CacheControl = "no-store";
        return query.Format is "csv" ? await CsvAsync(report, ct) : TypedResults.Ok(report);
    }

    private static async Task<IResult> RowsAsync(
        [AsParameters] ReportQuery query, SignedInUser user, ReportScopes scopes, InboundByHour reports, InteractionQueries interactions,
        AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Paging.TryRead(query.Page, query.Size, errors, out var paging);
        var cell = ReportCells.Read(query, errors);
        var scope = await scopes.ReadAsync(query, user, Permission.ReportRows, errors, ct);
        if (!errors.None || scope is null)
        {
            return errors.None ? Problems.NotFound() : Problems.Invalid(errors.ToDictionary());
        }
        var (ids, hidden) = await reports.RowsAsync(scope, cell, ct);
        var page = await interactions.ReadAsync([.. ids.Skip(paging.Skip).Take(paging.Size)], scope.Reach is { Masks: true }, ct);
        await trail.SeenAsync("report.rows", user, page, ct);
        return TypedResults.Ok(new ReportRows(page, ids.Count, hidden));
    }

    private static void CheckFormat(string? format, FieldErrors errors)
    {
        if (format is "xlsx" or "pdf")
        {
            errors.Add("format", $"{format} comes later; take csv or json");
        }
        else if (format is not (null or "" or "json" or "csv"))
        {
            errors.Add("format", "must be json or csv");
        }
    }

    private static async Task<IResult> CsvAsync(InboundReport report, CancellationToken ct)
    {
        await using var text = new StringWriter();
        await ReportCsv.WriteAsync(report, text, ct);
        return TypedResults.File(
            Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"{report.Name}_{report.From:yyyy-MM-dd}_{report.To:yyyy-MM-dd}.csv");
    }
}
