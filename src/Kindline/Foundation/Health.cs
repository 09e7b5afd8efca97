using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kindline.Foundation;

/// <summary>GET /healthz: what every slice's checks say; 503 where one has failed.</summary>
internal static class Health
{
    public static readonly HealthCheckOptions Options = new()
    {
        ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(new
        {
            status = Text(report.Status),
            checks = report.Entries.Select(e => new { name = e.Key, status = Text(e.Value.Status), message = e.Value.Description }),
        }),
    };

    private static string Text(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "ok",
        HealthStatus.Degraded => "degraded",
        _ => "failed",
    };
}

internal sealed class DatabaseHealth(DbFactory databases) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = databases.Create();
        return await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database cannot be reached.");
    }
}

internal sealed class DiskHealth(KindlineOptions options) : IHealthCheck
{
    private const long Low = 2L << 30;
    private const long Full = 200L << 20;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var free = new DriveInfo(options.DataFolder).AvailableFreeSpace;
        var message = $"{free >> 20} MB free";
        return Task.FromResult(free < Full ? HealthCheckResult.Unhealthy(message)
            : free < Low ? HealthCheckResult.Degraded(message)
            : HealthCheckResult.Healthy(message));
    }
}
