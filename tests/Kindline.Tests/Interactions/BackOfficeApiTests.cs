using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Dispositions;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Kindline.WorkItems;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Interactions;

/// <summary>The back office over the wire, as an agent gets it.</summary>
public sealed class BackOfficeApiTests
{
    private const string Number = "+15125550142";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task An_agent_finds_the_patient_wraps_up_the_call_and_reads_it_again(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = await PracticeAsync(centre);
        var agent = await centre.AddUserAsync("ana", "agent", null, practice);
        var call = await CallAsync(centre, practice, new AgentId(agent));
        using var client = await centre.SignInAsync("ana");

        var found = await JsonAsync(await client.PostAsJsonAsync("/api/patients/search", new { query = "hinojosa" }, Ct));
        var patientId = found.GetProperty("items")[0].GetProperty("id").GetString();
        var saved = await JsonAsync(await client.PutAsJsonAsync(
            $"/api/interactions/{call}/wrap-up",
            new { callerType = "patient", resolved = true, subjects = new[] { new { patientId, disposition = "Appointed / New patient / Fax" } } }, Ct));
        var list = await client.GetFromJsonAsync<JsonElement>("/api/interactions?mine=true&callerType=patient", Ct);

        saved.GetProperty("subjects")[0].GetProperty("dispositionText").GetString().ShouldBe("Appointed / New patient / Fax");
        (list.GetProperty("total").GetInt32(), list.GetProperty("items")[0].GetProperty("agent").GetProperty("name").GetString()).ShouldBe((1, "ana"));
        var trail = await centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter { Patient = new PatientId(Guid.Parse(patientId!)) }, Ct);
        trail.Items.Select(e => e.Code).ShouldBe(["interaction.list", "interaction.read", "interaction.wrapUp", "patient.search"]);
    }

    [Theory]
    [InlineData("""{"callerType":"aunt"}""", "callerType")]
    [InlineData("""{"subjects":[{"disposition":"nonsense"}]}""", "subjects[0].disposition")]
    [InlineData("""{"nextState":"asleep","done":true}""", "nextState")]
    public async Task A_wrap_up_that_cannot_be_kept_is_refused_by_field(string body, string field)
    {
        await using var centre = await TestCentre.StartAsync();
        var practice = await PracticeAsync(centre);
        var call = await CallAsync(centre, practice, new AgentId(await centre.AddUserAsync("ana", "agent", null, practice)));
        using var client = await centre.SignInAsync("ana");

        using var answer = await client.PutAsync($"/api/interactions/{call}/wrap-up", new StringContent(body, null, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await JsonAsync(answer)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task What_we_owe_is_claimed_closed_with_a_reason_and_counted()
    {
        await using var centre = await TestCentre.StartAsync();
        var practice = await PracticeAsync(centre);
        using var client = await centre.SignInAsRoleAsync("agent", practice);
        var at = centre.Clock.GetUtcNow();
        var owed = await centre.Services.GetRequiredService<OweCallBack>().RunAsync(
            new LostCall(OwedKind.Abandoned, practice, Number, null, new InteractionId(Guid.CreateVersion7()), at, at.AddHours(1)), Ct);
        var id = owed.ShouldBeOfType<OweResult.Opened>().Id;

        var claimed = await JsonAsync(await client.PostAsync($"/api/owed/{id}/claim", null, Ct));
        using var withoutReason = await client.PostAsJsonAsync($"/api/owed/{id}/close", new { reason = " " }, Ct);
        var closed = await JsonAsync(await client.PostAsJsonAsync($"/api/owed/{id}/close", new { reason = "called from the desk" }, Ct));
        var list = await client.GetFromJsonAsync<JsonElement>("/api/owed?state=closed", Ct);

        claimed.GetProperty("owner").GetProperty("name").GetString().ShouldBe("agent");
        withoutReason.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        closed.GetProperty("closing").GetString().ShouldBe("byHand");
        (list.GetProperty("total").GetInt32(), list.GetProperty("openCount").GetInt32()).ShouldBe((1, 0));
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_and_what_is_not_ones_work_forbidden()
    {
        await using var centre = await TestCentre.StartAsync();
        using var agent = await centre.SignInAsRoleAsync("agent", await PracticeAsync(centre));

        foreach (var path in new[] { "interactions", "patients" })
        {
            (await agent.GetAsync($"/api/{path}/{Guid.CreateVersion7()}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        (await agent.PostAsync($"/api/work-items/{Guid.CreateVersion7()}/claim", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await agent.DeleteAsync("/api/dispositions/inbound.other.other", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await agent.GetAsync("/api/work-items?state=asleep", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        }
    }

    private static async Task<PracticeId> PracticeAsync(TestCentre centre)
    {
        await centre.Services.GetRequiredService<SeedDispositions>().RunAsync(Ct);
        var practice = new Practice { Id = new PracticeId(Guid.CreateVersion7()), Name = "Cedar Family Medicine" };
        await using var db = centre.Databases.Create();
        db.Practices.Add(practice);
        db.Patients.Add(new Patient
        {
            Id = new PatientId(Guid.CreateVersion7()),
            PracticeId = practice.Id,
            FirstName = "Rosa",
            LastName = "Hinojosa",
            Mrn = "77",
            Phones = [new PatientPhone { Number = "+17375550150" }],
        });
        await db.SaveChangesAsync(Ct);
        return practice.Id;
    }

    private static async Task<InteractionId> CallAsync(TestCentre centre, PracticeId practice, AgentId agent)
    {
        var log = centre.Services.GetRequiredService<IInteractionLog>();
        var id = new InteractionId(Guid.CreateVersion7());
        await log.AppendAsync(id, EventType.Started, new StartedFact(practice, Channel.Voice, Direction.Inbound, Number, "+15125550100"), Ct);
        await log.AppendAsync(id, EventType.Answered, new AgentFact(agent), Ct);
        await log.AppendAsync(id, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true), Ct);
        return id;
    }
}
