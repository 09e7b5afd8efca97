using Kindline.Flows;

namespace Kindline.Desk;

/// <summary>Registers the agent's desk: what it shows is put together from all slices before it.</summary>
internal static class DeskSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<DeskTurns>();
        services.AddSingleton<PersonCards>();
        services.AddSingleton<OpenLink>();
        services.AddSingleton<DeskCalls>();
        services.AddSingleton<PickPeople>();
        services.AddSingleton<SaidIdentifiers>();
        services.AddSingleton<VerifyPerson>();
        services.AddSingleton<EditVerificationRules>();
        services.AddSingleton<AddProspect>();
        services.AddSingleton<LookUpPerson>();
        services.AddSingleton<RecordGrounds>();
        services.AddSingleton<EditPerson>();
        services.AddSingleton<ConfidentialVisits>();
        services.AddSingleton<ICallerAddress, CallerAddress>();
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        DeskApi.Map(api);
        EditPersonApi.Map(api);
        ConfidentialVisitsApi.Map(api);
        OpenLinkApi.Map(api);
        VerificationRulesApi.Map(api);
    }
}
