using Kindline.Identity;

namespace Kindline.SetUp;

/// <summary>How far a centre is from its first call.</summary>
internal static class SetUpSlice
{
    public static void Add(IServiceCollection services) => services.AddSingleton<SetUpQueries>();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/set-up", async (SetUpQueries queries, CancellationToken ct) => TypedResults.Ok(await queries.ReadAsync(ct)))
            .WithTags("Set-up").Requires(Permission.SettingsEdit);
}
