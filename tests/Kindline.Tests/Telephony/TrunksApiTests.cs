using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Telephony;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Telephony;

/// <summary>The carriers' gateways as an administrator sets and sees them.</summary>
public sealed class TrunksApiTests
{
    [Theory, BothEngines]
    public async Task What_is_set_is_read_again_and_the_password_is_not(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        using var admin = await centre.SignInAsRoleAsync("admin");

        var set = await PutAsync(admin, new
        {
            from = "203.0.113.7, 198.51.100.0/24",
            outbound = "127.0.0.1:9",
            transport = "tls",
            audio = "srtp",
            domain = "sip.carrier.example",
            priority = 2,
            weight = 30,
            registers = true,
            user = "account",
            password = "secret-of-the-trunk",
            askSeconds = 0,
            silentSeconds = 3,
            unavailableGoesOn = true,
            redirectHosts = "sbc2.carrier.example, 203.0.113.9",
        });
        await PutAsync(admin, new { priority = 5, domain = "" });

        var list = await admin.GetStringAsync("/api/trunks", Ct);
        var trunk = JsonDocument.Parse(list).RootElement.GetProperty("items")[0];
        set.StatusCode.ShouldBe(HttpStatusCode.OK, await set.Content.ReadAsStringAsync(Ct));
        list.ShouldNotContain("secret-of-the-trunk");
        trunk.GetProperty("hasPassword").GetBoolean().ShouldBeTrue();
        trunk.GetProperty("priority").GetInt32().ShouldBe(5);
        trunk.GetProperty("weight").GetInt32().ShouldBe(30);
        trunk.GetProperty("domain").ValueKind.ShouldBe(JsonValueKind.Null);
        trunk.GetProperty("redirectHosts").GetString().ShouldBe("sbc2.carrier.example, 203.0.113.9");
        (trunk.GetProperty("transport").GetString(), trunk.GetProperty("registers").GetBoolean(), trunk.GetProperty("unavailableGoesOn").GetBoolean())
            .ShouldBe(("tls", true, true));
        trunk.GetProperty("audio").GetString().ShouldBe("srtp");
    }

