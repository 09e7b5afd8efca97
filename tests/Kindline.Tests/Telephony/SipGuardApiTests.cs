using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Telephony;
using Kindline.Tests.Foundation;
using Kindline.Voice.Tests.Calls;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Telephony;

/// <summary>A whole server whose guard judges loopback like the world.</summary>
public sealed class SipGuardApiTests : IAsyncLifetime
{
    private TestCentre centre = null!;
    private HttpClient admin = null!;
    private TestPeer scanner = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        centre = await TestCentre.StartAsync(options: o => o with { GuardsLoopback = true });
        admin = await centre.SignInAsRoleAsync("admin");
        scanner = new TestPeer(new IPEndPoint(IPAddress.Loopback, centre.Services.GetRequiredService<VoiceHost>().Exchange.SipPort), IPAddress.Parse("127.0.0.2"));
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        scanner.Dispose();
        await centre.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_blocked_is_listed_with_reason_and_end_and_can_be_unblocked()
    {
        await ScanAsync();
        var blocked = (await ViewAsync(1)).GetProperty("blocked")[0];

        blocked.GetProperty("source").GetString().ShouldBe("127.0.0.2");
        blocked.GetProperty("reason").GetString().ShouldBe("scanner");
        (blocked.GetProperty("until").GetDateTimeOffset() - blocked.GetProperty("since").GetDateTimeOffset()).ShouldBe(TimeSpan.FromMinutes(1));
        using var done = await admin.PostAsJsonAsync("/api/sip-guard/unblock", new { source = "127.0.0.2" }, Ct);
        using var again = await admin.PostAsJsonAsync("/api/sip-guard/unblock", new { source = "127.0.0.2" }, Ct);
        (await done.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("blockedTotal").GetInt32().ShouldBe(0);
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Those_who_lead_see_an_attack_on_the_floor()
    {
        using var lead = await centre.SignInAsRoleAsync("supervisor");
        await ScanAsync();
        await ViewAsync(1);

        var alert = (await lead.GetFromJsonAsync<JsonElement>("/api/floor", Ct)).GetProperty("alerts")[0];

        (alert.GetProperty("kind").GetString(), alert.GetProperty("limit").GetDouble()).ShouldBe(("sipBlocked", 1));
    }

    [Fact]
    public async Task Access_lists_are_kept_and_in_force_at_once()
    {
        using var wrong = await admin.PutAsJsonAsync("/api/sip-guard", new { denied = "carrier" }, Ct);
        using var right = await admin.PutAsJsonAsync("/api/sip-guard", new { denied = "127.0.0.2, 203.0.113.0/24" }, Ct);
        await ScanAsync();

        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        var view = await ViewAsync(0, silenced: 1);
        view.GetProperty("denied").GetString().ShouldBe("127.0.0.2, 203.0.113.0/24");
        view.GetProperty("blockedTotal").GetInt32().ShouldBe(0);
        (await CodesAsync()).ShouldContain("sipGuard.changed");
    }

    private async Task ScanAsync()
    {
        var probe = scanner.Request("OPTIONS");
        probe.Headers["User-Agent"] = "friendly-scanner";
        await scanner.SendAsync(probe);
    }

    private async Task<JsonElement> ViewAsync(int blocked, int silenced = 1)
    {
        var patience = Patience.Token();
        while (true)
        {
            var view = await admin.GetFromJsonAsync<JsonElement>("/api/sip-guard", patience);
            if (view.GetProperty("blockedTotal").GetInt32() == blocked && view.GetProperty("silenced").GetInt64() >= silenced)
            {
                return view;
            }
        }
    }

    private async Task<IReadOnlyList<string?>> CodesAsync()
    {
        using var auditor = await centre.SignInAsRoleAsync("director");
        var page = await auditor.GetFromJsonAsync<JsonElement>("/api/audit", Ct);
        return [.. page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString())];
    }
}
