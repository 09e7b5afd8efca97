using Kindline.Voice.Calls;
using Kindline.Voice.Sip;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>REFER (RFC 3515), and INVITE with Replaces (RFC 3891).</summary>
public sealed class ReferTests : IAsyncLifetime
{
    private TestExchange test = null!;
    private TestPeer peer = null!;

    public async ValueTask InitializeAsync()
    {
        test = await TestExchange.StartAsync();
        peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = async (call, ct) =>
        {
            if (await call.Leg.AnswerAsync(ct))
            {
                await Patience.UntilAsync(ct);
            }
        };
    }

    public async ValueTask DisposeAsync()
    {
        peer.Dispose();
        await test.DisposeAsync();
    }

    [Fact]
    public async Task A_peer_that_presses_Transfer_hears_how_that_fares()
    {
        var asked = new TaskCompletionSource<CallReferral>();
        test.Desk.OnIncoming = async (call, ct) =>
        {
            call.Leg.Referred += (_, referral) =>
            {
                referral.Grant();
                referral.Tell(200, "OK");
                asked.SetResult(referral);
            };
            await call.Leg.AnswerAsync(ct);
            await asked.Task;
            // The answer to the second NOTIFY.
            await test.Exchange.PassesAsync(call.CallId, sent: false, "2 NOTIFY");
        };

        (await Sipp.PlayAsync("refer", test.Address)).ShouldBeEmpty();

        var referral = await asked.Task;
        referral.Target.User.ShouldBe("agent2");
        (referral.IsAttended, referral.With).ShouldBe((false, null));
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_declined_and_the_call_goes_on()
    {
        (await Sipp.PlayAsync("refer-refused", test.Address)).ShouldBeEmpty();

        (await test.Desk.NextCallAsync()).Leg.End?.Why.ShouldBe("BYE");
    }

    [Fact]
    public async Task Whoever_is_spoken_to_already_is_named_by_the_leg()
    {
        var (first, second) = (await peer.CallAsync("first"), await peer.CallAsync("second"));
        var (one, other) = (await test.Desk.NextCallAsync(), await test.Desk.NextCallAsync());
        var asked = new TaskCompletionSource<CallReferral>();
        one.Leg.Referred += (_, referral) => asked.SetResult(referral);

        var refer = peer.Within(first, "REFER", 2);
        var replaces = Uri.EscapeDataString($"second;to-tag={second.To!.Tag};from-tag=peer");
        refer.Headers.Add("Refer-To", $"<sip:agent2@127.0.0.1?Replaces={replaces}>");
        await peer.SendAsync(refer);
        var referral = await asked.Task.Soon();
        referral.Refuse(481, "Call/Transaction Does Not Exist");

        referral.IsAttended.ShouldBeTrue();
        referral.With.ShouldBe(other.Leg);
        await peer.NextAsync(481);
    }

    [Fact]
    public async Task A_dialog_of_somebody_else_is_attended_and_no_leg_of_ours()
    {
        var first = await peer.CallAsync();
        var asked = new TaskCompletionSource<CallReferral>();
        (await test.Desk.NextCallAsync()).Leg.Referred += (_, referral) => asked.SetResult(referral);

        var refer = peer.Within(first, "REFER", 2);
        refer.Headers.Add("Refer-To", "<sip:agent2@127.0.0.1?Replaces=elsewhere%3Bto-tag%3D1%3Bfrom-tag%3D2>");
        await peer.SendAsync(refer);

        var referral = await asked.Task.Soon();
        (referral.IsAttended, referral.With).ShouldBe((true, null));
    }

    [Theory]
    [InlineData()]
    [InlineData("<sip:a@127.0.0.1>, <sip:b@127.0.0.1>")]
    [InlineData("nobody")]
    [InlineData("<sip:a@127.0.0.1?Replaces=only-a-call-id>")]
    [InlineData("<sip:a@127.0.0.1?Replaces=a%3Bto-tag%3D1%3Bfrom-tag%3D2&Replaces=b%3Bto-tag%3D1%3Bfrom-tag%3D2>")]
    public async Task One_target_is_needed_and_it_must_be_readable(params string[] targets)
    {
        var answer = await peer.CallAsync();
        (await test.Desk.NextCallAsync()).Leg.Referred += (_, referral) => referral.Grant();
        var refer = peer.Within(answer, "REFER", 2);
        foreach (var target in targets)
        {
            refer.Headers.Add("Refer-To", target);
        }

        await peer.SendAsync(refer);

        await peer.NextAsync(400);
    }

    [Fact]
    public async Task Who_wants_to_hear_nothing_is_not_notified()
    {
        var answer = await peer.CallAsync();
        (await test.Desk.NextCallAsync()).Leg.Referred += (_, referral) =>
        {
            referral.Grant();
            referral.Tell(200, "OK");
        };
        var refer = peer.Within(answer, "REFER", 2);
        refer.Headers.Add("Refer-To", "<sip:agent2@127.0.0.1>");
        refer.Headers.Add("Refer-Sub", "false");
        await peer.SendAsync(refer);

        (await peer.NextAsync(202)).Headers["Refer-Sub"].ShouldBe("false");
        await peer.ShouldHaveNothingMoreAsync();
    }

    [Fact]
    public async Task A_second_REFER_in_a_call_is_told_apart_by_its_number()
    {
        var answer = await peer.CallAsync();
        (await test.Desk.NextCallAsync()).Leg.Referred += (_, referral) => referral.Grant();

        (await EventOfReferAsync(2)).ShouldBe("refer");
        (await EventOfReferAsync(3)).ShouldBe("refer;id=3");

        async Task<string?> EventOfReferAsync(uint sequence)
        {
            var refer = peer.Within(answer, "REFER", sequence);
            refer.Headers.Add("Refer-To", "<sip:agent2@127.0.0.1>");
            await peer.SendAsync(refer);
            await peer.NextAsync(202);
            var notify = await peer.NextAsync("NOTIFY");
            await peer.SendAsync(peer.Answer(notify, 200));
            return notify.Headers["Event"];
        }
    }

    [Fact]
    public async Task An_INVITE_may_take_the_place_of_a_leg_of_the_same_peer()
    {
        var first = await peer.CallAsync("first");
        var replaced = await test.Desk.NextCallAsync();

        await peer.AskAsync(Replacing(first, "first"), 200);

        (await test.Desk.NextCallAsync()).Replaces.ShouldBe(replaced.Leg);
        replaced.Replaces.ShouldBeNull();
    }

    [Theory]
    [InlineData(481, "nowhere", "")]
    [InlineData(486, "first", ";early-only")]
    [InlineData(400, "first", ";to-tag")]
    public async Task It_may_not_where_that_is_gone_or_answered_or_cannot_be_read(int status, string callId, string more)
    {
        var first = await peer.CallAsync("first");
        await test.Desk.NextCallAsync();
        var invite = Replacing(first, callId, more);
        if (status == 400)
        {
            invite.Headers["Replaces"] = callId;
        }

        await peer.AskAsync(invite, status);
    }

    [Fact]
    public async Task A_stranger_may_not_take_a_leg_over()
    {
        var other = new Trunk("other", [new TrunkSource(System.Net.IPNetwork.Parse("127.0.0.0/8"))], null);
        var first = await peer.CallAsync("first");
        await test.Desk.NextCallAsync();
        // From now on the very same address is another carrier.
        test.Exchange.SetTrunks([other]);

        await peer.AskAsync(Replacing(first, "first"), 403);
    }

    private SipRequest Replacing(SipResponse first, string callId, string more = "")
    {
        var invite = peer.Invite(callId: "second");
        invite.Headers.Add("Require", "replaces");
        invite.Headers.Add("Replaces", $"{callId};from-tag=peer;to-tag={first.To!.Tag}{more}");
        return invite;
    }
}
