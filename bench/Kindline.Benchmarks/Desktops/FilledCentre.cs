using System.Net;
using Kindline.Agents;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Voice.Calls;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Benchmarks.Desktops;

/// <summary>A telephone number that calls, and what an agent's telephone registers with once the centre's SIP port is known.</summary>
internal sealed record FilledCentre(IReadOnlyList<string> Callers, IReadOnlyList<(string User, string Secret)> Phones)
{
    public const string Password = "a bench of three hundred desks";

    /// <summary>The agents whose telephones are SIP phones of the bench; the others have a page and no phone.</summary>
    public const int PhoneCount = 58;

    private const int CallsOfEach = 20;

    public static string UserOf(int agent) => $"agent{agent}";

    /// <summary>
    /// The demo practice with so many agents instead of ten, each with twenty calls of today, made by the program's own parts in this
    /// process; the server is started on the folder afterwards.
    /// </summary>
    public static async Task<FilledCentre> MakeAsync(Dictionary<string, string> settings, int agents)
    {
        var options = KindlineOptions.FromEnvironment(name => settings.GetValueOrDefault(name));
        using var folder = DataFolder.Take(options);
        await using var app = Centre.Build(options, folder.Key);
        await Server.StartAsync(app, CancellationToken.None);
        var register = app.Services.GetRequiredService<AgentRegister>();
        await using (var db = app.Services.GetRequiredService<DbFactory>().Create())
        {
            await AddAgentsAsync(db, register, agents);
            await AddCallsAsync(db);
            await register.LoadAsync(CancellationToken.None);
            var numbers = await db.Set<Patients.PatientPhone>().OrderBy(p => p.Id).Select(p => p.Number).Distinct().Take(500).ToListAsync();
            var phones = register.All.Where(a => a.PhoneKind == PhoneKind.Sip).Select(a => (a.SipUser, register.SecretOf(a))).ToList();
            await app.StopAsync();
            return new FilledCentre(numbers, phones);
        }
    }

    private static async Task AddAgentsAsync(Db db, AgentRegister register, int agents)
    {
        var first = await db.Users.AsNoTracking().SingleAsync(u => u.UserName == UserOf(1));
        var row = await db.Agents.AsNoTracking().SingleAsync(a => a.Id == new AgentId(first.Id));
        var practice = await db.UserPractices.Where(u => u.UserId == first.Id).Select(u => u.PracticeId).SingleAsync();
        for (var n = 11; n <= agents; n++)
        {
            var id = AddUser(db, UserOf(n), $"Agent {n}", "agent", first, practice);
            db.Add(register.NewRow(id, UserOf(n), row.ProfileId));
        }
        AddUser(db, "wall", "Wall board", "display", first, practice);
        await db.SaveChangesAsync();
        var withPhones = Enumerable.Range(1, PhoneCount).Select(UserOf).ToList();
        await db.Agents.Where(a => withPhones.Contains(a.SipUser)).ExecuteUpdateAsync(a => a.SetProperty(x => x.PhoneKind, PhoneKind.Sip));
    }

    /// <summary>All share one password, whose hash is dear.</summary>
    private static Guid AddUser(Db db, string user, string name, string role, User like, PracticeId practice)
    {
        var id = Guid.CreateVersion7();
        db.Add(new User
        {
            Id = id,
            UserName = user,
            NormalizedUserName = user.ToUpperInvariant(),
            DisplayName = name,
            RoleKey = role,
            TeamId = like.TeamId,
            PasswordHash = like.PasswordHash,
            LockoutEnabled = true,
            SecurityStamp = id.ToString("N"),
        });
        db.Add(new UserPractice { UserId = id, PracticeId = practice });
        return id;
    }

    /// <summary>Without them every list of an agent's calls would be empty, and cost nothing.</summary>
    private static async Task AddCallsAsync(Db db)
    {
        var agents = await db.Agents.Select(a => a.Id).ToListAsync();
        var queue = await db.Set<Routing.CallQueue>().FirstAsync();
        var now = TimeProvider.System.GetUtcNow();
        for (var n = 0; n < agents.Count * CallsOfEach; n++)
        {
            var started = now.AddSeconds(-n * 2);
            var (id, agent) = (new InteractionId(Guid.CreateVersion7(started)), agents[n % agents.Count]);
            db.Add(new Interaction
            {
                Id = id,
                PracticeId = queue.PracticeId,
                From = $"+1512555{n % 10_000:D4}",
                To = "+15125550100",
                Line = "Appointments",
                QueueId = queue.Id,
                AgentId = agent,
                State = InteractionState.Ended,
                Outcome = Outcome.Handled,
                StartedAt = started,
                QueuedAt = started.AddSeconds(8),
                AnsweredAt = started.AddSeconds(12),
                EndedAt = started.AddSeconds(200),
                WrappedUpAt = started.AddSeconds(220),
                QueueSeconds = 4,
                TalkSeconds = 188,
                WrapUpSeconds = 20,
                Talks = [new AgentTalk { AgentId = agent, StartedAt = started.AddSeconds(12), EndedAt = started.AddSeconds(200), WrappedUpAt = started.AddSeconds(220) }],
            });
        }
        await db.SaveChangesAsync();
    }

    public IEnumerable<PhoneAccount> AccountsAt(IPEndPoint sip) => Phones.Select(p => new PhoneAccount(p.User, p.Secret, "kindline", sip));
}
