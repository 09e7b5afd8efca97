using Kindline.Appointments.Requests;
using Kindline.Patients;
using Kindline.Patients.Duplicates;

namespace Kindline.Appointments;

/// <summary>Registers visits and the requests for them. First form: other slices show visits; booking comes later.</summary>
internal static class AppointmentsSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<AppointmentQueries>();
        services.AddSingleton<IHoldsPatients, AppointmentMerges>();
        services.AddSingleton<SeedAppointments>();
        services.AddSingleton<RequestQueries>();
        services.AddSingleton<IRequestStandings>(s => s.GetRequiredService<RequestQueries>());
        services.AddSingleton<AddRequest>();
        services.AddSingleton<MoveRequest>();
        services.AddSingleton<IHoldsPatients, RequestMerges>();
        services.AddSingleton<SeedRequests>();
    }

    public static void Map(IEndpointRouteBuilder api) => RequestsApi.Map(api);
}
