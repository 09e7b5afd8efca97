using System.Text;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Legs to browsers, whose descriptions go through a relay that answers later, or not at all.</summary>
public sealed class RelayTests : IAsyncLifetime
{
    private const string BrowserSdp = "v=0\r\no=- 5 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n";

    private readonly FakeRelay relay = new();
    private readonly ManualClock clock = new();
    private TaskCompletionSource<bool> answered = new();
    private TestExchange test = null!;
    private TestPeer peer = null!;

    public async ValueTask InitializeAsync()
    {
        test = await TestExchange.StartAsync(
            clock, new ExchangeOptions { Trunks = [TestExchange.AnyPeer], Relay = relay, NeedsRelay = static _ => true });
        peer = new TestPeer(test.Address);
    }

    public async ValueTask DisposeAsync()
    {
        peer.Dispose();
        await test.DisposeAsync();
    }

    [Fact]
    public async Task Our_INVITE_offers_what_the_relay_made_of_our_offer()
    {
        var dialling = test.Exchange.DialAsync(DiallingTests.To(peer), Patience.Token());
        var ours = (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();

        var invite = await peer.NextAsync("INVITE");
        await AnswerAsync(invite);
        var theirs = (await relay.NextAsync("answer", RelaySide.Peer)).IsDone();

        Text(invite).ShouldBe(RelayQuestion.ForBrowser);
        ours.Sdp.ShouldContain("RTP/AVP 0 8 101");
        theirs.Sdp.ShouldBe(BrowserSdp);
        theirs.Session.ShouldBe(ours.Session);
        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>();
    }

    [Fact]
    public async Task An_answer_is_acknowledged_before_the_relay_has_taken_it()
    {
        await DialAsync(Patience.Token());
        await peer.NextAsync("ACK");

        await relay.NextAsync("answer", RelaySide.Peer);
    }

    [Fact]
    public async Task Without_a_relay_no_INVITE_goes_out()
    {
        var dialling = test.Exchange.DialAsync(DiallingTests.To(peer), Patience.Token());

        (await relay.NextAsync("offer", RelaySide.Exchange)).Reply.SetResult(new RelayOutcome.Unavailable());

        (await dialling.Soon()).ShouldBe(new DialOutcome.Failed(503, "media relay unavailable"));
        await peer.ShouldHaveNothingMoreAsync();
        await relay.NextDeletedAsync();
    }

    [Fact]
    public async Task An_answer_that_the_relay_refuses_is_acknowledged_and_hung_up()
    {
        var dialling = await DialAsync(Patience.Token());
        await peer.NextAsync("ACK");

        (await relay.NextAsync("answer", RelaySide.Peer)).Reply.SetResult(new RelayOutcome.Refused());

        await peer.NextAsync("BYE");
        (await dialling.Soon()).ShouldBe(new DialOutcome.Failed(488, "Not Acceptable Here"));
    }

    [Fact]
    public async Task A_relay_that_fails_with_an_exception_counts_as_unavailable()
    {
        var dialling = test.Exchange.DialAsync(DiallingTests.To(peer), Patience.Token());

        (await relay.NextAsync("offer", RelaySide.Exchange)).Reply.SetException(new InvalidOperationException());

        (await dialling.Soon()).ShouldBe(new DialOutcome.Failed(503, "media relay unavailable"));
    }

    [Fact]
    public async Task A_dial_given_up_before_the_offer_is_made_sends_nothing()
    {
        using var given = new CancellationTokenSource();
        var dialling = test.Exchange.DialAsync(DiallingTests.To(peer), given.Token);
        var offer = await relay.NextAsync("offer", RelaySide.Exchange);

        await given.CancelAsync();
        await dialling.Soon();
        offer.IsDone();

        (await relay.NextDeletedAsync()).ShouldBe(offer.Session.Name);
        await peer.ShouldHaveNothingMoreAsync();
    }

    [Fact]
    public async Task A_dial_given_up_while_the_relay_takes_the_answer_is_hung_up()
    {
        using var given = new CancellationTokenSource();
        var dialling = await DialAsync(given.Token);
        await peer.NextAsync("ACK");
        var answer = await relay.NextAsync("answer", RelaySide.Peer);

        await given.CancelAsync();
        (await dialling.Soon()).ShouldBe(new DialOutcome.Cancelled());
        answer.IsDone();

        await peer.NextAsync("BYE");
    }

    [Fact]
    public async Task A_second_answer_of_a_fork_is_hung_up_while_the_relay_takes_the_first()
    {
        var dialling = test.Exchange.DialAsync(DiallingTests.To(peer), Patience.Token());
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();
        var invite = await peer.NextAsync("INVITE");
        await AnswerAsync(invite);
        await peer.NextAsync("ACK");
        await peer.SendAsync(TestPeer.WithSdp(peer.Answer(invite, 200, "other"), BrowserSdp));
        await peer.NextAsync("ACK");

        (await peer.NextAsync("BYE")).To!.Tag.ShouldBe("other");
        await peer.SendAsync(TestPeer.WithSdp(peer.Answer(invite, 200, "other"), BrowserSdp));
        (await peer.NextAsync("ACK")).To!.Tag.ShouldBe("other", "it is not hung up twice");
        await peer.SendAsync(TestPeer.WithSdp(peer.Answer(invite, 200), BrowserSdp));
        await peer.NextAsync("ACK");
        (await relay.NextAsync("answer", RelaySide.Peer)).IsDone();

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>();
        relay.ShouldHaveNothingMore();
    }

    [Fact]
    public async Task Phones_that_ring_together_have_sessions_of_their_own_and_the_losers_is_deleted()
    {
        using var other = new TestPeer(test.Address);
        await RegistrationTests.RegisterAsync(peer, "reg-1");
        await RegistrationTests.RegisterAsync(other, "reg-2");
        var dialling = test.Exchange.DialAsync(new DialRequest(new DialTarget.Phone("desk1"), "100"), Patience.Token());
        var offers = new[] { await relay.NextAsync("offer", RelaySide.Exchange), await relay.NextAsync("offer", RelaySide.Exchange) };
        offers[0].IsDone();
        offers[1].IsDone();
        var invite = await peer.NextAsync("INVITE");
        var elsewhere = await other.NextAsync("INVITE");
        await other.SendAsync(other.Answer(elsewhere, 180));

        await AnswerAsync(invite);
        var won = (await relay.NextAsync("answer", RelaySide.Peer)).IsDone();

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>();
        await other.NextAsync("CANCEL");
        (await relay.NextDeletedAsync()).ShouldBe(offers.Single(o => o.Session != won.Session).Session.Name);
    }

    [Fact]
    public async Task Of_a_browser_and_a_desk_phone_that_ring_together_only_the_browser_takes_the_relay()
    {
        await using var mixed = await TestExchange.StartAsync(clock, new ExchangeOptions { Relay = relay });
        using var pair = await WebSocketPair.OpenAsync(mixed.Exchange);
        using var browser = new BrowserPhone(pair.Browser, "desk1", "open-sesame");
        using var desk = new TestPeer(mixed.Address);
        await browser.RegisterAsync();
        await RegistrationTests.RegisterAsync(desk, "reg-1");

        var dialling = mixed.Exchange.DialAsync(new DialRequest(new DialTarget.Phone("desk1"), "100"), Patience.Token());
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();

        Text(await browser.NextAsync("INVITE")).ShouldBe(RelayQuestion.ForBrowser);
        Text(await desk.NextAsync("INVITE")).ShouldContain("RTP/AVP 0 8 101");
        relay.ShouldHaveNothingMore();
        dialling.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_browsers_INVITE_is_answered_with_what_the_relay_made_of_our_answer()
    {
        AnswerCalls();
        await InviteAsync();
        var theirs = (await relay.NextAsync("offer", RelaySide.Peer)).IsDone();
        var ours = (await relay.NextAsync("answer", RelaySide.Exchange)).IsDone();

        var answer = await peer.NextAsync(200);

        Text(answer).ShouldBe(RelayQuestion.ForBrowser);
        theirs.Sdp.ShouldBe(BrowserSdp);
        ours.Sdp.ShouldContain("m=audio");
        ours.Sdp.ShouldContain("a=sendrecv");
    }

    [Fact]
    public async Task A_browsers_INVITE_without_a_relay_gets_503()
    {
        AnswerCalls();
        await InviteAsync();

        (await relay.NextAsync("offer", RelaySide.Peer)).Reply.SetResult(new RelayOutcome.Unavailable());

        await peer.NextAsync(503);
        var leg = (await test.Desk.NextCallAsync()).Leg;
        await Patience.UntilAsync(leg.Ended).Soon();
        leg.End.ShouldNotBeNull().Why.ShouldBe("media relay unavailable");
    }

    [Fact]
    public async Task An_offer_that_the_relay_refuses_gets_488()
    {
        AnswerCalls();
        await InviteAsync();

        (await relay.NextAsync("offer", RelaySide.Peer)).Reply.SetResult(new RelayOutcome.Refused());

        await peer.NextAsync(488);
    }

    [Fact]
    public async Task A_CANCEL_while_the_relay_works_ends_the_call_and_its_session()
    {
        AnswerCalls();
        var invite = await InviteAsync();
        var offer = await relay.NextAsync("offer", RelaySide.Peer);

        await peer.SendAsync(CancelOf(invite));
        var (first, second) = (await peer.NextAsync(), await peer.NextAsync());
        offer.IsDone();
        (await relay.NextAsync("answer", RelaySide.Exchange)).IsDone();

        new[] { first, second }.Cast<SipResponse>().Select(r => r.StatusCode).Order().ShouldBe([200, 487]);
        (await relay.NextDeletedAsync()).ShouldBe(offer.Session.Name);
    }

    [Fact]
    public async Task A_late_offer_is_ours_and_the_ACK_brings_the_browsers_answer()
    {
        AnswerCalls();
        await peer.SendAsync(peer.Invite(offer: false));
        await peer.NextAsync(100);
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();
        var answer = await peer.NextAsync(200);
        await peer.SendAsync(TestPeer.WithSdp(peer.Within(answer, "ACK", 1), BrowserSdp));

        var theirs = (await relay.NextAsync("answer", RelaySide.Peer)).IsDone();

        theirs.Sdp.ShouldBe(BrowserSdp);
        (await answered.Task.Soon()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_late_answer_that_the_relay_cannot_take_ends_the_call()
    {
        AnswerCalls();
        await peer.SendAsync(peer.Invite(offer: false));
        await peer.NextAsync(100);
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();
        var answer = await peer.NextAsync(200);
        await peer.SendAsync(TestPeer.WithSdp(peer.Within(answer, "ACK", 1), BrowserSdp));

        (await relay.NextAsync("answer", RelaySide.Peer)).Reply.SetResult(new RelayOutcome.Unavailable());

        await peer.NextAsync("BYE");
        (await answered.Task.Soon()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("sendonly", "recvonly", true)]
    [InlineData("inactive", "inactive", true)]
    [InlineData("sendrecv", "sendrecv", false)]
    public async Task A_browsers_hold_is_answered_with_its_direction_mirrored(string offered, string answered, bool held)
    {
        var (leg, dialog) = await CalledAsync();

        await peer.SendAsync(TestPeer.WithSdp(peer.Within(dialog, "INVITE", 2), BrowserSdp));
        await peer.NextAsync(100);
        (await relay.NextAsync("offer", RelaySide.Peer)).IsDone(offered);
        var ours = (await relay.NextAsync("answer", RelaySide.Exchange)).IsDone();
        await peer.NextAsync(200);

        ours.Sdp.ShouldContain($"a={answered}");
        leg.HeldByPeer.ShouldBe(held);
    }

    [Fact]
    public async Task An_offer_gets_491_while_the_relay_works_on_the_one_before()
    {
        var (_, dialog) = await CalledAsync();
        await peer.SendAsync(TestPeer.WithSdp(peer.Within(dialog, "INVITE", 2), BrowserSdp));
        await peer.NextAsync(100);
        var first = await relay.NextAsync("offer", RelaySide.Peer);

        await peer.AskAsync(TestPeer.WithSdp(peer.Within(dialog, "INVITE", 3), BrowserSdp), 491);
        first.IsDone();
        (await relay.NextAsync("answer", RelaySide.Exchange)).IsDone();

        (await peer.NextAsync(200)).CSeq!.Value.Number.ShouldBe(2u);
    }

    [Fact]
    public async Task A_re_INVITE_gets_487_where_we_hang_up_while_the_relay_works()
    {
        var (leg, dialog) = await CalledAsync();
        await peer.SendAsync(TestPeer.WithSdp(peer.Within(dialog, "INVITE", 2), BrowserSdp));
        await peer.NextAsync(100);
        var offer = await relay.NextAsync("offer", RelaySide.Peer);

        await leg.HangUpAsync();
        await peer.NextAsync("BYE");
        offer.IsDone();
        (await relay.NextAsync("answer", RelaySide.Exchange)).IsDone();

        await peer.NextAsync(487);
    }

    [Fact]
    public async Task Our_hold_is_offered_through_the_relay()
    {
        var (leg, _) = await CalledAsync();
        var holding = leg.HoldAsync(Patience.Token());
        var ours = (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();

        await AnswerAsync(await peer.NextAsync("INVITE"));
        await peer.NextAsync("ACK");
        (await relay.NextAsync("answer", RelaySide.Peer)).IsDone("recvonly");

        ours.Sdp.ShouldContain("a=sendonly");
        (await holding.Soon()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_hold_without_a_relay_fails_and_the_call_stands()
    {
        var (leg, _) = await CalledAsync();
        var holding = leg.HoldAsync(Patience.Token());

        (await relay.NextAsync("offer", RelaySide.Exchange)).Reply.SetResult(new RelayOutcome.Unavailable());

        (await holding.Soon()).ShouldBeFalse();
        leg.End.ShouldBeNull();
        await peer.ShouldHaveNothingMoreAsync();
    }

    [Fact]
    public async Task After_a_restart_of_the_relay_every_leg_is_offered_anew()
    {
        var (leg, _) = await CalledAsync();

        relay.Restart();
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();
        await AnswerAsync(await peer.NextAsync("INVITE"));
        await peer.NextAsync("ACK");
        (await relay.NextAsync("answer", RelaySide.Peer)).IsDone();

        await peer.ShouldHaveNothingMoreAsync();
        leg.End.ShouldBeNull();
    }

    [Fact]
    public async Task A_leg_that_will_not_be_offered_anew_after_a_restart_is_ended_with_the_reason()
    {
        var (leg, _) = await CalledAsync();

        relay.Restart();
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();
        await peer.SendAsync(peer.Answer(await peer.NextAsync("INVITE"), 488));
        await peer.NextAsync("ACK");

        await peer.NextAsync("BYE");
        await Patience.UntilAsync(leg.Ended).Soon();
        leg.End.ShouldNotBeNull().Why.ShouldBe("media relay lost");
    }

    [Fact]
    public async Task The_end_of_a_leg_deletes_its_session_whoever_ends_it()
    {
        var (_, dialog) = await CalledAsync();
        await peer.AskAsync(peer.Within(dialog, "BYE", 2), 200);
        var hungUpByPeer = await relay.NextDeletedAsync();
        var (leg, _) = await CalledAsync("call-2");
        await leg.HangUpAsync();
        var hungUpByUs = await relay.NextDeletedAsync();

        hungUpByPeer.ShouldNotBe(hungUpByUs);
    }

    private void AnswerCalls()
    {
        answered = new TaskCompletionSource<bool>();
        test.Desk.OnIncoming = async (call, ct) =>
        {
            answered.SetResult(await call.Leg.AnswerAsync(ct));
            await Patience.UntilAsync(ct);
        };
    }

    private async Task<SipRequest> InviteAsync(string callId = "call-1")
    {
        var invite = TestPeer.WithSdp(peer.Invite(callId: callId), BrowserSdp);
        await peer.SendAsync(invite);
        await peer.NextAsync(100);
        return invite;
    }

    /// <summary>A standing call from the browser: the leg, and our 200.</summary>
    private async Task<(CallLeg Leg, SipResponse Answer)> CalledAsync(string callId = "call-1")
    {
        AnswerCalls();
        await InviteAsync(callId);
        (await relay.NextAsync("offer", RelaySide.Peer)).IsDone();
        (await relay.NextAsync("answer", RelaySide.Exchange)).IsDone();
        var answer = await peer.NextAsync(200);
        await peer.SendAsync(peer.Within(answer, "ACK", 1));
        (await answered.Task.Soon()).ShouldBeTrue();
        return ((await test.Desk.NextCallAsync()).Leg, answer);
    }

    /// <summary>A call to the browser, which has answered.</summary>
    private async Task<Task<DialOutcome>> DialAsync(CancellationToken ct)
    {
        var dialling = test.Exchange.DialAsync(DiallingTests.To(peer), ct);
        (await relay.NextAsync("offer", RelaySide.Exchange)).IsDone();
        await AnswerAsync(await peer.NextAsync("INVITE"));
        return dialling;
    }

    private Task AnswerAsync(SipRequest invite) => peer.SendAsync(TestPeer.WithSdp(peer.Answer(invite, 200), BrowserSdp));

    private SipRequest CancelOf(SipRequest invite)
    {
        var cancel = peer.Request("CANCEL");
        cancel.Headers["Via"] = invite.Headers["Via"]!;
        return cancel;
    }

    private static string Text(SipMessage message) => Encoding.ASCII.GetString(message.Body.Span);
}
