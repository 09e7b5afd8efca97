using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Appointments;

/// <summary>Puts invented providers, places and visits into a practice that has none: a year back and three months ahead.</summary>
internal sealed class SeedAppointments(DbFactory databases, TimeProvider clock)
{
    private const int DaysBack = 365;
    private const int DaysAhead = 90;

    private static readonly string[] ProviderNames = ["Dr. Peter Vance", "Dr. Ingrid Solheim", "Dr. Kofi Mensah", "Paula Reyes, OD"];

    private static readonly (string Name, string Address)[] Places =
    [
        ("Bayview Main", "400 Heron Way, Austin, TX 78701"), ("Bayview North", "1250 Ridgeline Drive, Round Rock, TX 78664"),
    ];

    private static readonly (string Name, int Minutes)[] Kinds =
    [
        ("Annual eye exam", 30), ("New patient exam", 45), ("Glaucoma follow-up", 20), ("Contact lens fitting", 30), ("Post-operative check", 15),
        ("Diabetic eye exam", 40),
    ];

    /// <summary>Returns how many visits were added: none where the practice has providers.</summary>
    public async Task<int> RunAsync(PracticeId practice, int seed, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.Providers.AnyAsync(p => p.PracticeId == practice, ct))
        {
            return 0;
        }
        var now = clock.GetUtcNow();
        var providers = ProviderNames.Select(n => new Provider { Id = new ProviderId(NewId()), PracticeId = practice, Name = n }).ToArray();
        var places = Places.Select(p => new Location { Id = new LocationId(NewId()), PracticeId = practice, Name = p.Name, Address = p.Address }).ToArray();
        var kinds = Kinds.Select(k => new VisitType { Id = new VisitTypeId(NewId()), PracticeId = practice, Name = k.Name, Minutes = k.Minutes }).ToArray();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Practices.Where(p => p.Id == practice).Select(p => p.TimeZone).SingleAsync(ct));
        var patients = await db.Patients.Where(p => p.PracticeId == practice).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(ct);
        var random = new Random(seed);
        var taken = new HashSet<(int Provider, DateTimeOffset At)>();
        var visits = patients.SelectMany(Visits).ToList();
        if (visits.LastOrDefault(v => v.State is AppointmentState.Booked) is { } confidential)
        {
            confidential.Confidential = true;
        }
        db.AddRange(providers);
        db.AddRange(places);
        db.AddRange(kinds);
        db.AddRange(visits);
        await db.SaveChangesAsync(ct);
        return visits.Count;

        Guid NewId() => Guid.CreateVersion7(now);

        List<Appointment> Visits(PatientId patient)
        {
            List<Appointment> of = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Visit(patient, -random.Next(1, DaysBack), Past()))];
            if (random.Next(2) == 0)
            {
                of.Add(Visit(patient, random.Next(1, DaysAhead), random.Next(12) == 0 ? AppointmentState.Cancelled : AppointmentState.Booked));
            }
            return of;
        }

        AppointmentState Past() => random.Next(10) switch { 0 => AppointmentState.Missed, 1 => AppointmentState.Cancelled, _ => AppointmentState.Seen };

        Appointment Visit(PatientId patient, int days, AppointmentState state)
        {
            var kind = kinds[random.Next(kinds.Length)];
            var (provider, at) = FreeSlot(days);
            var booked = at.AddDays(-random.Next(7, 40));
            return new Appointment
            {
                Id = new AppointmentId(NewId()),
                PracticeId = practice,
                PatientId = patient,
                ProviderId = providers[provider].Id,
                LocationId = places[random.Next(places.Length)].Id,
                VisitTypeId = kind.Id,
                StartsAt = at,
                Minutes = kind.Minutes,
                State = state,
                BookedAt = booked < now ? booked : now,
            };
        }

        // A quarter hour of a working day's eight hours, at which this provider sees nobody else.
        (int Provider, DateTimeOffset At) FreeSlot(int days)
        {
            var day = now.DayIn(zone).AddDays(days);
            // Away from today, so that what is past stays past and what comes still comes.
            var step = Math.Sign(days);
            while (true)
            {
                day = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? day.AddDays(step) : day;
                var local = day.ToDateTime(new TimeOnly(8, 0)).AddMinutes(15 * random.Next(0, 32));
                var slot = (random.Next(providers.Length), new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime());
                if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && taken.Add(slot))
                {
                    return slot;
                }
            }
        }
    }
}
