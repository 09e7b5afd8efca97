using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Appointments;
using Kindline.Appointments.Requests;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Practices.Contacts;
using Kindline.Tests.Foundation;
using Kindline.Tests.Practices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Appointments;

public sealed class RequestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_request_goes_from_new_to_booked_with_its_visit_and_the_partner_s_card_says_so(DatabaseEngine engine)
    {
        await using var world = await World.OpenAsync(engine);
        var (_, added) = await world.AddAsync(new { patient = world.Rosa, sender = world.Partner, source = "fax", note = "Failed the screening" });
        world.Centre.Clock.Advance(TimeSpan.FromMinutes(5));
        var visit = await world.BookAsync(world.Rosa);

        await world.MoveAsync(added, new { state = "trying", note = "No answer" });
        var meant = (await world.ReadAsync(added)).GetProperty("visits").EnumerateArray().Single();
        var (status, booked) = await world.MoveAsync(added, new { state = "booked", appointment = visit });

        (status, meant.GetProperty("id").GetString(), meant.GetProperty("meant").GetBoolean()).ShouldBe((HttpStatusCode.OK, visit.ToString(), true));
        var request = booked.GetProperty("request");
        (Text(request, "state"), Text(request.GetProperty("visit").GetProperty("visit"), "visitType"), request.GetProperty("handledAt").ValueKind).ShouldBe(("booked", "Exam", JsonValueKind.String));
        booked.GetProperty("steps").EnumerateArray().Select(s => (Text(s, "state"), Text(s, "note"), Text(s, "by")))
            .ShouldBe([("new", null, "frontdesk"), ("trying", "No answer", "frontdesk"), ("booked", null, "frontdesk")]);
        (await world.StatesAsync()).ShouldBe([("booked", 1), (null, 1)]);
        (await world.NamedAsync()).ShouldBe([("Ben Ode", null), ("Rosa Delgado", "booked")]);
    }

    [Theory, BothEngines]
    public async Task Of_a_vip_there_is_how_far_it_is_and_of_a_confidential_visit_the_day(DatabaseEngine engine)
    {
        await using var world = await World.OpenAsync(engine);
        var (_, added) = await world.AddAsync(new { patient = world.Rosa, source = "call", note = "Failed the screening" });
        var visit = await world.BookAsync(world.Rosa);
        await world.ChangeAsync<Appointment>(a => a.Id == visit, a => a.Confidential = true);
        var (_, booked) = await world.MoveAsync(added, new { state = "booked", appointment = visit });
        await world.ChangeAsync<Patient>(p => p.Id == world.Rosa, p => p.Vip = true);

        var hidden = (await world.ReadAsync(added)).GetProperty("request");

        var shown = booked.GetProperty("request").GetProperty("visit").GetProperty("visit");
        (Text(shown, "visitType"), shown.GetProperty("confidential").GetBoolean()).ShouldBe((null, true));
        (Text(hidden.GetProperty("patient"), "name"), Text(hidden, "state"), Text(hidden, "note"), hidden.GetProperty("visit").ValueKind)
            .ShouldBe(("Rosa Delgado", "booked", null, JsonValueKind.Null));
    }

    [Fact]
    public async Task Who_takes_calls_is_shown_no_visits_by_it()
    {
        await using var world = await World.OpenAsync();
        var (_, added) = await world.AddAsync(new { patient = world.Rosa, source = "call", note = "Mornings" });
        await world.MoveAsync(added, new { state = "trying", note = "Asks about the clinic for sleep" });
        await world.MoveAsync(added, new { state = "booked", appointment = await world.BookAsync(world.Rosa) });
        using var agent = await world.Centre.SignInAsRoleAsync("agent", world.Practice);

        var seen = await agent.GetFromJsonAsync<JsonElement>($"/api/appointment-requests/{Text(added.GetProperty("request"), "id")}", Ct);

        seen.GetProperty("visits").GetArrayLength().ShouldBe(0);
        var request = seen.GetProperty("request");
        seen.GetProperty("steps").EnumerateArray().Select(s => Text(s, "note")).ShouldBe([null, "Asks about the clinic for sleep", null]);
        (Text(request, "state"), Text(request, "note"), request.GetProperty("visit").ValueKind).ShouldBe(("booked", "Mornings", JsonValueKind.Null));
        await world.ChangeAsync<Appointment>(a => a.PatientId == world.Rosa, a => a.Confidential = true);
        var silent = await agent.GetFromJsonAsync<JsonElement>($"/api/appointment-requests/{Text(added.GetProperty("request"), "id")}", Ct);
        (Text(silent.GetProperty("request"), "note"), silent.GetProperty("steps").EnumerateArray().All(s => Text(s, "note") is null)).ShouldBe((null, true));
    }

    [Theory, BothEngines]
    public async Task A_step_is_taken_back_by_another_and_of_two_at_once_the_second_is_told(DatabaseEngine engine)
    {
        await using var world = await World.OpenAsync(engine);
        var (_, added) = await world.AddAsync(new { patient = world.Rosa, source = "call" });

        var first = await world.MoveAsync(added, new { state = "declined", version = 0 });
        var second = await world.MoveAsync(added, new { state = "trying", version = 0 });
        var (_, back) = await world.MoveAsync(added, new { state = "new", version = 1 });

        (first.Status, second.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Conflict));
        (Text(back.GetProperty("request"), "state"), back.GetProperty("request").GetProperty("handledAt").ValueKind).ShouldBe(("new", JsonValueKind.Null));
        back.GetProperty("steps").GetArrayLength().ShouldBe(3);
    }

    [Theory, BothEngines]
    public async Task The_oldest_stand_first_and_what_is_open_past_two_working_days_is_late(DatabaseEngine engine)
    {
        await using var world = await World.OpenAsync(engine);
        var now = world.Centre.Clock.GetUtcNow();
        await world.AddAsync(new { patient = world.Rosa, source = "email", receivedAt = now.AddDays(-1) });
        await world.AddAsync(new { patient = world.Ben, sender = world.Partner, source = "referral", receivedAt = now.AddDays(-7) });
        var (_, done) = await world.AddAsync(new { patient = world.Ben, source = "webForm", receivedAt = now.AddDays(-9) });
        await world.MoveAsync(done, new { state = "withdrawn" });

        var open = await world.ListAsync("?open=true");

        open.GetProperty("items").EnumerateArray().Select(r => (Text(r.GetProperty("patient"), "name"), r.GetProperty("overdue").GetBoolean()))
            .ShouldBe([("Ben Ode", true), ("Rosa Delgado", false)]);
        (open.GetProperty("total").GetInt32(), open.GetProperty("open").GetInt32(), open.GetProperty("overdue").GetInt32()).ShouldBe((2, 2, 1));
        (await world.ListAsync($"?partner={world.Partner}")).GetProperty("total").GetInt32().ShouldBe(1);
        (await world.ListAsync("?state=withdrawn")).GetProperty("total").GetInt32().ShouldBe(1);
        (await world.ListAsync("?open=false")).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_does_not_belong_to_the_patient_or_the_practice_is_refused_where_it_stands()
    {
        await using var world = await World.OpenAsync();
        var elsewhere = await World.PartnerAsync(world.Centre, await ContactsTests.PracticeAsync(world.Centre));
        var (_, added) = await world.AddAsync(new { patient = world.Rosa, source = "call" });
        var strange = await world.BookAsync(world.Ben);

        Wrong((await world.AddAsync(new { patient = world.Rosa, sender = elsewhere })).Body).ShouldBe(["source", "sender"]);
        Wrong((await world.AddAsync(new { patient = Guid.CreateVersion7(), source = "call" })).Body).ShouldBe(["patient"]);
        Wrong((await world.MoveAsync(added, new { state = "booked", appointment = strange })).Body).ShouldBe(["appointment"]);
        Wrong((await world.MoveAsync(added, new { state = "booked" })).Body).ShouldBe(["appointment"]);
        (await world.MoveAsync(added, new { state = "booked", note = "Tuesday with Dr. Vance" })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whom_a_list_names_and_what_was_done_stands_in_the_trail_without_the_words_of_it()
    {
        await using var world = await World.OpenAsync();
        var (_, added) = await world.AddAsync(new { patient = world.Rosa, source = "call", note = "Blurred vision" });
        await world.MoveAsync(added, new { state = "notReached", note = "Blurred vision" });
        await world.ListAsync("");

        var entries = (await world.Centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter(), Ct)).Items.Where(e => e.Code.StartsWith("request.", StringComparison.Ordinal)).ToList();

        entries.Select(e => e.Code).Distinct().Order().ShouldBe(["request.added", "request.changed", "request.list", "request.read"]);
        entries.ShouldAllBe(e => e.PatientId!.Value.ToString() == world.Rosa.ToString());
        JsonSerializer.Serialize(entries).ShouldNotContain("Blurred");
    }

    [Fact]
    public async Task The_card_shows_open_requests_and_all_of_them_in_its_history()
    {
        await using var world = await World.OpenAsync();
        var (_, done) = await world.AddAsync(new { patient = world.Rosa, source = "webForm" });
        await world.MoveAsync(done, new { state = "notReached" });
        await world.AddAsync(new { patient = world.Rosa, sender = world.Partner, source = "referral" });

        var card = await (await world.Manager.PostAsJsonAsync($"/api/desk/people/{world.Rosa}/look-up", new { reason = "Asked at the front desk" }, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct);

        card.GetProperty("requests").EnumerateArray().Select(r => Text(r.GetProperty("sender"), "name")).ShouldBe(["Cedar Pediatrics"]);
        card.GetProperty("timeline").EnumerateArray().Select(l => (Text(l, "kind"), Text(l, "text"))).ShouldBe(
            [("request", "Asked for an appointment by referral: new"), ("request", "Asked for an appointment by web form: not reached")], ignoreOrder: true);
    }

    [Theory]
    [InlineData("2026-11-20T15:00:00Z", "2026-11-25T06:00:00Z")]
    [InlineData("2026-11-24T15:00:00Z", "2026-11-28T06:00:00Z")]
    public void Two_working_days_leave_out_weekends_and_holidays(string received, string due)
    {
        var practice = new Practice { TimeZone = "America/Chicago", Closures = [new Closure { On = new DateOnly(2026, 11, 26), Name = "Thanksgiving Day" }] };

        practice.AfterWorkingDays(DateTimeOffset.Parse(received, null), 2).ShouldBe(DateTimeOffset.Parse(due, null));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<string> Wrong(JsonElement body) => body.GetProperty("errors").EnumerateObject().Select(e => e.Name);

    /// <summary>A practice with a referral partner that sent two patients, a front desk and a manager.</summary>
    private sealed class World : IAsyncDisposable
    {
        public required TestCentre Centre { get; init; }

        public required HttpClient FrontDesk { get; init; }

        public required HttpClient Manager { get; init; }

        public required PracticeId Practice { get; init; }

        public required OrganisationId Partner { get; init; }

        public PatientId Rosa { get; } = new(Guid.CreateVersion7());

        public PatientId Ben { get; } = new(Guid.CreateVersion7());

        public static async Task<World> OpenAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
        {
            var centre = await TestCentre.StartAsync(engine);
            var practice = await ContactsTests.PracticeAsync(centre);
            var world = new World
            {
                Centre = centre,
                Practice = practice,
                Partner = await PartnerAsync(centre, practice),
                FrontDesk = await centre.SignInAsRoleAsync("frontdesk", practice),
                Manager = await centre.SignInAsRoleAsync("manager", practice),
            };
            await using var db = centre.Databases.Create();
            db.AddRange(world.Person(world.Rosa, "Rosa", "Delgado"), world.Person(world.Ben, "Ben", "Ode"));
            await db.SaveChangesAsync(Ct);
            return world;
        }

        public static async Task<OrganisationId> PartnerAsync(TestCentre centre, PracticeId practice)
        {
            var partner = new Organisation { Id = new(Guid.CreateVersion7()), PracticeId = practice, Name = "Cedar Pediatrics", ChangedAt = centre.Clock.GetUtcNow() };
            await using var db = centre.Databases.Create();
            db.Add(partner);
            await db.SaveChangesAsync(Ct);
            return partner.Id;
        }

        public Task<(HttpStatusCode Status, JsonElement Body)> AddAsync(object input) => SendAsync(HttpMethod.Post, "", JsonSerializer.SerializeToNode(input, WireJson.Options)!);

        /// <summary>With the version that it has now, where none is said.</summary>
        public async Task<(HttpStatusCode Status, JsonElement Body)> MoveAsync(JsonElement added, object step)
        {
            var input = JsonSerializer.SerializeToNode(step, WireJson.Options)!;
            input["version"] ??= (await ReadAsync(added)).GetProperty("request").GetProperty("version").GetInt32();
            return await SendAsync(HttpMethod.Put, $"/{IdOf(added)}/state", input);
        }

        public Task<JsonElement> ReadAsync(JsonElement added) => FrontDesk.GetFromJsonAsync<JsonElement>($"/api/appointment-requests/{IdOf(added)}", Ct);

        public Task<JsonElement> ListAsync(string query) => FrontDesk.GetFromJsonAsync<JsonElement>($"/api/appointment-requests{query}", Ct);

        public async Task<IEnumerable<(string?, int)>> StatesAsync() =>
            (await FrontDesk.GetFromJsonAsync<JsonElement>($"/api/organisations/{Partner}/referrals", Ct)).GetProperty("requests").EnumerateArray()
                .Select(r => (r.GetProperty("state").GetString(), r.GetProperty("patients").GetInt32()));

        public async Task<IEnumerable<(string?, string?)>> NamedAsync() =>
            (await Manager.GetFromJsonAsync<JsonElement>($"/api/organisations/{Partner}/referrals/patients", Ct)).GetProperty("items").EnumerateArray()
                .Select(p => (Text(p, "name"), p.GetProperty("request") is { ValueKind: JsonValueKind.Object } request ? Text(request, "state") : null)).OrderBy(p => p.Item1);

        public async Task<AppointmentId> BookAsync(PatientId patient)
        {
            await using var db = Centre.Databases.Create();
            var (provider, place, type) = (new ProviderId(Guid.CreateVersion7()), new LocationId(Guid.CreateVersion7()), new VisitTypeId(Guid.CreateVersion7()));
            var visit = new Appointment
            {
                Id = new(Guid.CreateVersion7()),
                PracticeId = Practice,
                PatientId = patient,
                ProviderId = provider,
                LocationId = place,
                VisitTypeId = type,
                StartsAt = Centre.Clock.GetUtcNow().AddDays(5),
                BookedAt = Centre.Clock.GetUtcNow(),
            };
            db.AddRange(
                new Provider { Id = provider, PracticeId = Practice, Name = "Dr. Vance" }, new Location { Id = place, PracticeId = Practice, Name = "Main" },
                new VisitType { Id = type, PracticeId = Practice, Name = "Exam" }, visit);
            await db.SaveChangesAsync(Ct);
            return visit.Id;
        }

        public async ValueTask DisposeAsync()
        {
            FrontDesk.Dispose();
            Manager.Dispose();
            await Centre.DisposeAsync();
        }

        public async Task ChangeAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> which, Action<T> change)
            where T : class
        {
            await using var db = Centre.Databases.Create();
            change(await db.Set<T>().SingleAsync(which, Ct));
            await db.SaveChangesAsync(Ct);
        }

        private Patient Person(PatientId id, string first, string last) =>
            new() { Id = id, PracticeId = Practice, FirstName = first, LastName = last, ReferredById = Partner, ReferredAt = Centre.Clock.GetUtcNow() };

        private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object body)
        {
            using var request = new HttpRequestMessage(method, $"/api/appointment-requests{path}") { Content = JsonContent.Create(body, options: WireJson.Options) };
            using var answer = await FrontDesk.SendAsync(request, Ct);
            return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
        }

        private static string? IdOf(JsonElement added) => Text(added.GetProperty("request"), "id");
    }
}
