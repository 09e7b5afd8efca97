using System.Net;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Calls out (RFC 3261 13.2, 9.1).</summary>
public sealed class DiallingTests
{
    private static readonly TimeSpan T1 = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Every_repetition_of_the_answer_is_acknowledged_again()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(To(peer), Patience.Token());
        var invite = await peer.NextAsync("INVITE");
        var answer = TestPeer.WithSdp(peer.Answer(invite, 200), TestPeer.Sdp());

        await peer.SendAsync(answer);
        var ack = await peer.NextAsync("ACK");
        await peer.SendAsync(answer);
        var again = await peer.NextAsync("ACK");

        (await dialling).ShouldBeOfType<DialOutcome.Answered>();
        ack.TopVia!.Branch.ShouldNotBe(invite.TopVia!.Branch);
        ack.CSeq.ShouldBe(new CSeq(invite.CSeq!.Value.Number, "ACK"));
        ack.Uri.ToString().ShouldBe($"sip:peer@{peer.Address}");
        SipWriter.ToBytes(again).ShouldBe(SipWriter.ToBytes(ack));
    }

    [Theory]
    [InlineData(486, typeof(DialOutcome.Busy))]
    [InlineData(600, typeof(DialOutcome.Busy))]
    [InlineData(480, typeof(DialOutcome.NoAnswer))]
    [InlineData(603, typeof(DialOutcome.Declined))]
    [InlineData(503, typeof(DialOutcome.Failed))]
    public async Task A_refusal_is_acknowledged_on_its_own_hop_and_told(int status, Type outcome)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(To(peer), Patience.Token());
        var invite = await peer.NextAsync("INVITE");

        await peer.SendAsync(peer.Answer(invite, status));
        var ack = await peer.NextAsync("ACK");

        ack.TopVia!.Branch.ShouldBe(invite.TopVia!.Branch);
        ack.Uri.ShouldBe(invite.Uri);
        ack.To!.Tag.ShouldBe("peer");
        (await dialling).ShouldBeOfType(outcome);
    }

    [Theory]
    [InlineData("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 0 RTP/AVP 0\r\n", 0)]
    [InlineData("rubbish", 0)]
    [InlineData(null, 1)]
    public async Task Who_can_be_heard_before_the_answer_is_told_of_once_and_the_answer_decides(string? sdp, int times)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var heard = new List<CallLeg>();
        var dialling = test.Exchange.DialAsync(To(peer) with { Heard = heard.Add }, Patience.Token());
        var invite = await peer.NextAsync("INVITE");
        var progress = TestPeer.WithSdp(peer.Answer(invite, 183), sdp ?? TestPeer.Sdp());

        await peer.SendAsync(progress);
        await peer.SendAsync(progress);
        await peer.SendAsync(peer.Answer(invite, 180));
        await peer.SendAsync(TestPeer.WithSdp(peer.Answer(invite, 200), TestPeer.Sdp()));
        await peer.NextAsync("ACK");

        var leg = (await dialling).ShouldBeOfType<DialOutcome.Answered>().Leg;
        heard.ShouldBe(Enumerable.Repeat(leg, times));
    }

    [Fact]
    public async Task A_peer_that_never_answers_is_unreachable_after_32_seconds()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(To(peer), Patience.Token());
        var invite = await peer.NextAsync("INVITE");

        clock.Advance(T1);
        var again = await peer.NextAsync("INVITE");
        clock.Advance(64 * T1);

        (await dialling.Soon()).ShouldBe(new DialOutcome.Unreachable());
        SipWriter.ToBytes(again).ShouldBe(SipWriter.ToBytes(invite));
    }

    [Fact]
    public async Task CANCEL_waits_for_a_provisional_response()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        using var given = new CancellationTokenSource();
        var dialling = test.Exchange.DialAsync(To(peer), given.Token);
        var invite = await peer.NextAsync("INVITE");

        await given.CancelAsync();
        (await dialling.Soon()).ShouldBe(new DialOutcome.Cancelled());
        await peer.ShouldHaveNothingMoreAsync(invite.CallId!);
        await peer.SendAsync(peer.Answer(invite, 180));
        var cancel = await peer.NextAsync("CANCEL");

        cancel.Headers["Via"].ShouldBe(invite.Headers["Via"]);
        cancel.CSeq.ShouldBe(new CSeq(invite.CSeq!.Value.Number, "CANCEL"));
        cancel.Uri.ShouldBe(invite.Uri);
        cancel.Headers["To"].ShouldBe(invite.Headers["To"]);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_and_whose_487_is_lost_leaves_nothing_behind()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        using var given = new CancellationTokenSource();
        var dialling = test.Exchange.DialAsync(To(peer), given.Token);
        var invite = await peer.NextAsync("INVITE");
        await peer.SendAsync(peer.Answer(invite, 100));
        await peer.ShouldHaveNothingMoreAsync(invite.CallId!);

        await given.CancelAsync();
        await peer.SendAsync(peer.Answer(await peer.NextAsync("CANCEL"), 200));
        await dialling.Soon();
        await peer.ShouldHaveNothingMoreAsync(invite.CallId!);
        test.Exchange.Open.ShouldBeGreaterThan(0);
        clock.Advance(64 * T1);

        var patience = Patience.Token();
        while (test.Exchange.Open > 0)
        {
            patience.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task An_answer_that_outruns_CANCEL_is_acknowledged_and_hung_up()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        using var given = new CancellationTokenSource();
        var dialling = test.Exchange.DialAsync(To(peer), given.Token);
        var invite = await peer.NextAsync("INVITE");
        await peer.SendAsync(peer.Answer(invite, 180));

        await given.CancelAsync();
        await peer.NextAsync("CANCEL");
        await peer.SendAsync(TestPeer.WithSdp(peer.Answer(invite, 200), TestPeer.Sdp()));

        await peer.NextAsync("ACK");
        var bye = await peer.NextAsync("BYE");
        bye.CSeq.ShouldBe(new CSeq(invite.CSeq!.Value.Number + 1, "BYE"));
        (await dialling).ShouldBe(new DialOutcome.Cancelled());
    }

    [Fact]
    public async Task Ringing_for_too_long_is_no_answer()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        var rang = new TaskCompletionSource();
        var request = To(peer) with { RingFor = TimeSpan.FromSeconds(20), Ringing = () => rang.SetResult() };
        var dialling = test.Exchange.DialAsync(request, Patience.Token());
        var invite = await peer.NextAsync("INVITE");
        await peer.SendAsync(peer.Answer(invite, 180));
        await rang.Task.Soon();

        clock.Advance(TimeSpan.FromSeconds(20));

        await peer.NextAsync("CANCEL");
        (await dialling.Soon()).ShouldBe(new DialOutcome.NoAnswer());
    }

    [Fact]
    public async Task Of_two_answers_from_a_fork_one_is_kept_and_the_other_hung_up()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(To(peer), Patience.Token());
        var invite = await peer.NextAsync("INVITE");
        await peer.SendAsync(peer.Answer(invite, 180, "one"));
        await peer.SendAsync(peer.Answer(invite, 180, "two"));

        await peer.SendAsync(TestPeer.WithSdp(peer.Answer(invite, 200, "one"), TestPeer.Sdp()));
        (await peer.NextAsync("ACK")).To!.Tag.ShouldBe("one");
        await peer.SendAsync(TestPeer.WithSdp(peer.Answer(invite, 200, "two"), TestPeer.Sdp()));

        (await peer.NextAsync("ACK")).To!.Tag.ShouldBe("two");
        (await peer.NextAsync("BYE")).To!.Tag.ShouldBe("two");
        var leg = (await dialling).ShouldBeOfType<DialOutcome.Answered>().Leg;
        leg.End.ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_without_usable_audio_is_acknowledged_and_hung_up()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(To(peer), Patience.Token());
        var invite = await peer.NextAsync("INVITE");

        await peer.SendAsync(peer.Answer(invite, 200));

        await peer.NextAsync("ACK");
        await peer.NextAsync("BYE");
        (await dialling).ShouldBe(new DialOutcome.Failed(488, "Not Acceptable Here"));
    }

    [Fact]
    public async Task A_user_without_a_phone_is_unreachable()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());

        var outcome = await test.Exchange.DialAsync(new DialRequest(new DialTarget.Phone("desk1"), "100"), Patience.Token());

        outcome.ShouldBe(new DialOutcome.Unreachable());
    }

    [Fact]
    public async Task All_phones_of_a_user_ring_and_the_first_to_answer_has_the_call()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var one = new TestPeer(test.Address);
        using var two = new TestPeer(test.Address);
        await RegistrationTests.RegisterAsync(one, "reg-1");
        await RegistrationTests.RegisterAsync(two, "reg-2");
        var request = new DialRequest(new DialTarget.Phone("desk1"), "100")
        {
            Headers = [new SipHeader("Alert-Info", "<http://x>;info=alert-autoanswer")],
        };
        var dialling = test.Exchange.DialAsync(request, Patience.Token());
        var atOne = await one.NextAsync("INVITE");
        var atTwo = await two.NextAsync("INVITE");
        await one.SendAsync(one.Answer(atOne, 180));

        await two.SendAsync(TestPeer.WithSdp(two.Answer(atTwo, 200), TestPeer.Sdp()));

        await two.NextAsync("ACK");
        await one.NextAsync("CANCEL");
        (await dialling).ShouldBeOfType<DialOutcome.Answered>().Leg.Peer.ShouldBe(two.Address);
        atOne.Headers["Alert-Info"].ShouldBe("<http://x>;info=alert-autoanswer");
    }

    internal static DialRequest To(TestPeer peer) =>
        new(new DialTarget.Address(SipUri.Sip("peer", IPAddress.Loopback.ToString(), peer.Address.Port)), "+15125550100");
}
