using Kindline.Appointments;
using Kindline.Patients;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Appointments;

public sealed class AppointmentTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_demo_practice_gets_visits_past_and_to_come_in_working_hours_and_never_two_at_once(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await office.Get<SeedPatients>().RunAsync(office.Practice, 20, Ct);

        var added = await office.Get<SeedAppointments>().RunAsync(office.Practice, 20, Ct);
        (await office.Get<SeedAppointments>().RunAsync(office.Practice, 20, Ct)).ShouldBe(0);

        var now = office.Clock.GetUtcNow();
        var visits = await office.Db().Set<Appointment>().ToListAsync(Ct);
        visits.Count.ShouldBe(added);
        (visits.Count(v => v.Confidential), await office.Db().Set<Patient>().CountAsync(p => p.Vip, Ct)).ShouldBe((1, 1), "each is shown once");
        visits.Where(v => v.StartsAt > now).ShouldAllBe(v => v.State == AppointmentState.Booked || v.State == AppointmentState.Cancelled);
        visits.Where(v => v.StartsAt <= now).ShouldAllBe(v => v.State != AppointmentState.Booked);
        visits.Count(v => v.StartsAt > now).ShouldBeInRange(100, 300);
        visits.Select(v => (v.ProviderId, v.StartsAt)).Distinct().Count().ShouldBe(added);
        (visits.Select(v => v.VisitTypeId).Distinct().Count(), visits.Select(v => v.LocationId).Distinct().Count()).ShouldBe((6, 2));
        var chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
        visits.Select(v => TimeZoneInfo.ConvertTime(v.StartsAt, chicago))
            .ShouldAllBe(at => at.Hour >= 8 && at.Hour < 16 && at.DayOfWeek != DayOfWeek.Saturday && at.DayOfWeek != DayOfWeek.Sunday);
    }

    [Theory, BothEngines]
    public async Task Somebody_without_visits_has_neither_a_next_nor_a_last_one(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);

        var visits = await office.Get<AppointmentQueries>().OfAsync(default, confides: true, Ct);

        (visits.Next, visits.Last, visits.Past.Count).ShouldBe((null, null, 0));
    }
}
