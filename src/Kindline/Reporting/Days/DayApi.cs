using Kindline.Agents;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Practices;
using Kindline.Reporting.Metrics;
using Kindline.Supervision;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Reporting.Days;

/// <summary>Today against the targets: the practice's calls, each agent, and the agent's own day.</summary>
internal static class DayApi
{
    public static void Map(RouteGroupBuilder reports)
    {
        reports.MapGet("/day", DayAsync).Produces<DayBoard>().Requires(Permission.ReportsRead).Audits("report.read");
        reports.MapGet("/day/agents", AgentsAsync).Produces<AgentDayBoard>().Requires(Permission.AgentsRead);
        reports.MapGet("/my-day", MineAsync).Requires(Permission.AgentWork);
        reports.MapPut("/targets/{practice}/{metric}", SetTargetAsync).Requires(Permission.TargetsEdit);
    }

    private static async Task<IResult> DayAsync(
        string? practice, SignedInUser user, ReportScopes scopes, InboundByHour reports, Targets targets, AuditTrail trail, HttpResponse response,
        CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (await scopes.TodayAsync(practice, user, errors, ct) is not { } scope)
        {
            return errors.None ? Problems.NotFound() : Problems.Invalid(errors.ToDictionary());
        }
        var report = await reports.RunAsync(scope, ReportBy.Day, ct);
        var chosen = await targets.OfAsync(scope.Practice.Id, ct);
        await trail.AppendAsync([new AuditEntry("report.read", 'R', user.AsActor()) { ObjectType = "Report", ObjectId = "day" }], ct);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new DayBoard(
            scope.Practice, report.To, report.Zone,
            [.. InboundMetrics.All.Select(m => DayFigure.Of(m, (decimal?)report.Totals[m.Key], chosen))], report.PeakHour, report.StillRunning));
    }

    private static async Task<IResult> AgentsAsync(
        PracticeId practice, SignedInUser user, FloorNames names, AgentRegister agents, AgentDays days, Targets targets, TimeProvider clock,
        CancellationToken ct)
    {
        var floor = await names.ReadAsync(ct);
        if (!floor.Practices.TryGetValue(practice, out var found) || !user.Reaches(Permission.AgentsRead, practice))
        {
            return Problems.NotFound();
        }
        List<KnownAgent> shown = [.. agents.All
            .Where(a => floor.PracticesOf[a.Id].Contains(practice) && user.Reaches(Permission.AgentsRead, a, floor))
            .OrderBy(a => a.Name, StringComparer.CurrentCulture)];
        var midnight = Today(found.Zone, clock).Start;
        var read = await days.ReadAsync([.. shown.Select(a => a.Id)], midnight, ct);
        var chosen = await targets.OfAsync(practice, ct);
        return TypedResults.Ok(new AgentDayBoard(
            [.. AgentFigure.All.Select(f => Column(f, chosen))],
            [.. shown.Select(a => AgentDayLine.Of(a.Id, a.Name, read[a.Id], chosen))]));
    }

    private static async Task<MyDay> MineAsync(
        SignedInUser user, DbFactory databases, AgentDays days, Targets targets, TimeProvider clock, CancellationToken ct)
    {
        await using var db = databases.Create();
        // Who works for several goes by the first in the alphabet: one day has one midnight.
        var practice = await db.Practices.AsNoTracking().Where(p => user.Practices.Contains(p.Id)).OrderBy(p => p.Name).FirstOrDefaultAsync(ct);
        var today = Today(practice?.TimeZone ?? TimeZoneInfo.Utc.Id, clock);
        var mine = (await days.ReadAsync([user.AgentId], today.Start, ct))[user.AgentId];
        var chosen = practice is null ? Aims.Usual : await targets.OfAsync(practice.Id, ct);
        return new MyDay(
            practice is null ? null : new Named<PracticeId>(practice.Id, practice.Name), today.FirstDay, today.Zone.Id,
            [.. AgentFigure.All.Select(f => DayFigure.Of(f, mine, chosen))],
            [.. mine.Seconds.Select(s => new StateTime(s.Key, (long)Math.Round(s.Value))).Where(s => s.Seconds > 0).OrderByDescending(s => s.Seconds)]);
    }

    private static async Task<IResult> SetTargetAsync(
        PracticeId practice, string metric, TargetInput input, SignedInUser user, FloorNames names, Targets targets, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Targets.Check(metric, input.Target, errors);
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        if (!(await names.ReadAsync(ct)).Practices.ContainsKey(practice) || !user.Reaches(Permission.TargetsEdit, practice))
        {
            return Problems.NotFound();
        }
        await targets.SetAsync(practice, metric, input.Target, user, ct);
        return Results.NoContent();
    }

    private static AgentDayColumn Column(AgentFigure figure, IReadOnlyDictionary<string, decimal> targets) => new(
        figure.Key, figure.Title, MetricView.Wire(figure.Unit), figure.Formula, Aims.Of(figure.Key),
        targets.TryGetValue(figure.Key, out var target) ? target : null);

    private static LocalRange Today(string zone, TimeProvider clock) => LocalRange.DayAround(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone));
}
