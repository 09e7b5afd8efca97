using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Appointments.Requests;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Integrations.Exports;
using Kindline.Interactions;
using Kindline.Knowledge;
using Kindline.Lists;
using Kindline.Lists.Bulk;
using Kindline.Numbers;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Guarded;
using Kindline.Patients.Import;
using Kindline.Patients.Notices;
using Kindline.Practices;
using Kindline.Practices.Contacts;
using Kindline.Practices.Links;
using Kindline.Routing;
using Kindline.Scripts;
using Kindline.Tests.Foundation;
using Kindline.Voice.Audio;
using Kindline.WorkItems;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Identity;

/// <summary>
/// Every route that names a record is asked for one of another practice, as every role that may use the route at all: it is not there, and
/// who asked is in the trail. A route that is new is asked too, or this fails.
/// </summary>
public sealed class IsolationTests
{
    private const string Number = "+15125550111";

    /// <summary>Routes whose records belong to no practice, each with why.</summary>
    private static readonly Dictionary<string, string> OfNoPractice = new()
    {
        ["/api/users/{id}"] = "accounts are the centre's; who manages them manages all",
        ["/api/users/{id}/unlock"] = "as above",
        ["/api/users/{id}/password"] = "as above",
        ["/api/trunks/{name}"] = "trunks are the centre's",
        ["/api/trunks/{name}/ask"] = "as above",
        ["/api/dispositions/{key}"] = "one tree of dispositions for the centre",
        ["/api/calls/parked/{slot}/take"] = "a slot is no record; who takes from it sees what is parked there for their practices alone (ParkTests)",
        ["/api/announcements/{id}/seen"] = "an announcement is told to agents, and holds nothing of a practice's",
    };

    private static readonly Dictionary<string, object> Bodies = new()
    {
        ["PUT /api/interactions/{id}/wrap-up"] = new { notes = "x" },
        ["POST /api/interactions/{id}/recording/download"] = new { reason = "Asked for by the court" },
        ["POST /api/owed/{id}/close"] = new { reason = "done by hand" },
        ["POST /api/desk/people/{id}/look-up"] = new { reason = "Checking a visit" },
        ["POST /api/desk/people/{id}/visits/{visit}/open"] = new { reason = "Checking a visit once more" },
        ["PUT /api/desk/people/{id}/visits/{visit}"] = new { confidential = true, reason = "Checking a visit" },
        ["POST /api/patients/{id}/links/{linkId}"] = new { reason = "Checking a visit" },
        ["PUT /api/desk/people/{id}"] = new { record = new { version = 0 }, reason = "Checking a visit" },
        ["POST /api/desk/people/{id}/death"] = new { step = "reported", reason = "Checking a visit" },
        ["PUT /api/floor/agents/{id}/state"] = new { state = "away", reason = "Lunch" },
        ["POST /api/floor/agents/{id}/coach"] = new { mode = "listen" },
        ["POST /api/calls/{id}/mute"] = new { muted = true },
        ["POST /api/calls/{id}/digits"] = new { digits = "1" },
        ["POST /api/calls/{id}/transfer"] = new { number = "+15125550112" },
        ["POST /api/knowledge/{id}/wrong"] = new { note = "The fax number is old" },
        ["PUT /api/knowledge/{id}"] = new { title = "x", body = "x" },
        ["PUT /api/reports/targets/{practice}/{metric}"] = new { value = 80 },
        ["PUT /api/patient-fields/{id}"] = new { label = "x" },
        ["PUT /api/scripts/{id}"] = new { name = "x", text = "x" },
        ["PUT /api/practices/{id}/closures"] = new { closures = Array.Empty<object>() },
        ["PUT /api/prompts/{practice}/{kind}"] = new { text = "Good morning." },
        ["POST /api/duplicates/{id}/merge"] = new { survivor = Guid.Empty },
        ["POST /api/practices/{id}/exports"] = new { reason = "The practice leaves the centre" },
        ["POST /api/lists/{id}/export"] = new { reason = "Recall letters of May", format = "csv" },
        ["POST /api/contact-notices/{id}/outcome"] = new { outcome = "told" },
        ["PUT /api/queues/{id}"] = new { offerSeconds = 20 },
        ["PUT /api/floor/thresholds/{practice}"] = new { wrapUpSeconds = 60 },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_route_answers_with_another_practice_s_record_and_who_asked_is_kept()
    {
        await using var centre = await TestCentre.StartAsync();
        var world = await World.MakeAsync(centre);
        List<string> wrong = [];
        var (asked, named) = (0, 0);
        foreach (var role in RoleTable.Roles)
        {
            using var stranger = await centre.SignInAsRoleAsync(role.Key, world.Own);
            foreach (var (method, route) in Routes(centre, role))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), world.Fill(route));
                if (method is "PUT" or "POST")
                {
                    request.Content = route.EndsWith("/audio", StringComparison.Ordinal) ? Tone() : JsonContent.Create(Bodies.GetValueOrDefault($"{method} {route}", new { }));
                }
                using var answer = await stranger.SendAsync(request, Ct);
                (asked, named) = (asked + 1, named + (world.Names(route) ? 1 : 0));
                if (answer.StatusCode != HttpStatusCode.NotFound)
                {
                    wrong.Add($"{role.Key}: {method} {route} answers {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
                }
            }
        }

