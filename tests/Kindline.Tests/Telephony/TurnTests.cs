using System.Net;
using System.Text;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Telephony;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Telephony;

/// <summary>The TURN server's settings and the accounts that browsers get.</summary>
public sealed class TurnTests
{
    private static readonly IPAddress House = IPAddress.Parse("10.0.0.5");
    private static readonly IPAddress World = IPAddress.Parse("203.0.113.7");
    private static readonly KindlineOptions Public = RelayAddressesTests.Options(House, World) with { TurnPort = 3478 };

    [Fact]
    public void It_relays_to_rtpengine_and_to_nobody_else()
    {
        var lines = TurnServer.Configuration(Public, RelayAddresses.Of(Public), "secret", "/data/turnserver.pid").ToList();

        lines.ShouldContain("denied-peer-ip=0.0.0.0-255.255.255.255");
        lines.ShouldContain("denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        lines.Where(l => l.StartsWith("allowed-peer-ip", StringComparison.Ordinal))
            .ShouldBe(["allowed-peer-ip=10.0.0.5", "allowed-peer-ip=203.0.113.7"]);
        lines.ShouldNotContain("allow-loopback-peers");
    }

    [Fact]
    public void It_asks_for_accounts_and_names_the_address_beyond_the_translator()
    {
        var lines = TurnServer.Configuration(Public, RelayAddresses.Of(Public), "secret", "/data/turnserver.pid").ToList();

        lines.ShouldContain("use-auth-secret");
        lines.ShouldContain("static-auth-secret=secret");
        lines.ShouldContain("listening-port=3478");
        lines.ShouldContain("external-ip=203.0.113.7/10.0.0.5");
    }

    // RFC 2202 2, test case 2, in base64.
    [Fact]
    public void A_password_is_the_HMAC_SHA1_of_the_user() =>
        TurnCredentials.PasswordOf("what do ya want for nothing?", "Jefe").ShouldBe(Convert.ToBase64String(Convert.FromHexString("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")));

    [Fact]
    public async Task An_account_ends_after_twelve_hours_and_names_the_agent()
    {
        await using var centre = await TestCentre.StartAsync();
        var clock = new ManualClock();
        var agent = new AgentId(Guid.CreateVersion7());
        var credentials = new TurnCredentials(Public, MasterKey.Open(centre.Options), new TurnHealth(Public) { Missing = null }, clock);

        var server = credentials.For(agent).ShouldHaveSingleItem();

        server.Urls.ShouldBe(["turn:203.0.113.7:3478?transport=udp", "turn:203.0.113.7:3478?transport=tcp"]);
        server.Username.ShouldBe($"{clock.GetUtcNow().AddHours(12).ToUnixTimeSeconds()}:{agent}");
        server.Credential.ShouldBe(TurnCredentials.PasswordOf(server.Username!, credentials.Secret));
        Encoding.UTF8.GetByteCount(credentials.Secret).ShouldBe(64);
    }

    [Fact]
    public async Task Browsers_get_no_server_where_none_runs()
    {
        await using var centre = await TestCentre.StartAsync();
        var key = MasterKey.Open(centre.Options);
        var off = RelayAddressesTests.Options(IPAddress.Loopback, null);

        new TurnCredentials(off, key, new TurnHealth(off), centre.Clock).For(default).ShouldBeEmpty();
        new TurnCredentials(Public, key, new TurnHealth(Public), centre.Clock).For(default).ShouldBeEmpty();
    }
}
