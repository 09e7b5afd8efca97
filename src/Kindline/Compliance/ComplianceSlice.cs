using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Compliance;

internal sealed record AllPartyState(string State, string Source);

internal sealed record RecordingLawView(DateOnly AsOf, string Federal, string Policy, bool AnnouncesAlways, IReadOnlyList<AllPartyState> AllParty);

/// <param name="Countries">Those that have a calendar.</param>
internal sealed record HolidayList(IReadOnlyList<string> Countries, IReadOnlyList<Holiday> Items);

/// <summary>The law as dated tables.</summary>
internal static class ComplianceSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(s => RecordingLaw.Load(s.GetRequiredService<KindlineOptions>()));
        services.AddSingleton(s => AreaCodes.Load(s.GetRequiredService<KindlineOptions>()));
        services.AddSingleton(s => TollDestinations.Load(s.GetRequiredService<KindlineOptions>()));
        services.AddSingleton(s => AgeOfMajority.Load(s.GetRequiredService<KindlineOptions>()));
        services.AddSingleton(s => HolidayCalendars.Load(s.GetRequiredService<KindlineOptions>()));
        services.AddSingleton<RecordingConsent>();
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/compliance/recording", Recording).Produces<RecordingLawView>().WithTags("Compliance").Requires(Permission.SettingsRead);
        api.MapGet("/compliance/holidays", (string? country, int? year, HolidayCalendars calendars, TimeProvider clock) => Holidays(country, year, calendars, clock))
            .Produces<HolidayList>().WithTags("Compliance").Requires(Permission.PracticesRead);
    }

    private static IResult Holidays(string? country, int? year, HolidayCalendars calendars, TimeProvider clock)
    {
        var of = year ?? clock.GetUtcNow().Year;
        return of is < 1900 or > 2200 ? Problems.Invalid("year", "must be 1900 to 2200")
            : TypedResults.Ok(new HolidayList(calendars.Countries, country is null ? [] : calendars.Of(country, of)));
    }

    private static RecordingLawView Recording(RecordingLaw law, KindlineOptions options) => new(
        law.AsOf, law.Federal, law.Policy, options.AnnouncesAlways,
        [.. law.AllParty.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new AllPartyState(s.Key, s.Value))]);
}
