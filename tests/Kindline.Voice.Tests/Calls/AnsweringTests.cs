using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Calls from outside, up to their answer and end (RFC 3261 13.3, 15).</summary>
public sealed class AnsweringTests
{
    private static readonly TimeSpan T1 = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task The_answer_is_repeated_until_it_is_acknowledged()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = AnswerAndStayAsync;
        var answer = await peer.AskAsync(peer.Invite(), 200);

        clock.Advance(T1);
        await peer.NextAsync(200);
        clock.Advance(2 * T1);
        var repeated = await peer.NextAsync(200);
        await peer.SendAsync(peer.Within(answer, "ACK", 1));
        await peer.ShouldHaveNothingMoreAsync();
        clock.Advance(8 * T1);

        await peer.ShouldHaveNothingMoreAsync();
        repeated.Headers["To"].ShouldBe(answer.Headers["To"]);
    }

    [Fact]
    public async Task An_answer_that_is_never_acknowledged_ends_in_BYE()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        var answered = new TaskCompletionSource<bool>();
        test.Desk.OnIncoming = async (call, ct) => answered.SetResult(await call.Leg.AnswerAsync(ct));
        await peer.AskAsync(peer.Invite(), 200);

        clock.Advance(64 * T1);
        var last = await peer.NextAsync();
        while (last is SipResponse { StatusCode: 200 })
        {
            last = await peer.NextAsync();
        }

        last.ShouldBeOfType<SipRequest>().Method.ShouldBe("BYE");
        (await answered.Task.Soon()).ShouldBeFalse();
        var leg = (await test.Desk.NextCallAsync()).Leg;
        leg.End.ShouldNotBeNull().Why.ShouldBe("no ACK");
    }

    [Fact]
    public async Task A_repeated_INVITE_gets_no_second_call()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = RingOnAsync;
        var invite = peer.Invite();
        await peer.AskAsync(invite, 180);

        await peer.SendAsync(invite);

        await peer.NextAsync(180);
        await peer.ShouldHaveNothingMoreAsync();
        (await test.Desk.NextCallAsync()).To.ShouldBe("2000");
    }

    [Fact]
    public async Task Ringing_is_repeated_every_minute()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = RingOnAsync;
        await peer.AskAsync(peer.Invite(), 180);

        clock.Advance(TimeSpan.FromMinutes(1));

        await peer.NextAsync(180);
    }

    [Fact]
    public async Task CANCEL_is_answered_and_ends_the_INVITE_with_487()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = RingOnAsync;
        var invite = peer.Invite();
        await peer.AskAsync(invite, 180);
        var cancel = peer.Request("CANCEL");
        cancel.Headers["Via"] = invite.Headers["Via"];

        await peer.SendAsync(cancel);

        (await peer.NextAsync(200)).CSeq!.Value.Method.ShouldBe("CANCEL");
        (await peer.NextAsync(487)).CSeq!.Value.Method.ShouldBe("INVITE");
        var leg = (await test.Desk.NextCallAsync()).Leg;
        await Patience.UntilAsync(leg.Ended).Soon();
        leg.End.ShouldBe(new LegEnd(LegEnder.Peer, "CANCEL", 487, null, leg.End!.At));
    }

    [Fact]
    public async Task CANCEL_after_the_answer_changes_nothing()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = AnswerAndStayAsync;
        var invite = peer.Invite();
        var answer = await peer.AskAsync(invite, 200);
        await peer.SendAsync(peer.Within(answer, "ACK", 1));
        var cancel = peer.Request("CANCEL");
        cancel.Headers["Via"] = invite.Headers["Via"];

        await peer.SendAsync(cancel);

        (await peer.NextAsync(200)).CSeq!.Value.Method.ShouldBe("CANCEL");
        await peer.ShouldHaveNothingMoreAsync();
        (await test.Desk.NextCallAsync()).Leg.End.ShouldBeNull();
    }

    [Fact]
    public async Task Without_an_offer_the_answer_makes_it_and_the_ACK_answers()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var answered = new TaskCompletionSource<bool>();
        test.Desk.OnIncoming = async (call, ct) =>
        {
            answered.SetResult(await call.Leg.AnswerAsync(ct));
            await Patience.UntilAsync(ct);
        };

        var answer = await peer.AskAsync(peer.Invite(offer: false), 200);
        await peer.SendAsync(TestPeer.WithSdp(peer.Within(answer, "ACK", 1), TestPeer.Sdp("sendonly")));

        answer.Body.Length.ShouldBeGreaterThan(0);
        (await answered.Task.Soon()).ShouldBeTrue();
        (await test.Desk.NextCallAsync()).Leg.HeldByPeer.ShouldBeTrue();
    }

    [Fact]
    public async Task An_ACK_without_the_answer_it_owes_ends_the_call()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = AnswerAndStayAsync;

        var answer = await peer.AskAsync(peer.Invite(offer: false), 200);
        await peer.SendAsync(peer.Within(answer, "ACK", 1));

        await peer.NextAsync("BYE");
    }

    [Fact]
    public async Task An_offer_without_a_codec_of_ours_is_not_acceptable()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = AnswerAndStayAsync;
        var invite = TestPeer.WithSdp(peer.Invite(), TestPeer.Sdp().Replace("RTP/AVP 0 101", "RTP/AVP 18", StringComparison.Ordinal));

        await peer.AskAsync(invite, 488);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_ends_the_leg_with_his_reason()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = AnswerAndStayAsync;
        var answer = await peer.CallAsync();
        var leg = (await test.Desk.NextCallAsync()).Leg;
        var bye = peer.Within(answer, "BYE", 2);
        bye.Headers.Add("Reason", "Q.850;cause=16");

        await peer.AskAsync(bye, 200);

        await Patience.UntilAsync(leg.Ended).Soon();
        leg.End.ShouldBe(new LegEnd(LegEnder.Peer, "BYE", null, "Q.850;cause=16", leg.End!.At));
        (await peer.AskAsync(peer.Within(answer, "INFO", 3), 481)).StatusCode.ShouldBe(481);
    }

    [Fact]
    public async Task Hanging_up_before_the_ACK_waits_for_it_before_BYE()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = AnswerAndStayAsync;
        var answer = await peer.AskAsync(peer.Invite(), 200);
        var leg = (await test.Desk.NextCallAsync()).Leg;

        await leg.HangUpAsync();
        await peer.ShouldHaveNothingMoreAsync();
        await peer.SendAsync(peer.Within(answer, "ACK", 1));

        await peer.NextAsync("BYE");
        leg.End.ShouldNotBeNull().By.ShouldBe(LegEnder.Us);
    }

    [Fact]
    public async Task A_host_that_fails_ends_its_call_with_500()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = (_, _) => throw new InvalidOperationException("a bug of the host");

        await peer.AskAsync(peer.Invite(), 500);
    }

    [Fact]
    public async Task A_host_that_is_done_hangs_up()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = async (call, ct) => await call.Leg.AnswerAsync(ct);

        await peer.CallAsync();

        await peer.NextAsync("BYE");
    }

    [Fact]
    public async Task A_rejection_says_what_the_host_said()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = (call, _) => call.Leg.RejectAsync(404, "Not Found");

        var refusal = await peer.AskAsync(peer.Invite(), 404);

        refusal.ReasonPhrase.ShouldBe("Not Found");
    }

    [Fact]
    public async Task A_leg_that_sends_no_audio_ends_after_a_while()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        var up = new TaskCompletionSource();
        test.Desk.OnIncoming = async (call, ct) =>
        {
            await call.Leg.AnswerAsync(ct);
            up.SetResult();
            await Patience.UntilAsync(ct);
        };
        await peer.CallAsync();
        await up.Task.Soon();

        clock.Advance(TimeSpan.FromSeconds(60));

        await peer.NextAsync("BYE");
        var leg = (await test.Desk.NextCallAsync()).Leg;
        await Patience.UntilAsync(leg.Ended).Soon();
        leg.End.ShouldNotBeNull().Why.ShouldBe("no audio");
    }

    private static async Task RingOnAsync(IncomingCall call, CancellationToken ct)
    {
        await call.Leg.RingAsync();
        await Patience.UntilAsync(ct);
    }

    private static async Task AnswerAndStayAsync(IncomingCall call, CancellationToken ct)
    {
        await call.Leg.AnswerAsync(ct);
        await Patience.UntilAsync(ct);
    }
}
