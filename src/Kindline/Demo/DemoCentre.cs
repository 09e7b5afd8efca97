using System.Security.Cryptography;
using Kindline.Agents;
using Kindline.Appointments;
using Kindline.Appointments.Requests;
using Kindline.Dispositions;
using Kindline.Engine;
using Kindline.Flows;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Numbers;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Practices.Links;
using Kindline.Routing;
using Kindline.Telephony;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Demo;

/// <summary>
/// Fills an empty data folder at its first start: the disposition tree for every centre, and for a demo one practice with
/// invented patients and visits, two queues, and a user of every role. A real centre stays empty, and prints the code of its set-up until it has an administrator.
/// </summary>
internal sealed class DemoCentre(
    KindlineOptions options, DbFactory database, SeedDispositions dispositions, SeedPatients patients, SeedAppointments appointments,
    SeedRequests requests, AgentRegister agents, SetUpCode setUp, IPasswordHasher<User> hasher, ILookupNormalizer names, TimeProvider clock) : IHostedService
{
    internal const int PatientSeed = 20261122;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await dispositions.RunAsync(cancellationToken);
        await using var db = database.Create();
        if (await db.Users.AnyAsync(cancellationToken))
        {
            return;
        }
        if (!options.Demo)
        {
            setUp.Begin();
            return;
        }
        var password = options.DemoPassword ?? NewPassword();
        // One hash for all: they share one invented password, and each hash costs a tenth of a second of the first start.
        var hash = hasher.HashPassword(new User(), password);
        var practice = await FillAsync(db, hash, cancellationToken);
        await patients.RunAsync(practice, PatientSeed, cancellationToken);
        await appointments.RunAsync(practice, PatientSeed, cancellationToken);
        await requests.RunAsync(practice, cancellationToken);
        await Console.Error.WriteLineAsync($"kindline: demo users agent1 to agent10, lead, supervisor, director, admin and others; password {password}");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // 20 characters of an alphabet without look-alikes: 115 bits.
    private static string NewPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);

    private async Task<PracticeId> FillAsync(Db db, string hash, CancellationToken ct)
    {
        var practice = new Practice
        {
            Id = new PracticeId(Guid.CreateVersion7(clock.GetUtcNow())),
            Name = "Bayview Eye",
            Specialty = "Eye care",
            TimeZone = "America/Chicago",
            Hours = [.. Enum.GetValues<DayOfWeek>().Select(day => new OpeningHours { Day = day })],
        };
        var appointments = NewQueue(practice.Id, "Appointments");
        var billing = NewQueue(practice.Id, "Billing");
        billing.ShowsBalance = true;
        var profile = new Profile { Id = new ProfileId(Guid.CreateVersion7(clock.GetUtcNow())), PracticeId = practice.Id, Name = "Appointments first" };
        profile.Queues = [new ProfileEntry { QueueId = appointments.Id, Level = 1 }, new ProfileEntry { QueueId = billing.Id, Level = 2 }];
        var team = new Team { Id = new TeamId(Guid.CreateVersion7(clock.GetUtcNow())), PracticeId = practice.Id, Name = "Front line" };
        db.AddRange(practice, appointments, billing, profile, team);
        db.AddRange(
            new Number { E164 = "+15125550100", PracticeId = practice.Id, Purpose = "Appointments", QueueId = appointments.Id, ShownOutbound = true },
            new Number { E164 = "+15125550101", PracticeId = practice.Id, Purpose = "Billing", QueueId = billing.Id });
        db.Add(new TrunkLine { Name = TrunkLine.DemoName, From = "127.0.0.0/8, ::1" });
        db.Add(new PromptVersion
        {
            PracticeId = practice.Id,
            Kind = PromptKind.Greeting,
            Version = 1,
            Text = "Thank you for calling Bayview Eye. We are glad you called.",
            ChangedAt = clock.GetUtcNow(),
        });
        db.Add(new RecordLink
        {
            Id = new LinkId(Guid.CreateVersion7(clock.GetUtcNow())),
            PracticeId = practice.Id,
            Name = "Chart",
            Kind = LinkKind.Emr,
            Template = "https://emr.bayview.example/chart?mrn={mrn}",
        });
        db.AddRange(DemoContacts.Of(practice.Id, clock.GetUtcNow()));
        foreach (var (user, name, role) in DemoPeople.All)
        {
            var id = AddUser(db, hash, user, name, role, team.Id);
            db.Add(new UserPractice { UserId = id, PracticeId = practice.Id });
            if (role == "supervisor")
            {
                db.AddRange(DemoKnowledge.Cards(practice.Id, id, clock.GetUtcNow()));
            }
            if (DemoPeople.TakesCalls(role))
            {
                db.Add(agents.NewRow(id, user, profile.Id));
            }
        }
        await db.SaveChangesAsync(ct);
        return practice.Id;
    }

    private CallQueue NewQueue(PracticeId practice, string name) =>
        new() { Id = new QueueId(Guid.CreateVersion7(clock.GetUtcNow())), PracticeId = practice, Name = name };

    private Guid AddUser(Db db, string hash, string user, string name, string role, TeamId? team)
    {
        var row = new User
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            UserName = user,
            NormalizedUserName = names.NormalizeName(user),
            DisplayName = name,
            RoleKey = role,
            TeamId = team,
            PasswordHash = hash,
            LockoutEnabled = true,
            SecurityStamp = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
        };
        db.Add(row);
        return row.Id;
    }
}
