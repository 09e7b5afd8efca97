using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Carriers: known by address on the way in, by digest on the way out (RFC 3261 22.2, RFC 3325).</summary>
public sealed class TrunkTests
{
    [Fact]
    public async Task A_call_from_a_trunk_needs_no_digest_and_names_it()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);
        test.Desk.OnIncoming = (call, _) => call.Leg.RejectAsync(486, "Busy Here");
        var invite = carrier.Invite();
        invite.Headers["From"] = "\"Dr Reyes\" <sip:4711@pbx.example>;tag=peer";
        invite.Headers.Add("P-Asserted-Identity", "<sip:+15125550177@carrier.example>");

        await carrier.AskAsync(invite, 486);

        var call = await test.Desk.NextCallAsync();
        call.Trunk.ShouldBe(TestExchange.AnyPeer);
        call.From.ShouldBe("+15125550177");
        call.FromDisplay.ShouldBe("Dr Reyes");
    }

    [Fact]
    public async Task Trunks_can_be_changed_while_the_exchange_runs()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);

        test.Exchange.SetTrunks([]);

        await carrier.AskAsync(carrier.Invite(), 401);
    }

    [Theory]
    [InlineData(407, "Proxy-Authenticate", "Proxy-Authorization")]
    [InlineData(401, "WWW-Authenticate", "Authorization")]
    public async Task A_challenge_is_answered_once(int status, string asks, string answers)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(By(carrier), Patience.Token());
        var first = await carrier.NextAsync("INVITE");
        await carrier.SendAsync(Challenge(carrier.Answer(first, status), asks, "one", stale: false));
        await carrier.NextAsync("ACK");
        var second = await carrier.NextAsync("INVITE");

        await carrier.SendAsync(Challenge(carrier.Answer(second, status), asks, "two", stale: false));
        await carrier.NextAsync("ACK");

        (await dialling).ShouldBe(new DialOutcome.Failed(status, "Test"));
        second.CallId.ShouldBe(first.CallId);
        second.From!.Tag.ShouldBe(first.From!.Tag);
        second.CSeq!.Value.Number.ShouldBe(first.CSeq!.Value.Number + 1);
        second.TopVia!.Branch.ShouldNotBe(first.TopVia!.Branch);
        DigestCredentials.TryParse(second.Headers[answers], out var credentials).ShouldBeTrue();
        credentials.User.ShouldBe("account");
        await carrier.ShouldHaveNothingMoreAsync(first.CallId!);
    }

    [Fact]
    public async Task A_stale_nonce_is_answered_once_more()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(By(carrier), Patience.Token());
        await carrier.SendAsync(Challenge(carrier.Answer(await carrier.NextAsync("INVITE"), 407), "Proxy-Authenticate", "one", stale: false));
        await carrier.NextAsync("ACK");
        await carrier.SendAsync(Challenge(carrier.Answer(await carrier.NextAsync("INVITE"), 407), "Proxy-Authenticate", "two", stale: true));
        await carrier.NextAsync("ACK");

        await carrier.SendAsync(TestPeer.WithSdp(carrier.Answer(await carrier.NextAsync("INVITE"), 200), TestPeer.Sdp()));

        await carrier.NextAsync("ACK");
        (await dialling).ShouldBeOfType<DialOutcome.Answered>();
    }

    [Fact]
    public async Task A_challenged_BYE_is_sent_again_with_the_answer()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(By(carrier), Patience.Token());
        await carrier.SendAsync(TestPeer.WithSdp(carrier.Answer(await carrier.NextAsync("INVITE"), 200), TestPeer.Sdp()));
        await carrier.NextAsync("ACK");
        var leg = (await dialling).ShouldBeOfType<DialOutcome.Answered>().Leg;

        await leg.HangUpAsync();
        await carrier.SendAsync(Challenge(carrier.Answer(await carrier.NextAsync("BYE"), 407), "Proxy-Authenticate", "one", stale: false));

        (await carrier.NextAsync("BYE")).Headers["Proxy-Authorization"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.200", 5060, true)]
    [InlineData("192.0.2.0/24", "192.0.3.1", 5060, false)]
    [InlineData("192.0.2.7", "192.0.2.7", 41000, true)]
    [InlineData("192.0.2.7:5060", "192.0.2.7", 5060, true)]
    [InlineData("192.0.2.7:5060", "192.0.2.7", 5061, false)]
    public void A_source_is_a_network_or_an_address_with_or_without_a_port(string text, string address, int port, bool included)
    {
        TrunkSource.TryParse(text, out var source).ShouldBeTrue();

        source.Includes(new System.Net.IPEndPoint(System.Net.IPAddress.Parse(address), port)).ShouldBe(included);
    }

    private static DialRequest By(TestPeer carrier) => new(
        new DialTarget.OnTrunk(new Trunk("carrier", [], carrier.Address, "account", "secret"), "+15125550199"), "+15125550100");

    private static SipResponse Challenge(SipResponse response, string field, string nonce, bool stale)
    {
        response.Headers.Add(field, $"Digest realm=\"carrier\", nonce=\"{nonce}\", algorithm=MD5, qop=\"auth\"{(stale ? ", stale=true" : "")}");
        return response;
    }
}
