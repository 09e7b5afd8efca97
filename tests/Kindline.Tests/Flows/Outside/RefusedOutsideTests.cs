using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Agents;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Practices;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Tests.Foundation;
using Kindline.Voice.Sip;
using Kindline.Voice.Tests.Calls;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Flows.Outside;

/// <summary>A real agent's phone, a real carrier, and limits that let nothing through.</summary>
public sealed class RefusedOutsideTests : IAsyncLifetime
{
    private readonly PracticeId practice = new(Guid.CreateVersion7());
    private TestCentre centre = null!;
    private HttpClient agent = null!;
    private HttpClient admin = null!;
    private HttpClient lead = null!;
    private TestPeer phone = null!;
    private TestPeer carrier = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        centre = await TestCentre.StartAsync();
        var voice = centre.Services.GetRequiredService<VoiceHost>();
        var exchange = new IPEndPoint(IPAddress.Loopback, voice.Exchange.SipPort);
        (phone, carrier) = (new TestPeer(exchange), new TestPeer(exchange, IPAddress.Parse("127.0.0.5")));
        var queue = new QueueId(Guid.CreateVersion7());
        await using (var db = centre.Databases.Create())
        {
            db.AddRange(
                new Practice { Id = practice, Name = "Bayview Eye", TimeZone = "America/Chicago" },
                new CallQueue { Id = queue, PracticeId = practice, Name = "Appointments" },
                new Number { E164 = "+15125550100", PracticeId = practice, Purpose = "Appointments", QueueId = queue, ShownOutbound = true },
                new TrunkLine { Name = "carrier", Outbound = carrier.Address.ToString(), AskSeconds = 0 });
            await db.SaveChangesAsync(Ct);
        }
        await voice.LoadTrunksAsync(Ct);
        await centre.AddUserAsync("ana", "agent", null, practice);
        agent = await centre.SignInAsync("ana");
        admin = await centre.SignInAsRoleAsync("admin", practice);
        lead = await centre.SignInAsRoleAsync("director", practice);
        await centre.Services.GetRequiredService<AgentRegister>().LoadAsync(Ct);
        await RegisterAsync();
        using var _ = await admin.PutAsJsonAsync(
            "/api/outside-limits", new { allowed = "", callsPerUser = 0, callsOfCentre = 0, minutesPerUser = 0, minutesOfCentre = 0 }, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        agent.Dispose();
        admin.Dispose();
        lead.Dispose();
        phone.Dispose();
        carrier.Dispose();
        await centre.DisposeAsync();
    }

    [Fact]
    public async Task A_call_beyond_a_limit_is_refused_in_words_and_is_on_the_record_and_on_the_floor()
    {
        using var answer = await agent.PostAsJsonAsync("/api/calls", new { to = "+15125550177" }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var why = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("title").GetString();
        why.ShouldNotBeNull().ShouldContain("abroad or at premium rate");
        var floor = await lead.GetFromJsonAsync<JsonElement>("/api/floor", Ct);
        var alert = floor.GetProperty("alerts").EnumerateArray().Single(a => a.GetProperty("kind").GetString() == "outsideLimit");
        alert.GetProperty("agent").GetProperty("name").GetString().ShouldBe("ana");
        var call = await RecordAsync();
        call.GetProperty("outcome").GetString().ShouldBe("failed");
        var events = call.GetProperty("events").EnumerateArray().ToList();
        events.Select(e => e.GetProperty("type").GetString()).ShouldBe(["started", EventType.LimitRefused, "ended"]);
        events[1].GetProperty("data").GetProperty("limit").GetString().ShouldBe("destination");
        phone.HasHeardNothing.ShouldBeTrue();
    }

    [Theory]
    [InlineData("911")]
    [InlineData("933")]
    [InlineData("988")]
    public async Task Help_is_called_whatever_the_limits(string number)
    {
        using var answer = await agent.PostAsJsonAsync("/api/calls", new { to = number }, Ct);
        var ring = await phone.NextAsync("INVITE");
        await phone.SendAsync(TestPeer.WithSdp(phone.Answer(ring, 200), TestPeer.Sdp()));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await carrier.NextAsync("INVITE")).Uri.User.ShouldBe(number);
    }

    [Fact]
    public async Task An_agent_may_read_no_limits_and_an_admin_changes_them_by_the_field()
    {
        using var refused = await agent.GetAsync("/api/outside-limits", Ct);
        using var wrong = await admin.PutAsJsonAsync("/api/outside-limits", new { denied = "900", callsPerUser = 51 }, Ct);
        using var right = await admin.PutAsJsonAsync("/api/outside-limits", new { denied = "+1900 +44", callsPerUser = 3 }, Ct);

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await wrong.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Select(e => e.Name)
            .ShouldBe(["denied", "callsPerUser"], ignoreOrder: true);
        var kept = await right.Content.ReadFromJsonAsync<JsonElement>(Ct);
        (kept.GetProperty("denied").GetString(), kept.GetProperty("callsPerUser").GetInt32(), kept.GetProperty("allowed").GetString()).ShouldBe(("+1900 +44", 3, ""));
    }

    private async Task<JsonElement> RecordAsync()
    {
        var patience = Patience.Token();
        while (true)
        {
            var list = await lead.GetFromJsonAsync<JsonElement>("/api/interactions?direction=outbound", patience);
            if (list.GetProperty("total").GetInt32() == 1)
            {
                return await lead.GetFromJsonAsync<JsonElement>($"/api/interactions/{list.GetProperty("items")[0].GetProperty("id").GetString()}", Ct);
            }
        }
    }

    private async Task RegisterAsync()
    {
        using var _ = await agent.PutAsJsonAsync("/api/agents/me/phone", new { kind = "sip" }, Ct);
        var account = await agent.GetFromJsonAsync<JsonElement>("/api/agents/me/phone", Ct);
        var (user, secret) = (account.GetProperty("user").GetString()!, account.GetProperty("secret").GetString()!);
        var challenge = await phone.AskAsync(phone.Request("REGISTER", 1, "reg", user), 401);
        DigestChallenge.TryPick(challenge, out var picked, out var field).ShouldBeTrue();
        var second = phone.Request("REGISTER", 2, "reg", user);
        second.Headers[field] = new DigestClient().Answer(picked, "REGISTER", second.Uri.ToString(), user, secret).ToString();
        await phone.AskAsync(second, 200);
        var agents = centre.Services.GetRequiredService<AgentRegister>();
        var patience = Patience.Token();
        while (!agents.All.Any(a => agents.IsReachable(a.Id)))
        {
            patience.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
