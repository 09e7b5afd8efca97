using System.Text;
using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>A trunk whose audio has to be encrypted (SDES inside TLS), through a relay that does as the test says.</summary>
public sealed class SrtpTrunkTests : IAsyncLifetime
{
    private const string Key = "inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";
    private const string Suite = "AES_CM_128_HMAC_SHA1_80";

    private readonly FakeRelay relay = new();
    private readonly TestAuthority authority = new();
    private TestExchange test = null!;
    private TlsPipe gateway = null!;
    private TestPeer next = null!;

    private static string Encrypted { get; } = With($"a=crypto:1 {Suite} {Key}");

    private TestPeer Carrier => gateway.Peer;

    public async ValueTask InitializeAsync()
    {
        test = await TestExchange.StartAsync(new ManualClock(), new ExchangeOptions { Relay = relay, NeedsRelay = static _ => false });
        gateway = new TlsPipe(authority.Sign("127.0.0.1"));
        next = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Secure, new Trunk("next", [], next.Address) { Priority = 2, AskEvery = TimeSpan.Zero }]);
    }

    public async ValueTask DisposeAsync()
    {
        await test.DisposeAsync();
        await gateway.DisposeAsync();
        next.Dispose();
        authority.Dispose();
    }

    [Fact]
    public async Task Our_offer_is_encrypted_by_strong_suites_only_and_what_is_agreed_stays_with_the_leg()
    {
        var dialling = Dial();
        var ours = (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();
        var invite = await Carrier.NextAsync("INVITE");
        await Carrier.SendAsync(TestPeer.WithSdp(Carrier.Answer(invite, 200), Encrypted));
        var theirs = (await relay.NextAsync("answer", RelaySide.Peer)).IsDone();

        var leg = (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>().Leg;
        ours.Session.Speech.ShouldBe(PeerSpeech.Sdes);
        Text(invite).ShouldContain("m=audio 41000 RTP/SAVP 0 101");
        Text(invite).Split("\r\n").Where(l => l.StartsWith("a=crypto:", StringComparison.Ordinal)).Select(l => l.Split(' ')[1])
            .ShouldBe([Suite, "AEAD_AES_128_GCM"], "neither a tag of 32 bits nor no encryption, and first what everybody speaks");
        theirs.Sdp.ShouldContain(Key);
        leg.Encryption.ShouldBe(Suite);
    }

    [Theory]
    [InlineData("RTP/AVP", "")]
    [InlineData("RTP/SAVP", "")]
    [InlineData("RTP/AVP", $"a=crypto:1 {Suite} {Key}")]
    [InlineData("RTP/SAVP", $"a=crypto:1 AES_CM_128_HMAC_SHA1_32 {Key}")]
    [InlineData("RTP/SAVP", $"a=crypto:1 {Suite} {Key} UNENCRYPTED_SRTP")]
    public async Task An_answer_that_is_not_encrypted_ends_the_call_with_the_reason(string protocol, string crypto)
    {
        List<TrunkAttempt> attempts = [];
        var dialling = Dial(attempts);
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();

        await Carrier.SendAsync(TestPeer.WithSdp(Carrier.Answer(await Carrier.NextAsync("INVITE"), 200), With(crypto, protocol)));
        await Carrier.NextAsync("ACK");
        await Carrier.NextAsync("BYE");

        (await dialling.Soon()).ShouldBe(new DialOutcome.Failed(488, "audio not encrypted"));
        attempts.ShouldBe([new TrunkAttempt("secure", 488, "audio not encrypted")]);
        relay.ShouldHaveNothingMore();
        next.HasHeardNothing.ShouldBeTrue();
    }

    [Fact]
    public async Task A_call_for_help_that_is_answered_in_the_clear_goes_on_to_the_next_trunk()
    {
        var dialling = Dial(mustGetThrough: true);
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();

        var invite = await Carrier.NextAsync("INVITE");
        await Carrier.SendAsync(Carrier.Answer(invite, 180));
        await Carrier.SendAsync(TestPeer.WithSdp(Carrier.Answer(invite, 200), TestPeer.Sdp()));
        await AnswerNextAsync();

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>().Leg.Encryption.ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_relay_the_next_trunk_is_tried_at_once(bool mustGetThrough)
    {
        List<TrunkAttempt> attempts = [];
        var dialling = Dial(attempts, mustGetThrough);

        (await relay.NextAsync("offer", RelaySide.Exchange)).Reply.SetResult(new RelayOutcome.Unavailable());
        await AnswerNextAsync();

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>();
        attempts[0].ShouldBe(new TrunkAttempt("secure", 503, "media relay unavailable"));
        Carrier.HasHeardNothing.ShouldBeTrue();
    }

    [Fact]
    public async Task A_relay_that_leaves_our_offer_in_the_clear_counts_as_none()
    {
        var dialling = Dial();

        (await relay.NextAsync("offer", RelaySide.Exchange)).Reply.SetResult(new RelayOutcome.Rewritten(Encoding.ASCII.GetBytes(TestPeer.Sdp())));
        await AnswerNextAsync();

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>();
        Carrier.HasHeardNothing.ShouldBeTrue();
    }

    [Fact]
    public async Task A_hold_that_is_answered_in_the_clear_ends_the_call()
    {
        var leg = await AnsweredAsync();
        var holding = leg.HoldAsync(Patience.Token());
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();

        await Carrier.SendAsync(TestPeer.WithSdp(Carrier.Answer(await Carrier.NextAsync("INVITE"), 200), TestPeer.Sdp()));

        await Carrier.NextAsync("ACK");
        await Carrier.NextAsync("BYE");
        (await holding.Soon()).ShouldBeFalse();
        leg.End.ShouldNotBeNull().Why.ShouldBe("audio not encrypted");
    }

    [Fact]
    public async Task After_a_restart_of_the_relay_the_leg_is_offered_anew_with_new_keys()
    {
        var leg = await AnsweredAsync();

        relay.Restart();
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();
        var invite = await Carrier.NextAsync("INVITE");
        await Carrier.SendAsync(TestPeer.WithSdp(Carrier.Answer(invite, 200), With($"a=crypto:1 AEAD_AES_128_GCM {Key}")));
        await Carrier.NextAsync("ACK");
        var taken = await relay.NextAsync("answer", RelaySide.Peer);
        var before = leg.Encryption;
        taken.IsDone();
        await leg.RingAsync();

        Text(invite).ShouldContain("RTP/SAVP");
        (before, leg.Encryption, leg.End).ShouldBe((Suite, "AEAD_AES_128_GCM", null));
    }

    [Fact]
    public async Task An_encrypted_call_of_the_carriers_is_answered_so()
    {
        await OverOurConnectionAsync();
        var answered = AnswerCalls();
        await Carrier.SendAsync(TestPeer.WithSdp(Carrier.Invite(callId: "in"), With($"a=crypto:1 AES_CM_128_HMAC_SHA1_32 {Key}\r\na=crypto:2 {Suite} {Key}")));
        await Carrier.NextAsync(100);
        var theirs = (await relay.NextAsync("offer", RelaySide.Peer)).IsDone();
        (await relay.NextAsync("answer", RelaySide.Exchange)).IsAnswered();
        var answer = await Carrier.NextAsync(200);
        await Carrier.SendAsync(Carrier.Within(answer, "ACK", 1));

        (await answered.Soon()).ShouldBeTrue();
        Text(answer).ShouldContain("RTP/SAVP 0 101");
        Text(answer).ShouldContain("a=crypto:");
        theirs.Sdp.ShouldNotContain("SHA1_32", Case.Sensitive, "a relay that never sees it cannot choose it");
        var call = await test.Desk.NextCallAsync();
        (call.Trunk?.Name, call.Leg.Encryption).ShouldBe(("secure", Suite));
    }

    [Theory]
    [InlineData("RTP/AVP", "")]
    [InlineData("RTP/SAVP", $"a=crypto:1 AES_CM_128_HMAC_SHA1_32 {Key}")]
    public async Task A_call_in_the_clear_is_refused(string protocol, string crypto)
    {
        await OverOurConnectionAsync();

        await Carrier.SendAsync(TestPeer.WithSdp(Carrier.Invite(callId: "in"), With(crypto, protocol)));

        await Carrier.NextAsync(100);
        await Carrier.NextAsync(488);
        relay.ShouldHaveNothingMore();
    }

    [Fact]
    public async Task Keys_that_come_by_UDP_are_no_keys()
    {
        test.Exchange.SetTrunks([Secure]);

        await next.SendAsync(TestPeer.WithSdp(next.Invite(), Encrypted));

        await next.NextAsync(100);
        await next.NextAsync(488);
    }

    [Fact]
    public async Task Without_a_relay_a_call_of_the_carriers_gets_503()
    {
        await OverOurConnectionAsync();
        _ = AnswerCalls();
        await Carrier.SendAsync(TestPeer.WithSdp(Carrier.Invite(callId: "in"), Encrypted));
        await Carrier.NextAsync(100);

        (await relay.NextAsync("offer", RelaySide.Peer)).Reply.SetResult(new RelayOutcome.Unavailable());

        await Carrier.NextAsync(503);
    }

    [Fact]
    public void A_trunk_whose_keys_would_stand_in_the_clear_is_none() =>
        Should.Throw<InvalidOperationException>(() => test.Exchange.SetTrunks([Secure with { Transport = TrunkTransport.Tcp, Name = "bad" }]));

    private Trunk Secure => new("secure", TestExchange.AnyPeer.From, gateway.Address)
    {
        Transport = TrunkTransport.Tls,
        Authority = authority.Pem,
        Audio = TrunkAudio.Srtp,
        AskEvery = TimeSpan.Zero,
    };

    private static string With(string attribute, string protocol = "RTP/SAVP") =>
        TestPeer.Sdp().Replace("RTP/AVP", protocol, StringComparison.Ordinal) + (attribute.Length == 0 ? "" : attribute + "\r\n");

    private static string Text(SipMessage message) => Encoding.ASCII.GetString(message.Body.Span);

    private Task<DialOutcome> Dial(List<TrunkAttempt>? attempts = null, bool mustGetThrough = false)
    {
        var request = new DialRequest(new DialTarget.Outside("+15125550199"), "+15125550100")
        {
            Attempted = attempts is null ? null : attempts.Add,
            MustGetThrough = mustGetThrough,
        };
        return test.Exchange.DialAsync(request, Patience.Token());
    }

    private async Task AnswerNextAsync() =>
        await next.SendAsync(TestPeer.WithSdp(next.Answer(await next.NextAsync("INVITE"), 200), TestPeer.Sdp()));

    private async Task<CallLeg> AnsweredAsync()
    {
        var dialling = Dial();
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();
        await Carrier.SendAsync(TestPeer.WithSdp(Carrier.Answer(await Carrier.NextAsync("INVITE"), 200), Encrypted));
        await Carrier.NextAsync("ACK");
        (await relay.NextAsync("answer", RelaySide.Peer)).IsDone();
        return (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>().Leg;
    }

    /// <summary>The carrier calls by the connection that our OPTIONS has made.</summary>
    private async Task OverOurConnectionAsync()
    {
        var asking = test.Exchange.AskTrunkAsync("secure", Patience.Token());
        await Carrier.SendAsync(Carrier.Answer(await Carrier.NextAsync("OPTIONS"), 200));
        (await asking)!.Status.ShouldBe(200);
    }

    private Task<bool> AnswerCalls()
    {
        var answered = new TaskCompletionSource<bool>();
        test.Desk.OnIncoming = async (call, ct) =>
        {
            answered.SetResult(await call.Leg.AnswerAsync(ct));
            await Patience.UntilAsync(ct);
        };
        return answered.Task;
    }
}
