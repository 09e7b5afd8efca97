using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>A browser whose WebSocket breaks in a call and that registers over another (RFC 5626 4.5).</summary>
public sealed class ReconnectTests
{
    [Fact]
    public async Task A_hang_up_reaches_the_phone_on_its_new_connection()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var before = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(before);
        var leg = await TalkAsync(test, phone);
        await BreakAsync(before);
        using var after = await WebSocketPair.OpenAsync(test.Exchange);
        using var again = Phone(after, phone.Instance);
        await again.RegisterAsync();

        await leg.HangUpAsync();

        (await again.NextAsync("BYE")).CallId.ShouldBe(leg.CallId);
    }

    [Fact]
    public async Task A_phone_that_comes_twice_is_reached_on_its_newest_connection()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var first = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(first);
        var leg = await TalkAsync(test, phone);
        await BreakAsync(first);
        using var second = await WebSocketPair.OpenAsync(test.Exchange);
        await Phone(second, phone.Instance).RegisterAsync();
        await BreakAsync(second);
        using var third = await WebSocketPair.OpenAsync(test.Exchange);
        using var again = Phone(third, phone.Instance);
        await again.RegisterAsync();

        await leg.HangUpAsync();

        await again.NextAsync("BYE");
    }

    [Fact]
    public async Task Hold_is_agreed_on_over_the_new_connection()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var before = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(before);
        var leg = await TalkAsync(test, phone);
        await BreakAsync(before);
        using var after = await WebSocketPair.OpenAsync(test.Exchange);
        using var again = Phone(after, phone.Instance);
        await again.RegisterAsync();

        var holding = leg.HoldAsync(Patience.Token());
        await again.SendAsync(TestPeer.WithSdp(again.Answer(await again.NextAsync("INVITE"), 200), TestPeer.Sdp("recvonly")));
        await again.NextAsync("ACK");

        (await holding).ShouldBeTrue();
    }

    [Fact]
    public async Task What_comes_in_an_old_call_over_the_new_connection_is_taken()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var before = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(before);
        var (leg, invite) = await TalkAndInviteAsync(test, phone);
        await BreakAsync(before);
        using var after = await WebSocketPair.OpenAsync(test.Exchange);
        using var again = Phone(after, phone.Instance);
        await again.RegisterAsync();

        await again.SendAsync(Within(again, invite, "BYE"));

        await again.NextAsync(200);
        await Patience.UntilAsync(leg.Ended).Soon();
        leg.End.ShouldNotBeNull().By.ShouldBe(LegEnder.Peer);
    }

    [Fact]
    public async Task A_hang_up_while_the_phone_is_away_is_heard_when_it_is_back()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var before = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(before);
        var leg = await TalkAsync(test, phone);
        await BreakAsync(before);
        await leg.HangUpAsync();
        using var after = await WebSocketPair.OpenAsync(test.Exchange);
        using var again = Phone(after, phone.Instance);
        await again.RegisterAsync();

        clock.Advance(TimeSpan.FromSeconds(1));

        (await again.NextAsync("BYE")).CallId.ShouldBe(leg.CallId);
    }

    [Theory]
    [InlineData("desk1", false)]
    [InlineData("desk2", true)]
    public async Task Another_phone_or_user_does_not_inherit(string user, bool sameInstance)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var before = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(before);
        var leg = await TalkAsync(test, phone);
        await BreakAsync(before);
        using var after = await WebSocketPair.OpenAsync(test.Exchange);
        using var other = new BrowserPhone(after.Browser, user, "open-sesame") { Instance = sameInstance ? phone.Instance : "<urn:uuid:other>" };
        (await other.RegisterAsync()).StatusCode.ShouldBe(200);

        await leg.HangUpAsync();
        await other.SendAsync(other.Request("OPTIONS", leg.CallId));

        // A call's messages are handled in turn: a BYE would be here before the answer.
        await other.NextAsync(200);
    }

    private static BrowserPhone Phone(WebSocketPair pair, string? instance = null) =>
        instance is null ? new BrowserPhone(pair.Browser, "desk1", "open-sesame") : new BrowserPhone(pair.Browser, "desk1", "open-sesame") { Instance = instance };

    internal static async Task<CallLeg> TalkAsync(TestExchange test, BrowserPhone phone) => (await TalkAndInviteAsync(test, phone)).Leg;

    private static async Task<(CallLeg Leg, SipRequest Invite)> TalkAndInviteAsync(TestExchange test, BrowserPhone phone)
    {
        await phone.RegisterAsync();
        var dialling = test.Exchange.DialAsync(new DialRequest(new DialTarget.Phone("desk1"), "+15125550100"), Patience.Token());
        var invite = await phone.NextAsync("INVITE");
        await phone.SendAsync(TestPeer.WithSdp(phone.Answer(invite, 200), TestPeer.Sdp()));
        await phone.NextAsync("ACK");
        return ((await dialling).ShouldBeOfType<DialOutcome.Answered>().Leg, invite);
    }

    private static async Task BreakAsync(WebSocketPair pair)
    {
        pair.Cut();
        await pair.Served.Soon();
    }

    /// <summary>A request of the phone's inside the dialog that an INVITE to it has made.</summary>
    private static SipRequest Within(BrowserPhone phone, SipRequest invite, string method)
    {
        var request = phone.Request(method, invite.CallId!);
        request.Headers["From"] = invite.To!.WithTag("browser").ToString();
        request.Headers["To"] = invite.Headers["From"];
        return request;
    }
}
