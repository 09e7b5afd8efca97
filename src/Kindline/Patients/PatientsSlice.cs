using Kindline.Compliance;

namespace Kindline.Patients;

/// <summary>Registers the finding and reading of patients.</summary>
internal static class PatientsSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<PatientQueries>();
        services.AddSingleton<SeedPatients>();
        services.AddSingleton<IPatientState, PatientState>();
    }

    public static void Map(IEndpointRouteBuilder api) => PatientsApi.Map(api);
}