        wrong.ShouldBeEmpty();
        (await EntriesAsync(centre)).ShouldBe(named, "each is in the trail");
        asked.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task Every_exception_is_a_route_that_there_is()
    {
        await using var centre = await TestCentre.StartAsync();

        var all = All(centre).Select(r => r.Route).ToHashSet();

        OfNoPractice.Keys.Except(all).ShouldBeEmpty();
        Bodies.Keys.Select(k => k[(k.IndexOf(' ') + 1)..]).Except(all).ShouldBeEmpty();
    }

    private static ByteArrayContent Tone()
    {
        using var wav = new MemoryStream();
        WavFile.Write(wav, [.. Enumerable.Range(0, 8000).Select(static n => (short)(n % 40 * 400))]);
        return new ByteArrayContent(wav.ToArray()) { Headers = { ContentType = new("audio/wav") } };
    }

    private static async Task<int> EntriesAsync(TestCentre centre) =>
        (await centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter { Code = "access.notFound" }, Ct)).Total;

    /// <summary>Those that name a record, and that this role may use for some practices, but not for all.</summary>
    private static IEnumerable<(string Method, string Route)> Routes(TestCentre centre, Role role) =>
        from route in All(centre)
        where route.Route.Contains('{') && !OfNoPractice.ContainsKey(route.Route)
        // Who runs the centre sees the ladders of all practices, without anybody in them.
        where !(role.Key == "admin" && route.Route == "/api/interactions/{id}/signalling")
        where role.Grants.Any(g => g.Permission == route.Permission && g.Scope is not Scope.All)
        select (route.Method, route.Route);

    private static IEnumerable<(string Method, string Route, string? Permission)> All(TestCentre centre) =>
        from endpoint in centre.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        let route = endpoint.RoutePattern.RawText!.TrimEnd('/').Replace(":guid}", "}", StringComparison.Ordinal).Replace(":int}", "}", StringComparison.Ordinal)
        where route.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, route, endpoint.Metadata.GetMetadata<AccessRule>()?.Permission);

    /// <summary>A practice of one's own, and another with one record of each kind.</summary>
    private sealed class World(PracticeId own, IReadOnlyDictionary<string, string> ids)
    {
        public PracticeId Own { get; } = own;

        public static async Task<World> MakeAsync(TestCentre centre)
        {
            var (own, theirs) = (new PracticeId(Guid.CreateVersion7()), new PracticeId(Guid.CreateVersion7()));
            var patient = new Patient { Id = new(Guid.CreateVersion7()), PracticeId = theirs, FirstName = "Ida", LastName = "Vega" };
            var queue = new CallQueue { Id = new(Guid.CreateVersion7()), PracticeId = theirs, Name = "Theirs" };
            var field = new PatientField { Id = new(Guid.CreateVersion7()), PracticeId = theirs, Label = "Theirs" };
            await using var db = centre.Databases.Create();
            db.AddRange(new Practice { Id = own, Name = "Ours" }, new Practice { Id = theirs, Name = "Theirs" });
            await db.SaveChangesAsync(Ct);
            var place = new Location { Id = new(Guid.CreateVersion7()), PracticeId = theirs, Name = "Theirs" };
            var import = new PatientImport { Id = new(Guid.CreateVersion7()), PracticeId = theirs, FileName = "theirs.csv", BegunAt = centre.Clock.GetUtcNow() };
            db.AddRange(patient, queue, field, place, import, new Number { E164 = Number, PracticeId = theirs, Purpose = "Main" });
            await db.SaveChangesAsync(Ct);
            var twin = new Patient { Id = new(Guid.CreateVersion7()), PracticeId = theirs, FirstName = "Ida", LastName = "Vega" };
            var pair = new PatientPair { Id = new(Guid.CreateVersion7()), PracticeId = theirs, OneId = patient.Id, OtherId = twin.Id, FoundAt = centre.Clock.GetUtcNow() };
            db.AddRange(twin, pair);
            await db.SaveChangesAsync(Ct);
            var agent = await centre.AddUserAsync("theirs", "agent", null, theirs);
            var call = new InteractionId(Guid.CreateVersion7());
            await TellAsync(centre, call, EventType.Started, new StartedFact(theirs, Channel.Voice, Direction.Inbound, "+15125550142", Number, "Main"));
            await TellAsync(centre, call, EventType.Queued, new QueuedFact(queue.Id));
            await TellAsync(centre, call, EventType.Answered, new AgentFact(new AgentId(agent)));
            await TellAsync(centre, call, EventType.Bound, new PersonFact(patient.Id));
            var now = centre.Clock.GetUtcNow();
            var item = await centre.Services.GetRequiredService<AddWorkItem>().RunAsync(new NewWorkItem(WorkItemKind.Task, theirs, "Theirs", queue.Id, call, now, now), Ct);
            var owed = new Owed { Id = new(Guid.CreateVersion7()), PracticeId = theirs, Kind = OwedKind.Abandoned, Number = "+15125550142", InteractionId = call, CreatedAt = now, DueAt = now };
            var card = new KnowledgeCard { Id = new(Guid.CreateVersion7()), PracticeId = theirs, Title = "Theirs", Body = "Theirs", OwnerId = agent, ChangedAt = now, ChangedBy = agent };
            var list = new PatientList { Id = new(Guid.CreateVersion7()), PracticeId = theirs, Name = "Theirs", OwnerId = agent, IsShared = true, Filter = "{}", Sort = "name" };
            var partner = new Organisation { Id = new(Guid.CreateVersion7()), PracticeId = theirs, Name = "Theirs", ChangedAt = now };
            var request = new AppointmentRequest { Id = new(Guid.CreateVersion7()), PracticeId = theirs, PatientId = patient.Id };
            var link = new RecordLink { Id = new(Guid.CreateVersion7()), PracticeId = theirs, Name = "Theirs", Template = "https://theirs.example" };
            var bulk = new BulkChange { Id = new(Guid.CreateVersion7()), PracticeId = theirs, UserId = agent, Field = "status", State = BulkState.Done, BegunAt = now };
            var export = new PracticeExport { Id = new(Guid.CreateVersion7()), PracticeId = theirs, Reason = "Theirs", AskedBy = agent, AskedAt = now };
            var script = new Script { Id = new(Guid.CreateVersion7()), PracticeId = theirs, Name = "Theirs", Text = "Theirs" };
            var opening = new GuardedOpening { Id = new(Guid.CreateVersion7()), PracticeId = theirs, PatientId = patient.Id, UserId = agent, OpenedAt = now, EndsAt = now };
            var notice = new ContactNotice { Id = new(Guid.CreateVersion7()), PracticeId = theirs, PatientId = patient.Id, To = "+15125550142", CreatedAt = now, DueAt = now };
            db.AddRange(owed, card, list, partner, request, link, bulk, export, script, opening, notice);
            await db.SaveChangesAsync(Ct);
            return new World(own, new Dictionary<string, string>
            {
                ["/api/patients/{id}"] = patient.Id.ToString(),
                ["/api/desk/people/{id}"] = patient.Id.ToString(),
                ["{linkId}"] = link.Id.ToString(),
                ["{patientId}"] = patient.Id.ToString(),
                ["/api/interactions/{id}"] = call.ToString(),
                ["/api/calls/{id}"] = call.ToString(),
                ["/api/desk/calls/{id}"] = call.ToString(),
                ["/api/emergencies/{id}"] = call.ToString(),
                ["/api/owed/{id}"] = owed.Id.ToString(),
                ["/api/work-items/{id}"] = item.ToString(),
                ["/api/organisations/{id}"] = partner.Id.ToString(),
                ["/api/appointment-requests/{id}"] = request.Id.ToString(),
                ["/api/knowledge/{id}"] = card.Id.ToString(),
                ["/api/queues/{id}"] = queue.Id.ToString(),
                ["/api/profiles/{id}"] = Guid.CreateVersion7().ToString(),
                ["/api/patient-fields/{id}"] = field.Id.ToString(),
                ["/api/scripts/{id}"] = script.Id.ToString(),
                ["/api/agents/{id}"] = agent.ToString(),
                ["/api/floor/agents/{id}"] = agent.ToString(),
                ["/api/floor/moves/{id}"] = Guid.CreateVersion7().ToString(),
                ["/api/practices/{id}"] = theirs.ToString(),
                ["/api/contact-notices/{id}"] = notice.Id.ToString(),
                ["/api/openings/{id}"] = opening.Id.ToString(),
                ["{visit}"] = Guid.CreateVersion7().ToString(),
                ["{export}"] = export.Id.ToString(),
                ["{one}"] = place.Id.ToString(),
                ["/api/imports/{id}"] = import.Id.ToString(),
                ["/api/bulk-changes/{id}"] = bulk.Id.ToString(),
                ["/api/lists/{id}"] = list.Id.ToString(),
                ["/api/duplicates/{id}"] = pair.Id.ToString(),
                ["{practice}"] = theirs.ToString(),
                ["{version}"] = "1",
                ["{kind}"] = "greeting",
                ["{metric}"] = "serviceLevel",
                ["{e164}"] = Number,
            });
        }

        /// <summary>The route with the other practice's ids; one that no kind of record is known for cannot be asked.</summary>
        public string Fill(string route)
        {
            var filled = ids.Where(i => i.Key.StartsWith("/api/", StringComparison.Ordinal) && (route + "/").StartsWith(i.Key + "/", StringComparison.Ordinal))
                .Aggregate(route, static (path, i) => path.Replace("{id}", i.Value, StringComparison.Ordinal));
            filled = ids.Where(i => i.Key[0] == '{').Aggregate(filled, static (path, i) => path.Replace(i.Key, i.Value, StringComparison.Ordinal));
            filled.ShouldNotContain('{', $"{route} names a record of a kind that this world has none of: add one");
            return filled;
        }

        /// <summary>Whether it names a record by an id: numbers and words are in no trail.</summary>
        public bool Names(string route) => Fill(route).Split('/').Any(static part => Guid.TryParse(part, out _));

        private static Task TellAsync(TestCentre centre, InteractionId id, string type, object fact) =>
            centre.Services.GetRequiredService<IInteractionLog>().AppendAsync(id, type, fact, Ct);
    }
}
