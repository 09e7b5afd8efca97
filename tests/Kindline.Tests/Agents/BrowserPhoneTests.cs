using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Kindline.Agents;
using Kindline.Engine;
using Kindline.Tests.Foundation;
using Kindline.Voice.Calls;
using Kindline.Voice.Tests.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kindline.Tests.Agents;

/// <summary>A phone in a browser, as a plain WebSocket client sees the server: sign in, read the account, register, be called.</summary>
public sealed class BrowserPhoneTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task An_agent_with_a_browser_registers_by_what_the_API_gives_and_is_rung(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine, s => s.Replace(ServiceDescriptor.Singleton<IMediaRelay, PlainRelay>()));
        var agent = new AgentId(await centre.AddUserAsync("maria", "agent"));
        using var api = await centre.SignInAsync("maria");
        using var chosen = await api.PutAsJsonAsync("/api/agents/me/phone", new { kind = "browser" }, Ct);
        using var phone = await DeskPhone.OpenAsync(await AccountAsync(api));
        (await phone.RegisterAsync()).StatusCode.ShouldBe(200);

        var ringing = centre.Services.GetRequiredService<AgentPhone>().RingAsync(agent, new InteractionId(Guid.CreateVersion7()), "+15125550123", "Bayview Eye", false, TimeSpan.FromSeconds(20), Ct);
        var invite = await phone.NextAsync("INVITE");
        await phone.SendAsync(phone.Answer(invite, 486));

        (await ringing).ShouldBeOfType<DialOutcome.Busy>();
        var account = await AccountAsync(api);
        account.GetProperty("kind").GetString().ShouldBe("browser");
        account.GetProperty("reachable").GetBoolean().ShouldBeTrue();
        account.GetProperty("contacts").GetInt32().ShouldBe(1);
        account.GetProperty("iceServers").GetArrayLength().ShouldBe(0);
        account.GetProperty("addresses").GetProperty("tls").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_new_agent_has_a_browser_phone_and_may_have_a_SIP_phone_with_a_secret_of_its_own()
    {
        await using var centre = await TestCentre.StartAsync();
        using var api = await centre.SignInAsRoleAsync("agent");
        var browser = await AccountAsync(api);

        using var answer = await api.PutAsJsonAsync("/api/agents/me/phone", new { kind = "sip" }, Ct);

        var sip = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        browser.GetProperty("kind").GetString().ShouldBe("browser");
        sip.GetProperty("kind").GetString().ShouldBe("sip");
        sip.GetProperty("secret").GetString().ShouldNotBe(browser.GetProperty("secret").GetString());
        using var phone = await DeskPhone.OpenAsync(sip);
        (await phone.RegisterAsync()).StatusCode.ShouldBe(200, "either secret is good, whatever the transport");
    }

    [Fact]
    public async Task A_page_that_takes_the_desk_ends_the_phone_of_the_page_before()
    {
        await using var centre = await TestCentre.StartAsync();
        using var api = await centre.SignInAsRoleAsync("agent");
        var before = await AccountAsync(api);
        using var old = await DeskPhone.OpenAsync(before);
        await old.RegisterAsync();

        using var answer = await api.PostAsJsonAsync("/api/agents/me/desk", new { }, Ct);
        var desk = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("deskId").GetGuid();

        await Should.ThrowAsync<WebSocketException>(() => old.NextBytesAsync());
        var after = await AccountAsync(api);
        after.GetProperty("contacts").GetInt32().ShouldBe(0);
        using var again = await DeskPhone.OpenAsync(before);
        (await again.RegisterAsync()).StatusCode.ShouldBe(403);
        using var taken = await DeskPhone.OpenAsync(after);
        (await taken.RegisterAsync()).StatusCode.ShouldBe(200);
        var me = await api.GetFromJsonAsync<JsonElement>("/api/agents/me", Ct);
        me.GetProperty("deskId").GetGuid().ShouldBe(desk);
    }

    [Fact]
    public async Task A_ready_agent_whose_browser_is_gone_leaves_routing()
    {
        await using var centre = await TestCentre.StartAsync();
        using var api = await centre.SignInAsRoleAsync("agent");
        using var phone = await DeskPhone.OpenAsync(await AccountAsync(api), deaf: true);
        await phone.RegisterAsync();
        using var asked = await api.PutAsJsonAsync("/api/agents/me/state", new { state = "ready" }, Ct);
        var ready = await StateAsync(api);

        // The connection stands and answers no ping: a browser whose network has gone.
        var left = await UntilAsync(api, "phoneLost");

        ready.ShouldBe("ready");
        left.ShouldBe("phoneLost");
    }

    [Theory]
    [InlineData("chat", null)]
    [InlineData("sip", "https://elsewhere.test")]
    public async Task A_WebSocket_of_another_kind_or_page_is_refused(string protocol, string? origin)
    {
        await using var centre = await TestCentre.StartAsync();
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        socket.Options.AddSubProtocol(protocol);
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{centre.Address.Port}/sip"), Ct));

        socket.HttpStatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_page_of_this_host_is_served_and_what_is_no_WebSocket_is_not()
    {
        await using var centre = await TestCentre.StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("sip");
        socket.Options.SetRequestHeader("Origin", $"http://127.0.0.1:{centre.Address.Port}");
        using var client = centre.Client();

        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{centre.Address.Port}/sip"), Ct);
        using var plain = await client.GetAsync("/sip", Ct);

        socket.SubProtocol.ShouldBe("sip");
        plain.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static Task<JsonElement> AccountAsync(HttpClient api) => api.GetFromJsonAsync<JsonElement>("/api/agents/me/phone", Ct);

    private static async Task<string?> StateAsync(HttpClient api) =>
        (await api.GetFromJsonAsync<JsonElement>("/api/agents/me", Ct)).GetProperty("state").GetString();

    private static async Task<string?> UntilAsync(HttpClient api, string state)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await StateAsync(api) != state && !patience.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        }
        return await StateAsync(api);
    }
}
