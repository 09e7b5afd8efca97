using System.Text;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>What happens inside a dialog: re-INVITE either way, glare, INFO, UPDATE, sequence numbers (RFC 3261 12.2, 14).</summary>
public sealed class MidCallTests
{
    [Fact]
    public async Task Hold_and_resume_are_offered_and_agreed_on()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var (leg, _) = await CallAsync(test, peer);

        var holding = leg.HoldAsync(Patience.Token());
        var hold = await AgreeAsync(peer, "recvonly");
        var resuming = leg.ResumeAsync((await holding) ? Patience.Token() : new CancellationToken(true));
        var resume = await AgreeAsync(peer, "sendrecv");

        (await resuming).ShouldBeTrue();
        Text(hold).ShouldContain("a=sendonly");
        Text(resume).ShouldContain("a=sendrecv");
        Version(resume).ShouldBe(Version(hold) + 1);
        resume.CSeq!.Value.Number.ShouldBe(hold.CSeq!.Value.Number + 1);
    }

    [Fact]
    public async Task A_peer_may_hold_us_and_take_us_back()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var (leg, answer) = await CallAsync(test, peer);
        var changes = 0;
        leg.HeldByPeerChanged += (_, _) => changes++;

        var held = await ReinviteAsync(peer, answer, 2, "sendonly");
        var heldByPeer = leg.HeldByPeer;
        var back = await ReinviteAsync(peer, answer, 3, "sendrecv");

        heldByPeer.ShouldBeTrue();
        Text(held).ShouldContain("a=recvonly");
        Text(back).ShouldContain("a=sendrecv");
        leg.HeldByPeer.ShouldBeFalse();
        changes.ShouldBe(2);
    }

    [Fact]
    public async Task A_re_INVITE_that_crosses_ours_gets_491()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var (leg, answer) = await CallAsync(test, peer);
        var holding = leg.HoldAsync(Patience.Token());
        var ours = await peer.NextAsync("INVITE");

        await peer.AskAsync(TestPeer.WithSdp(peer.Within(answer, "INVITE", 2), TestPeer.Sdp()), 491);
        await peer.SendAsync(TestPeer.WithSdp(peer.Answer(ours, 200), TestPeer.Sdp("recvonly")));
        await peer.NextAsync("ACK");

        (await holding).ShouldBeTrue();
    }

    [Fact]
    public async Task Ours_is_tried_again_after_491_and_a_random_wait()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        var (leg, _) = await CallAsync(test, peer);
        var holding = leg.HoldAsync(Patience.Token());
        var first = await peer.NextAsync("INVITE");
        await peer.SendAsync(peer.Answer(first, 491));
        await peer.NextAsync("ACK");
        await peer.ShouldHaveNothingMoreAsync();

        clock.Advance(TimeSpan.FromSeconds(2));
        var second = await AgreeAsync(peer, "recvonly");

        (await holding).ShouldBeTrue();
        second.CSeq!.Value.Number.ShouldBe(first.CSeq!.Value.Number + 1);
    }

    [Fact]
    public async Task A_peer_that_always_says_491_is_asked_ten_times_and_keeps_its_call()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        var (leg, _) = await CallAsync(test, peer);
        var holding = leg.HoldAsync(Patience.Token());

        for (var times = 0; times < 10; times++)
        {
            await peer.SendAsync(peer.Answer(await peer.NextAsync("INVITE"), 491));
            await peer.NextAsync("ACK");
            await peer.ShouldHaveNothingMoreAsync();
            clock.Advance(TimeSpan.FromSeconds(2));
        }

        (await holding).ShouldBeFalse();
        leg.End.ShouldBeNull();
        await peer.ShouldHaveNothingMoreAsync();
    }

    [Fact]
    public async Task A_re_INVITE_that_gets_no_more_than_100_is_cancelled_and_a_later_one_is_sent()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        var (leg, _) = await CallAsync(test, peer);
        var holding = leg.HoldAsync(Patience.Token());
        var resuming = leg.ResumeAsync(Patience.Token());
        var hold = await peer.NextAsync("INVITE");
        await peer.SendAsync(peer.Answer(hold, 100));
        await peer.ShouldHaveNothingMoreAsync();

        clock.Advance(TimeSpan.FromSeconds(33));
        await peer.SendAsync(peer.Answer(await peer.NextAsync("CANCEL"), 200));
        await peer.SendAsync(peer.Answer(hold, 487));
        await peer.NextAsync("ACK");
        await AgreeAsync(peer, "sendrecv");

        (await holding).ShouldBeFalse();
        (await resuming).ShouldBeTrue();
    }

    [Fact]
    public async Task A_re_INVITE_that_waits_when_we_hang_up_is_cancelled()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var (leg, _) = await CallAsync(test, peer);
        var holding = leg.HoldAsync(Patience.Token());
        await peer.SendAsync(peer.Answer(await peer.NextAsync("INVITE"), 100));
        await peer.ShouldHaveNothingMoreAsync();

        await leg.HangUpAsync();

        ((string[])[(await peer.NextAsync()).CSeq!.Value.Method, (await peer.NextAsync()).CSeq!.Value.Method]).ShouldBe(["BYE", "CANCEL"], ignoreOrder: true);
        (await holding).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_chose_the_Call_ID_waits_longer_after_glare()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        var (leg, callId) = await DialAsync(test, peer);
        var holding = leg.HoldAsync(Patience.Token());
        await peer.SendAsync(peer.Answer(await peer.NextAsync("INVITE"), 491));
        await peer.NextAsync("ACK");
        await peer.ShouldHaveNothingMoreAsync(callId);

        clock.Advance(TimeSpan.FromSeconds(2));
        await peer.ShouldHaveNothingMoreAsync(callId);
        clock.Advance(TimeSpan.FromSeconds(2));
        await AgreeAsync(peer, "recvonly");

        (await holding).ShouldBeTrue();
    }

    [Fact]
    public async Task A_refused_hold_leaves_the_call_as_it_was()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var (leg, answer) = await CallAsync(test, peer);
        var holding = leg.HoldAsync(Patience.Token());

        await peer.SendAsync(peer.Answer(await peer.NextAsync("INVITE"), 488));
        await peer.NextAsync("ACK");

        (await holding).ShouldBeFalse();
        leg.End.ShouldBeNull();
        Text(await ReinviteAsync(peer, answer, 2, "sendrecv")).ShouldContain("a=sendrecv");
    }

    [Fact]
    public async Task A_peer_that_has_lost_the_dialog_ends_the_leg()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var (leg, _) = await CallAsync(test, peer);
        var holding = leg.HoldAsync(Patience.Token());

        await peer.SendAsync(peer.Answer(await peer.NextAsync("INVITE"), 481));

        (await holding).ShouldBeFalse();
        await Patience.UntilAsync(leg.Ended).Soon();
        leg.End.ShouldNotBeNull().By.ShouldBe(LegEnder.Network);
    }

    [Fact]
    public async Task A_re_INVITE_without_offer_gets_ours()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var (leg, answer) = await CallAsync(test, peer);

        var offered = await peer.AskAsync(peer.Within(answer, "INVITE", 2), 200);
        await peer.SendAsync(TestPeer.WithSdp(peer.Within(offered, "ACK", 2), TestPeer.Sdp("inactive")));
        await peer.ShouldHaveNothingMoreAsync();

        Text(offered).ShouldContain("m=audio");
        leg.HeldByPeer.ShouldBeTrue();
    }

    [Fact]
    public async Task A_re_INVITE_moves_the_remote_target()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        using var moved = new TestPeer(test.Address);
        var (leg, answer) = await CallAsync(test, peer);
        var reinvite = TestPeer.WithSdp(peer.Within(answer, "INVITE", 2), TestPeer.Sdp());
        reinvite.Headers["Contact"] = $"<sip:moved@{moved.Address}>";
        await peer.AskAsync(reinvite, 200);
        await peer.SendAsync(peer.Within(answer, "ACK", 2));

        await leg.HangUpAsync();

        (await moved.NextAsync("BYE")).Uri.User.ShouldBe("moved");
    }

    [Fact]
    public async Task A_lower_sequence_number_is_out_of_order()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var (_, answer) = await CallAsync(test, peer);
        await ReinviteAsync(peer, answer, 7, "sendrecv");

        var refusal = await peer.AskAsync(peer.Within(answer, "INFO", 6), 500);

        refusal.Headers["Retry-After"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_digit_in_INFO_is_heard()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var (leg, answer) = await CallAsync(test, peer);
        var digits = "";
        leg.DigitByInfo += (_, digit) => digits += digit;
        var info = peer.Within(answer, "INFO", 2);
        info.Headers["Content-Type"] = "application/dtmf-relay";
        info.Body = Encoding.ASCII.GetBytes("Signal=5\r\nDuration=160\r\n");

        await peer.AskAsync(info, 200);
        await peer.ShouldHaveNothingMoreAsync();

        digits.ShouldBe("5");
    }

    [Fact]
    public async Task UPDATE_without_a_description_and_OPTIONS_are_answered()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var (_, answer) = await CallAsync(test, peer);

        var updated = await peer.AskAsync(peer.Within(answer, "UPDATE", 2), 200);
        var options = await peer.AskAsync(peer.Within(answer, "OPTIONS", 3), 200);

        updated.Body.IsEmpty.ShouldBeTrue();
        updated.Contacts.Count.ShouldBe(1);
        options.Headers["Allow"].ShouldNotBeNull().ShouldContain("INVITE");
    }

    [Fact]
    public async Task A_refused_UPDATE_leads_the_dialog_nowhere_else()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        var (leg, answer) = await CallAsync(test, peer);
        var update = TestPeer.WithSdp(peer.Within(answer, "UPDATE", 2), "v=0\r\nno description");
        update.Headers["Contact"] = "<sip:elsewhere@127.0.0.1:9>";

        await peer.SendAsync(update);
        (await peer.NextAsync()).ShouldBeOfType<SipResponse>().StatusCode.ShouldBeGreaterThan(399);
        await leg.HangUpAsync();

        (await peer.NextAsync("BYE")).Uri.User.ShouldBe("peer");
    }

    [Fact]
    public async Task An_UPDATE_with_an_offer_is_to_come_again_once_the_call_is_answered()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = static async (call, ct) =>
        {
            await call.Leg.RingAsync();
            await Patience.UntilAsync(ct);
        };
        var ringing = await peer.AskAsync(peer.Invite(), 180);

        var refusal = await peer.AskAsync(TestPeer.WithSdp(peer.Within(ringing, "UPDATE", 2), TestPeer.Sdp("sendonly", 2)), 500);

        int.Parse(refusal.Headers["Retry-After"]!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(0, 10);
    }

    [Fact]
    public async Task A_peer_on_hold_is_asked_whether_it_is_still_there()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        var (leg, answer) = await CallAsync(test, peer);
        await ReinviteAsync(peer, answer, 2, "sendonly");

        clock.Advance(TimeSpan.FromMinutes(1));
        await peer.SendAsync(peer.Answer(await peer.NextAsync("OPTIONS"), 200));
        await peer.ShouldHaveNothingMoreAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        await peer.SendAsync(peer.Answer(await peer.NextAsync("OPTIONS"), 481));

        await Patience.UntilAsync(leg.Ended).Soon();
        leg.End.ShouldNotBeNull().Why.ShouldBe("dialog lost");
    }

    /// <summary>A standing call from the peer: the leg, and our 200.</summary>
    private static async Task<(CallLeg Leg, SipResponse Answer)> CallAsync(TestExchange test, TestPeer peer)
    {
        var up = new TaskCompletionSource();
        test.Desk.OnIncoming = async (call, ct) =>
        {
            await call.Leg.AnswerAsync(ct);
            up.SetResult();
            await Patience.UntilAsync(ct);
        };
        var answer = await peer.CallAsync();
        await up.Task.Soon();
        return ((await test.Desk.NextCallAsync()).Leg, answer);
    }

    /// <summary>A standing call to the peer.</summary>
    private static async Task<(CallLeg Leg, string CallId)> DialAsync(TestExchange test, TestPeer peer)
    {
        var dialling = test.Exchange.DialAsync(DiallingTests.To(peer), Patience.Token());
        var invite = await peer.NextAsync("INVITE");
        await peer.SendAsync(TestPeer.WithSdp(peer.Answer(invite, 200), TestPeer.Sdp()));
        await peer.NextAsync("ACK");
        return ((await dialling).ShouldBeOfType<DialOutcome.Answered>().Leg, invite.CallId!);
    }

    /// <summary>Takes the exchange's re-INVITE, agrees, and awaits the ACK. A clock that was moved far may have sent the re-INVITE again.</summary>
    private static async Task<SipRequest> AgreeAsync(TestPeer peer, string direction)
    {
        var invite = await peer.NextAsync("INVITE");
        await peer.SendAsync(TestPeer.WithSdp(peer.Answer(invite, 200), TestPeer.Sdp(direction, 2)));
        var next = (await peer.NextAsync()).ShouldBeOfType<SipRequest>();
        while (next.Method == "INVITE" && next.CSeq == invite.CSeq)
        {
            next = (await peer.NextAsync()).ShouldBeOfType<SipRequest>();
        }
        next.Method.ShouldBe("ACK");
        return invite;
    }

    private static async Task<SipResponse> ReinviteAsync(TestPeer peer, SipResponse dialog, uint sequence, string direction)
    {
        var invite = TestPeer.WithSdp(peer.Within(dialog, "INVITE", sequence), TestPeer.Sdp(direction, (int)sequence));
        var answer = await peer.AskAsync(invite, 200);
        await peer.SendAsync(peer.Within(dialog, "ACK", sequence));
        await peer.ShouldHaveNothingMoreAsync();
        return answer;
    }

    private static string Text(SipMessage message) => Encoding.ASCII.GetString(message.Body.Span);

    private static long Version(SipMessage message) => long.Parse(Text(message).Split("o=")[1].Split(' ')[2], null);
}
