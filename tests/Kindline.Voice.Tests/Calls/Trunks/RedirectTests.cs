using System.Net;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls.Trunks;

/// <summary>Where a 3xx may lead: within the carrier, never to anywhere (toll fraud).</summary>
public sealed class RedirectTests
{
    [Fact]
    public async Task It_leads_to_the_carriers_other_host_the_best_first()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var gateway = new TestPeer(test.Address);
        using var good = new TestPeer(test.Address);
        using var better = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(By(gateway, "127.0.0.1/32"), Patience.Token());

        await RedirectAsync(gateway, $"<sip:+15125550199@{good.Address}>;q=0.2, <sip:+15125550199@{better.Address}>;q=0.9");
        await better.SendAsync(better.Answer(await better.NextAsync("INVITE"), 503));
        await good.SendAsync(good.Answer(await good.NextAsync("INVITE"), 486));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Busy>();
    }

    [Fact]
    public async Task A_stranger_is_not_called()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var gateway = new TestPeer(test.Address);
        using var stranger = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(By(gateway, "192.0.2.0/24"), Patience.Token());

        await RedirectAsync(gateway, $"<sip:+19005550199@{stranger.Address}>, <sip:+19005550199@toll.example>");

        (await dialling.Soon()).ShouldBe(new DialOutcome.Failed(302, "Test"));
        await stranger.ShouldHaveNothingMoreAsync();
    }

    [Theory]
    [InlineData("+19005550199")]
    [InlineData("+15125550198")]
    [InlineData("9+15125550199")]
    public async Task Another_number_is_not_called_even_at_the_carriers_own_host(string number)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var gateway = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(By(gateway, "127.0.0.1/32"), Patience.Token());

        await RedirectAsync(gateway, $"<sip:{number}@{gateway.Address}>");

        (await dialling.Soon()).ShouldBe(new DialOutcome.Failed(302, "Test"));
        await gateway.ShouldHaveNothingMoreAsync();
    }

    [Fact]
    public async Task What_a_carrier_has_looked_up_of_the_number_may_be_added()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var gateway = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(By(gateway, "127.0.0.1/32"), Patience.Token());

        await RedirectAsync(gateway, $"<sip:15125550199;npdi;rn=15125550100@{gateway.Address}>");
        await gateway.SendAsync(gateway.Answer(await gateway.NextAsync("INVITE"), 486));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Busy>();
    }

    [Fact]
    public async Task A_host_that_is_set_may_be_led_to()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var gateway = new TestPeer(test.Address);
        using var other = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(By(gateway, "192.0.2.0/24", "127.0.0.1"), Patience.Token());

        await RedirectAsync(gateway, $"<sip:+15125550199@{other.Address}>");
        await other.SendAsync(other.Answer(await other.NextAsync("INVITE"), 486));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Busy>();
    }

    [Fact]
    public async Task A_circle_comes_to_an_end()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var gateway = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(By(gateway, "127.0.0.1/32"), Patience.Token());

        await RedirectAsync(gateway, $"<sip:+15125550199@{gateway.Address};way=1>");
        await RedirectAsync(gateway, $"<sip:+15125550199@{gateway.Address};way=2>");
        await RedirectAsync(gateway, $"<sip:+15125550199@{gateway.Address};way=2>, <sip:+15125550199@{gateway.Address};way=3>");
        await RedirectAsync(gateway, $"<sip:+15125550199@{gateway.Address};way=4>");

        (await dialling.Soon()).ShouldBe(new DialOutcome.Failed(302, "Test"));
        await gateway.ShouldHaveNothingMoreAsync();
    }

    private static async Task RedirectAsync(TestPeer peer, string contacts)
    {
        var redirection = peer.Answer(await peer.NextAsync("INVITE"), 302);
        redirection.Headers["Contact"] = contacts;
        await peer.SendAsync(redirection);
        await peer.NextAsync("ACK");
    }

    private static DialRequest By(TestPeer gateway, string source, params string[] hosts)
    {
        var trunk = new Trunk("carrier", [new TrunkSource(IPNetwork.Parse(source))], gateway.Address) { RedirectHosts = hosts };
        return new DialRequest(new DialTarget.OnTrunk(trunk, "+15125550199"), "+15125550100");
    }
}
