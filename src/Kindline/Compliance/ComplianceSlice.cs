using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Compliance;

internal sealed record AllPartyState(string State, string Source);

internal sealed record RecordingLawView(DateOnly AsOf, string Federal, string Policy, bool AnnouncesAlways, IReadOnlyList<AllPartyState> AllParty);

/// <summary>The law as dated tables.</summary>
internal static class ComplianceSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(s => RecordingLaw.Load(s.GetRequiredService<KindlineOptions>()));
        services.AddSingleton(s => AreaCodes.Load(s.GetRequiredService<KindlineOptions>()));
        services.AddSingleton(s => TollDestinations.Load(s.GetRequiredService<KindlineOptions>()));
        services.AddSingleton<RecordingConsent>();
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/compliance/recording", Recording).Produces<RecordingLawView>().WithTags("Compliance").Requires(Permission.SettingsRead);

    private static RecordingLawView Recording(RecordingLaw law, KindlineOptions options) => new(
        law.AsOf, law.Federal, law.Policy, options.AnnouncesAlways,
        [.. law.AllParty.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new AllPartyState(s.Key, s.Value))]);
}
