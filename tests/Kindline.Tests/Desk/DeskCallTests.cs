using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Routing;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Desk;

public sealed class DeskCallTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Before_anybody_is_verified_there_are_names_and_nothing_more(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await desk.PostAsync("bind", new { patientId = desk.Mother });

        var call = await desk.ReadAsync();

        call.GetProperty("practice").GetProperty("name").GetString().ShouldBe("Cedar Family Medicine");
        (call.GetProperty("line").GetString(), call.GetProperty("from").GetString(), call.GetProperty("peopleOnNumber").GetInt32())
            .ShouldBe(("Appointments", DeskCentre.Number, 3));
        call.GetProperty("candidates").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ShouldBe(["Ada Hinojosa", "Luis Hinojosa", "Rosa Hinojosa"]);
        call.GetProperty("bound").GetGuid().ShouldBe(desk.Mother.Value);
        call.GetProperty("person").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (var hidden in new[] { "1971", "DM77", "Juniper Lane", "Mesa", "Latex", "2500" })
        {
            call.GetRawText().ShouldNotContain(hidden);
        }
    }

    [Theory, BothEngines]
    public async Task A_verified_person_has_a_card_with_the_facts_of_the_work(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await BeforeAsync(desk);

        await desk.VerifyAsync(desk.Mother, "1971-03-14");
        var person = (await desk.ReadAsync()).GetProperty("person");

        (person.GetProperty("kind").GetString(), person.GetProperty("name").GetString(), person.GetProperty("age").GetInt32(), person.GetProperty("mrn").GetString())
            .ShouldBe(("patient", "Rosa Hinojosa", 55, "DM77"));
        person.GetProperty("address").GetString().ShouldBe("12 Juniper Lane, Austin, TX 78701-4412");
        person.GetProperty("alerts")[0].GetProperty("level").GetString().ShouldBe("warn");
        var now = desk.Centre.Clock.GetUtcNow();
        person.GetProperty("nextAppointment").GetProperty("at").GetDateTimeOffset().ShouldBe(now.AddDays(9));
        person.GetProperty("lastVisit").GetProperty("at").GetDateTimeOffset().ShouldBe(now.AddDays(-400));
        var last = person.GetProperty("lastContact");
        (last.GetProperty("by").GetString(), last.GetProperty("disposition").GetString()).ShouldBe(("ben", "Confirmed / Pt called to confirm"));
        person.GetProperty("timeline").EnumerateArray().Select(l => l.GetProperty("text").GetString()).ShouldBe(
            [
                "Inbound call, Appointments: abandoned", "Inbound call, Appointments: Confirmed / Pt called to confirm",
                "Annual exam at Main: missed", "Annual exam at Main: seen",
            ]);
    }

    [Theory, BothEngines]
    public async Task What_a_person_owes_is_shown_on_calls_of_a_queue_about_money_alone(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await desk.VerifyAsync(desk.Mother, "1971-03-14");

        var hidden = (await desk.ReadAsync()).GetProperty("person").GetProperty("balance");
        await using var db = desk.Centre.Databases.Create();
        await db.Set<Kindline.Routing.CallQueue>().ExecuteUpdateAsync(set => set.SetProperty(q => q.ShowsBalance, true), Ct);
        var shown = (await desk.ReadAsync()).GetProperty("person").GetProperty("balance");

        (hidden.ValueKind, shown.GetInt32()).ShouldBe((JsonValueKind.Null, 2_500));
    }

    [Theory, BothEngines]
    public async Task Subjects_of_the_desk_have_a_disposition_each_and_an_old_form_takes_none_away(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await desk.PostAsync("bind", new { patientId = desk.Mother });
        await desk.PostAsync("subjects", new { patientId = desk.Son });
        await desk.PostAsync("subjects", new { patientId = desk.Daughter });

        await SaveAsync(desk, new { subjects = new[] { new { patientId = desk.Son, disposition = "Confirmed / Pt called to confirm" } } });
        await SaveAsync(desk, new { notes = "typed before", subjects = Array.Empty<object>() });

        var detail = await desk.Agent.GetFromJsonAsync<JsonElement>($"/api/interactions/{desk.Call}", Ct);
        detail.GetProperty("subjects").EnumerateArray().Select(s => (s.GetProperty("name").GetString(), s.GetProperty("dispositionText").GetString()))
            .ShouldBe([("Rosa Hinojosa", null), ("Luis Hinojosa", "Confirmed / Pt called to confirm"), ("Ada Hinojosa", null)]);
        using var gone = await desk.Agent.DeleteAsync($"/api/desk/calls/{desk.Call}/subjects/{desk.Son}", Ct);
        (await desk.ReadAsync()).GetProperty("subjects").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["Rosa Hinojosa", "Ada Hinojosa"]);
        (await desk.PostAsync("unbind", new { })).Body.GetProperty("bound").GetGuid().ShouldBe(desk.Daughter.Value);
    }

    [Fact]
    public async Task A_call_is_about_three_people_and_that_of_an_office_about_more()
    {
        await using var desk = await DeskCentre.StartAsync();
        foreach (var person in new[] { desk.Mother, desk.Son, desk.Daughter })
        {
            (await desk.PostAsync("subjects", new { patientId = person })).Status.ShouldBe(HttpStatusCode.OK);
        }
        var fourth = await AddPatientAsync(desk);

        var full = await desk.PostAsync("subjects", new { patientId = fourth });
        await SaveAsync(desk, new { callerType = "provider" });
        var office = await desk.PostAsync("subjects", new { patientId = fourth });

        (full.Status, office.Status).ShouldBe((HttpStatusCode.Conflict, HttpStatusCode.OK));
        office.Body.GetProperty("subjects").GetArrayLength().ShouldBe(4);
    }

    [Theory, BothEngines]
    public async Task A_prospect_is_made_on_the_call_and_counts_as_verified(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);

        var (_, call) = await desk.PostAsync("prospects", new { firstName = " Nora ", lastName = "Quintana", bornOn = "1990-02-03" });

        var person = call.GetProperty("person");
        (person.GetProperty("kind").GetString(), person.GetProperty("name").GetString(), person.GetProperty("mrn").ValueKind, person.GetProperty("phones")[0].GetString())
            .ShouldBe(("prospect", "Nora Quintana", JsonValueKind.Null, DeskCentre.Number));
        (call.GetProperty("verification").GetProperty("state").GetString(), call.GetProperty("verification").GetProperty("method").GetString())
            .ShouldBe(("verified", "new"));
        (await desk.PostAsync("prospects", new { firstName = "Otto", lastName = "Quintana" })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_field()
    {
        await using var desk = await DeskCentre.StartAsync();

        foreach (var path in new[] { "bind", "subjects" })
        {
            Fields(await desk.PostAsync(path, new { patientId = desk.Stranger })).ShouldBe(["patientId"], path);
            Fields(await desk.PostAsync(path, new { patientId = "nobody" })).ShouldBe(["patientId"], path);
        }
        Fields(await desk.PostAsync("prospects", new { firstName = "", bornOn = "2090-01-01", phone = "no" }))
            .ShouldBe(["firstName", "lastName", "bornOn", "phone"], ignoreOrder: true);
        (await desk.PostAsync("subjects", new { })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Another_agents_call_is_not_found_and_who_takes_no_calls_is_refused()
    {
        await using var desk = await DeskCentre.StartAsync();
        await desk.Centre.AddUserAsync("ben", "agent", null, desk.Practice);
        using var ben = await desk.Centre.SignInAsync("ben");
        using var analyst = await desk.Centre.SignInAsRoleAsync("qa", desk.Practice);

        (await ben.GetAsync($"/api/desk/calls/{desk.Call}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ben.PostAsJsonAsync($"/api/desk/calls/{desk.Call}/bind", new { patientId = desk.Mother }, WireJson.Options, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ben.PostAsJsonAsync($"/api/desk/calls/{desk.Call}/verify", new { patientId = desk.Mother, nameSaid = true, bornOn = "1971-03-14" }, WireJson.Options, Ct))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await analyst.GetAsync($"/api/desk/calls/{desk.Call}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_call_that_is_just_at_an_agents_hand_is_at_that_desk_before_it_is_answered()
    {
        await using var desk = await DeskCentre.StartAsync();
        await desk.Agent.GetAsync("/api/agents/me", Ct);
        var id = new InteractionId(Guid.CreateVersion7());
        await desk.TellAsync(id, EventType.Started, new StartedFact(desk.Practice, Channel.Voice, Direction.Inbound, DeskCentre.Number, "+15125550100"));

        var before = (await desk.Agent.GetAsync($"/api/desk/calls/{id}", Ct)).StatusCode;
        await desk.Get<FloorHost>().SendAsync(new FloorInput.SignedIn(desk.AgentId), Ct);
        await desk.Get<FloorHost>().SendAsync(new FloorInput.PhoneFound(desk.AgentId), Ct);
        await desk.Get<FloorHost>().SendAsync(new FloorInput.OutboundStarted(desk.AgentId, id), Ct);
        var call = await desk.ReadAsync(id);

        (before, call.GetProperty("candidates").GetArrayLength()).ShouldBe((HttpStatusCode.NotFound, 3));
    }

    [Fact]
    public async Task The_desk_shows_a_call_until_a_while_after_its_wrap_up()
    {
        await using var desk = await DeskCentre.StartAsync();
        await desk.TellAsync(desk.Call, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true));
        await desk.TellAsync(desk.Call, EventType.WrapUpDone, new NoFact());

        (await desk.Agent.GetAsync($"/api/desk/calls/{desk.Call}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        desk.Centre.Clock.Advance(TimeSpan.FromMinutes(10));
        (await desk.Agent.GetAsync($"/api/desk/calls/{desk.Call}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothEngines]
    public async Task Every_person_shown_is_audited_with_how_much_of_them(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await desk.VerifyAsync(desk.Mother, "1971-03-14");

        await desk.ReadAsync();

        var entries = (await desk.Get<AuditTrail>().FindAsync(new AuditFilter { Code = "desk.call" }, Ct)).Items;
        entries.Select(e => (e.PatientId, e.Fields[0])).ShouldBe(
            [(desk.Mother.Value, "card"), (desk.Son.Value, "name"), (desk.Daughter.Value, "name")], ignoreOrder: true);
    }

    [Theory, BothEngines]
    public async Task Help_is_sent_to_the_person_of_the_call_and_to_nobody_where_several_may_be_meant(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        var addresses = desk.Get<Kindline.Flows.ICallerAddress>();

        (await addresses.FindAsync(desk.Call, Ct)).ShouldBeNull();
        await desk.PostAsync("bind", new { patientId = desk.Mother });
        (await addresses.FindAsync(desk.Call, Ct)).ShouldBe("12 Juniper Lane, Austin, TX 78701-4412");
        (await addresses.FindAsync(new InteractionId(Guid.CreateVersion7()), Ct)).ShouldBeNull();
    }

    /// <summary>A handled call of the mother's by another agent, and a later one that was lost.</summary>
    private static async Task BeforeAsync(DeskCentre desk)
    {
        var ben = new AgentId(await desk.Centre.AddUserAsync("ben", "agent", null, desk.Practice));
        desk.Centre.Clock.Advance(TimeSpan.FromMinutes(-60));
        var handled = await desk.TalkAsync("+17375550150", ben);
        await desk.TellAsync(handled, EventType.WrapUpSaved, new WrapUpFact(Subjects: [new(desk.Mother, "inbound.confirmed.pt-called-to-confirm")]));
        await desk.TellAsync(handled, EventType.Ended, new EndedFact(Outcome.Handled));
        desk.Centre.Clock.Advance(TimeSpan.FromMinutes(30));
        var lost = new InteractionId(Guid.CreateVersion7());
        await desk.TellAsync(lost, EventType.Started, new StartedFact(desk.Practice, Channel.Voice, Direction.Inbound, "+17375550150", "+15125550100", "Appointments"));
        await desk.TellAsync(lost, EventType.Matched, new MatchedFact(1, desk.Mother));
        await desk.TellAsync(lost, EventType.Ended, new EndedFact(Outcome.Abandoned));
        desk.Centre.Clock.Advance(TimeSpan.FromMinutes(30));
    }

    private static async Task<PatientId> AddPatientAsync(DeskCentre desk)
    {
        var patient = new Patient { Id = new PatientId(Guid.CreateVersion7()), PracticeId = desk.Practice, Mrn = "DM99", FirstName = "Otto", LastName = "Vega" };
        await using var db = desk.Centre.Databases.Create();
        db.Add(patient);
        await db.SaveChangesAsync(Ct);
        return patient.Id;
    }

    private static async Task SaveAsync(DeskCentre desk, object body)
    {
        using var answer = await desk.Agent.PutAsJsonAsync($"/api/interactions/{desk.Call}/wrap-up", body, WireJson.Options, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static IEnumerable<string> Fields((HttpStatusCode Status, JsonElement Body) answer) =>
        answer.Body.GetProperty("errors").EnumerateObject().Select(e => e.Name);
}
