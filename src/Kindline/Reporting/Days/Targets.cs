using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Reporting.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Reporting.Days;

/// <summary>A practice's targets as they stand: what it chose, else what is usual.</summary>
internal sealed class Targets(DbFactory databases, AuditTrail trail)
{
    public async Task<IReadOnlyDictionary<string, decimal>> OfAsync(PracticeId practice, CancellationToken ct)
    {
        await using var db = databases.Create();
        var chosen = await db.Set<MetricTarget>().AsNoTracking().Where(t => t.PracticeId == practice).ToListAsync(ct);
        var all = Aims.Usual.ToDictionary();
        foreach (var target in chosen)
        {
            all.Remove(target.Metric);
            if (target.Value is { } value)
            {
                all[target.Metric] = value;
            }
        }
        return all;
    }

    /// <summary>Sets one target, or takes it away.</summary>
    public async Task SetAsync(PracticeId practice, string metric, decimal? value, SignedInUser by, CancellationToken ct)
    {
        await using var db = databases.Create();
        var row = await db.Set<MetricTarget>().SingleOrDefaultAsync(t => t.PracticeId == practice && t.Metric == metric, ct);
        if (row is null)
        {
            row = new MetricTarget { PracticeId = practice, Metric = metric };
            db.Add(row);
        }
        row.Value = value;
        await trail.AppendAsync(new AuditEntry("report.target", 'U', by.AsActor()) { ObjectType = "Practice", ObjectId = practice.ToString() }, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>What is wrong with a target, or nothing.</summary>
    public static void Check(string metric, decimal? value, FieldErrors errors)
    {
        if (Aims.Of(metric) is null)
        {
            errors.Add("metric", $"must be one of {string.Join(", ", Aims.Metrics)}");
        }
        var most = UnitOf(metric) is Unit.Percent ? 100 : 100_000;
        if (value < 0 || value > most)
        {
            errors.Add("target", $"must be from 0 to {most}");
        }
    }

    private static Unit? UnitOf(string metric) => InboundMetrics.Find(metric)?.Unit ?? AgentFigure.Find(metric)?.Unit;
}
