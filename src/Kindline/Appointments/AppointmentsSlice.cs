using Kindline.Patients.Duplicates;

namespace Kindline.Appointments;

/// <summary>Registers the reading of visits. First form: other slices show them; booking and its own pages come later.</summary>
internal static class AppointmentsSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<AppointmentQueries>();
        services.AddSingleton<IHoldsPatients, AppointmentMerges>();
        services.AddSingleton<SeedAppointments>();
    }
}
