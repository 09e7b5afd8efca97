using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Practices;
using Kindline.Telephony;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Flows;

public sealed class CallControlApiTests : IAsyncLifetime
{
    private readonly PracticeId practice = new(Guid.CreateVersion7());
    private readonly PracticeId other = new(Guid.CreateVersion7());
    private TestCentre centre = null!;
    private HttpClient agent = null!;
    private HttpClient stranger = null!;
    private LiveCall call = null!;
    private Guid colleague;
    private Guid foreigner;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        centre = await TestCentre.StartAsync();
        await using (var db = centre.Databases.Create())
        {
            db.AddRange(new Practice { Id = practice, Name = "Bayview Eye" }, new Practice { Id = other, Name = "Harbor Skin" });
            await db.SaveChangesAsync(Ct);
        }
        var id = await centre.AddUserAsync("ana", "agent", null, practice);
        colleague = await centre.AddUserAsync("ben", "agent", null, practice);
        foreigner = await centre.AddUserAsync("cleo", "agent", null, other);
        await centre.Services.GetRequiredService<Kindline.Agents.AgentRegister>().LoadAsync(Ct);
        (agent, stranger) = (await centre.SignInAsync("ana"), await centre.SignInAsync("ben"));
        call = new LiveCall(
            new InteractionId(Guid.CreateVersion7()), practice, "Bayview Eye", Direction.Inbound, "+15125550142", "+15125550100", "Bayview Eye, Appointments",
            centre.Clock.GetUtcNow())
        { Agent = new AgentId(id) };
        centre.Services.GetRequiredService<LiveCalls>().Add(call);
    }

    public async ValueTask DisposeAsync()
    {
        agent.Dispose();
        stranger.Dispose();
        await centre.DisposeAsync();
    }

    [Theory]
    [InlineData("mute", """{"muted":true}""")]
    [InlineData("digits", """{"digits":"1"}""")]
    [InlineData("transfer", """{"number":"+17375550142"}""")]
    [InlineData("transfer/complete", "{}")]
    [InlineData("transfer/cancel", "{}")]
    [InlineData("transfer/join", "{}")]
    [InlineData("park", "{}")]
    [InlineData("hold", "{}")]
    [InlineData("answer", "{}")]
    [InlineData("emergency", "{}")]
    public async Task Another_agents_call_is_not_found(string verb, string body)
    {
        using var answer = await stranger.PostAsync($"/api/calls/{call.Id}/{verb}", Json(body), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("digits", """{"digits":"12a"}""", "digits")]
    [InlineData("digits", "{}", "digits")]
    [InlineData("mute", "{}", "muted")]
    [InlineData("transfer", "{}", "agent")]
    [InlineData("transfer", """{"number":"+17375550142","queue":"01930000-0000-7000-8000-000000000002"}""", "agent")]
    [InlineData("transfer", """{"number":"12"}""", "number")]
    [InlineData("transfer", """{"queue":"01930000-0000-7000-8000-000000000002"}""", "queue")]
    public async Task What_cannot_be_understood_is_refused_by_the_field_s_name(string verb, string body, string field)
    {
        using var answer = await agent.PostAsync($"/api/calls/{call.Id}/{verb}", Json(body), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await FieldsAsync(answer)).ShouldBe([field]);
    }

    [Fact]
    public async Task A_call_is_not_sent_to_somebody_of_another_practice_nor_to_oneself()
    {
        using var foreign = await agent.PostAsJsonAsync($"/api/calls/{call.Id}/transfer", new { agent = foreigner }, Ct);
        using var self = await agent.PostAsJsonAsync($"/api/calls/{call.Id}/transfer", new { agent = call.Agent?.Value }, Ct);

        (await FieldsAsync(foreign)).ShouldBe(["agent"]);
        (await FieldsAsync(self)).ShouldBe(["agent"]);
    }

    [Fact]
    public async Task What_the_call_refuses_is_a_conflict_in_the_words_of_the_call()
    {
        var asked = agent.PostAsJsonAsync($"/api/calls/{call.Id}/transfer", new { agent = colleague, note = "  drops " }, Ct);
        var command = (await call.Commands.ReadAsync(Ct)).ShouldBeOfType<CallCommand.Transfer>();
        command.Refuse("ben is away.");
        using var answer = await asked;

        (command.Target, command.Note, command.Consult).ShouldBe((new TransferTarget.Colleague(new AgentId(colleague), "ben"), "drops", false));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("title").GetString().ShouldBe("ben is away.");
    }

    [Fact]
    public async Task What_the_call_accepts_answers_its_state()
    {
        var asked = agent.PostAsJsonAsync($"/api/calls/{call.Id}/mute", new { muted = true }, Ct);
        var command = (await call.Commands.ReadAsync(Ct)).ShouldBeOfType<CallCommand.Mute>();
        command.Accept();
        using var answer = await asked;

        command.On.ShouldBeTrue();
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("state").GetString().ShouldBe("flow");
    }

    [Fact]
    public async Task Targets_are_the_colleagues_of_one_s_own_practices()
    {
        var targets = await agent.GetFromJsonAsync<JsonElement>("/api/calls/targets?query=", Ct);

        targets.GetProperty("agents").EnumerateArray().Select(a => a.GetProperty("name").GetString()).ShouldBe(["ben"]);
    }

    [Fact]
    public async Task An_emergency_is_raised_once_and_taken_by_one_supervisor_who_can_join()
    {
        using var first = await centre.SignInAsRoleAsync("supervisor", practice);
        using var second = await centre.SignInAsRoleAsync("lead", practice);
        using var elsewhere = await centre.SignInAsRoleAsync("director", other);
        using var raised = await agent.PostAsJsonAsync($"/api/calls/{call.Id}/emergency", new { }, Ct);
        using var again = await agent.PostAsJsonAsync($"/api/calls/{call.Id}/emergency", new { }, Ct);
        var id = (await raised.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString();
        using var withoutPhone = await first.PostAsync($"/api/emergencies/{id}/take", null, Ct);
        await HasPhoneAsync(first);
        var taking = first.PostAsync($"/api/emergencies/{id}/take", null, Ct);
        (await call.Commands.ReadAsync(Ct)).ShouldBeOfType<CallCommand.Bring>().Accept();
        using var taken = await taking;
        await HasPhoneAsync(second);
        using var late = await second.PostAsync($"/api/emergencies/{id}/take", null, Ct);
        using var unseen = await elsewhere.PostAsync($"/api/emergencies/{id}/take", null, Ct);
        using var closed = await first.PostAsJsonAsync($"/api/emergencies/{id}/close", new { note = "all well" }, Ct);

        (await again.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString().ShouldBe(id);
        withoutPhone.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await withoutPhone.Content.ReadAsStringAsync(Ct)).ShouldContain("no phone that can be reached");
        (await taken.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("state").GetString().ShouldBe("joining");
        (late.StatusCode, unseen.StatusCode, closed.StatusCode).ShouldBe((HttpStatusCode.Conflict, HttpStatusCode.NotFound, HttpStatusCode.NoContent));
        (await first.GetFromJsonAsync<JsonElement>("/api/emergencies", Ct)).GetProperty("total").GetInt32().ShouldBe(0);
        call.Emergency.ShouldBeTrue();
    }

    private async Task HasPhoneAsync(HttpClient who)
    {
        var phone = await who.GetFromJsonAsync<JsonElement>("/api/agents/me/phone", Ct);
        centre.Services.GetRequiredService<Kindline.Agents.AgentRegister>().Reachable(phone.GetProperty("user").GetString()!, reachable: true);
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private static async Task<string[]> FieldsAsync(HttpResponseMessage answer) =>
        [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Select(f => f.Name)];
}
