using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kindline.Recording;

internal static class RecordingSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<RecordingIndex>();
        services.AddHostedService(s => s.GetRequiredService<RecordingIndex>());
        services.AddSingleton<CallRecorder>();
        services.AddSingleton<RecordingShelf>();
        services.AddSingleton<IInteractionRecordings, InteractionRecordings>();
        services.AddHealthChecks().AddCheck<RecordingHealth>("recording");
    }

    public static void Map(IEndpointRouteBuilder api) => RecordingApi.Map(api);
}

/// <summary>The recordings that an interaction's page lists.</summary>
internal sealed class InteractionRecordings(DbFactory database) : IInteractionRecordings
{
    public async Task<IReadOnlyList<RecordingLine>> ReadAsync(InteractionId interaction, CancellationToken ct)
    {
        await using var db = database.Create();
        var rows = await db.Recordings.AsNoTracking().Where(r => r.InteractionId == interaction).OrderBy(r => r.StartedAt).ToListAsync(ct);
        return [.. rows.Select(r => new RecordingLine(r.Id, r.Kind == RecordingKind.Call ? "call" : "voicemail", r.Seconds, r.StartedAt))];
    }
}

internal sealed class RecordingHealth(CallRecorder recorder) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(recorder.Trouble is { } why ? HealthCheckResult.Unhealthy(why) : HealthCheckResult.Healthy());
}