    [Theory]
    [InlineData("{\"from\":\"203.0.113.7, nowhere\"}", "from", "nowhere")]
    [InlineData("{\"outbound\":\"203.0.113.7\"}", "outbound", "ADDRESS:PORT")]
    [InlineData("{\"domain\":\"two words\"}", "domain", "two words")]
    [InlineData("{\"redirectHosts\":\"good.example, bad host\"}", "redirectHosts", "bad host")]
    [InlineData("{\"authority\":\"nothing\"}", "authority", "PEM")]
    [InlineData("{\"authority\":\"-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\"}", "authority", "without a private key")]
    [InlineData("{\"audio\":\"srtp\"}", "audio", "SRTP needs TLS")]
    [InlineData("{\"audio\":\"srtp\",\"transport\":\"tcp\"}", "audio", "SRTP needs TLS")]
    [InlineData("{\"priority\":-1}", "priority", "65535")]
    [InlineData("{\"weight\":70000}", "weight", "65535")]
    [InlineData("{\"askSeconds\":5}", "askSeconds", "10 to 3600")]
    [InlineData("{\"silentSeconds\":60}", "silentSeconds", "1 to 32")]
    [InlineData("{\"registers\":true,\"user\":\"u\",\"password\":\"p\"}", "outbound", "where to register")]
    [InlineData("{\"registers\":true,\"outbound\":\"127.0.0.1:9\",\"password\":\"p\"}", "user", "must be given")]
    [InlineData("{\"registers\":true,\"outbound\":\"127.0.0.1:9\",\"user\":\"u\"}", "password", "must be given")]
    public async Task What_cannot_be_is_refused_at_its_field(string body, string field, string words)
    {
        await using var centre = await TestCentre.StartAsync();
        using var admin = await centre.SignInAsRoleAsync("admin");

        using var refused = await admin.PutAsync("/api/trunks/carrier", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Ct);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors");
        errors.EnumerateObject().Select(e => e.Name).ShouldBe([field]);
        errors.GetProperty(field)[0].GetString().ShouldNotBeNull().ShouldContain(words);
        (await admin.GetFromJsonAsync<JsonElement>("/api/trunks", Ct)).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_trunk_can_be_asked_now_and_says_how_it_is()
    {
        await using var centre = await TestCentre.StartAsync();
        using var admin = await centre.SignInAsRoleAsync("admin");
        using var gateway = new TestGateway();
        await PutAsync(admin, new { outbound = gateway.Address.ToString(), askSeconds = 0 });

        var asking = admin.PostAsync("/api/trunks/carrier/ask", null, Ct);
        await gateway.AnswerAsync("OPTIONS", 200);

        (await (await asking).Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("status").GetInt32().ShouldBe(200);
        (await TrunkAsync(admin)).GetProperty("state").GetString().ShouldBe("up");
        using var nobody = await admin.PostAsync("/api/trunks/nobody/ask", null, Ct);
        nobody.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_trunk_that_is_down_is_an_alert_on_the_floor_and_in_the_health()
    {
        await using var centre = await TestCentre.StartAsync();
        using var admin = await centre.SignInAsRoleAsync("admin");
        using var supervisor = await centre.SignInAsRoleAsync("supervisor");
        using var gateway = new TestGateway();
        await PutAsync(admin, new { outbound = gateway.Address.ToString() });
        var voice = centre.Services.GetRequiredService<VoiceHost>();

        await UntilAsync(() => voice.Exchange.TrunkStatuses[0].State == Voice.Calls.Trunks.TrunkState.Down, centre.Clock);

        var alert = (await supervisor.GetFromJsonAsync<JsonElement>("/api/floor", Ct)).GetProperty("alerts")[0];
        (alert.GetProperty("kind").GetString(), alert.GetProperty("trunk").GetString()).ShouldBe(("trunkDown", "carrier"));
        (await admin.GetStringAsync("/healthz", Ct)).ShouldContain("trunk carrier does not answer (silent)");
        var trunk = await TrunkAsync(admin);
        trunk.GetProperty("state").GetString().ShouldBe("down");
        trunk.GetProperty("since").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task Why_there_is_no_TLS_connection_is_said()
    {
        await using var centre = await TestCentre.StartAsync();
        using var admin = await centre.SignInAsRoleAsync("admin");
        var closed = new IPEndPoint(IPAddress.Loopback, 1);
        await PutAsync(admin, new { outbound = closed.ToString(), transport = "tls", askSeconds = 0 });

        using var asked = await admin.PostAsync("/api/trunks/carrier/ask", null, Ct);

        asked.StatusCode.ShouldBe(HttpStatusCode.OK);
        var trunk = await TrunkAsync(admin);
        (trunk.GetProperty("state").GetString(), trunk.GetProperty("fault").GetString()).ShouldBe(("down", "unreachable"));
        (await admin.GetStringAsync("/healthz", Ct)).ShouldContain("trunk carrier does not answer (nothing answers at the address)");
    }

    [Fact]
    public async Task A_refused_registration_is_an_alert_too()
    {
        await using var centre = await TestCentre.StartAsync();
        using var admin = await centre.SignInAsRoleAsync("admin");
        using var supervisor = await centre.SignInAsRoleAsync("supervisor");
        using var gateway = new TestGateway();
        var voice = centre.Services.GetRequiredService<VoiceHost>();
        await PutAsync(admin, new { outbound = gateway.Address.ToString(), registers = true, user = "u", password = "p", askSeconds = 0 });

        await gateway.AnswerAsync("REGISTER", 403);
        await UntilAsync(() => voice.Exchange.TrunkStatuses[0].Registration?.Refused is not null, centre.Clock);

        var alerts = (await supervisor.GetFromJsonAsync<JsonElement>("/api/floor", Ct)).GetProperty("alerts");
        alerts[0].GetProperty("kind").GetString().ShouldBe("trunkUnregistered");
        (await TrunkAsync(admin)).GetProperty("registration").GetProperty("refused").GetInt32().ShouldBe(403);
    }

    [Fact]
    public async Task A_withheld_caller_is_noted_as_such_and_so_is_who_sent_the_call_on()
    {
        await using var centre = await TestCentre.StartAsync();
        using var admin = await centre.SignInAsRoleAsync("admin");
        using var gateway = new TestGateway();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", await LineAsync(admin));
        await PutAsync(admin, new { from = "127.0.0.1" });
        var exchange = new IPEndPoint(IPAddress.Loopback, centre.Services.GetRequiredService<VoiceHost>().Exchange.SipPort);

        await gateway.InviteAsync(
            exchange, "+12125550100", "From: \"Reyes\" <sip:+15125550177@carrier.example>;tag=g", "P-Asserted-Identity: <sip:+15125550177@carrier.example>",
            "Privacy: id", "Diversion: <sip:2125550140@carrier.example>;reason=no-answer");
        var call = await CallAsync(supervisor);

        call.GetProperty("from").GetString().ShouldBe("anonymous");
        var events = call.GetProperty("events").EnumerateArray().ToDictionary(e => e.GetProperty("type").GetString()!, e => e.GetProperty("data"));
        events.ShouldContainKey("withheld");
        events["diverted"].GetProperty("from").GetString().ShouldBe("+12125550140");
        events["diverted"].GetProperty("reason").GetString().ShouldBe("no-answer");
        call.ToString().ShouldNotContain("5550177");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> PutAsync(HttpClient admin, object trunk) => admin.PutAsJsonAsync("/api/trunks/carrier", trunk, Ct);

    private static async Task<JsonElement> TrunkAsync(HttpClient admin) =>
        (await admin.GetFromJsonAsync<JsonElement>("/api/trunks", Ct)).GetProperty("items")[0];

    private static async Task<PracticeId> LineAsync(HttpClient admin)
    {
        var practice = await IdAsync(admin.PostAsJsonAsync("/api/practices", new { name = "Harbor Heart", timeZone = "America/New_York" }, Ct));
        var queue = await IdAsync(admin.PostAsJsonAsync("/api/queues", new { practice, name = "Appointments" }, Ct));
        using var number = await admin.PutAsJsonAsync("/api/numbers/%2B12125550100", new { practice, purpose = "Appointments", queue }, Ct);
        number.StatusCode.ShouldBe(HttpStatusCode.OK, await number.Content.ReadAsStringAsync(Ct));
        return new PracticeId(Guid.Parse(practice));
    }

    private static async Task<string> IdAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> CallAsync(HttpClient supervisor)
    {
        var call = default(JsonElement);
        await UntilAsync(async () =>
        {
            var list = (await supervisor.GetFromJsonAsync<JsonElement>("/api/interactions", Ct)).GetProperty("items");
            call = list.GetArrayLength() == 0 ? default : await supervisor.GetFromJsonAsync<JsonElement>($"/api/interactions/{list[0].GetProperty("id")}", Ct);
            return call.ValueKind == JsonValueKind.Object && call.GetProperty("events").GetArrayLength() >= 3;
        });
        return call;
    }

    private static Task UntilAsync(Func<bool> holds, ManualClock clock) => UntilAsync(() =>
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return Task.FromResult(holds());
    });

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }
}
