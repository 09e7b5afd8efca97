using System.Net.WebSockets;
using System.Text.Unicode;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;
using Kindline.Voice.Tests.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>SIP over WebSocket (RFC 7118) with the flows of RFC 5626.</summary>
public sealed class WebSocketTests
{
    [Fact]
    public async Task A_browser_registers_and_is_called_on_its_connection()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(pair);
        var registered = await phone.RegisterAsync();
        var came = await test.Desk.NextRegistrationAsync();

        var dialling = test.Exchange.DialAsync(new DialRequest(new DialTarget.Phone("desk1"), "+15125550100"), CancellationToken.None);
        var invite = await phone.NextAsync("INVITE");
        await phone.SendAsync(phone.Answer(invite, 486));
        var ack = await phone.NextAsync("ACK");

        came.ShouldBe(("desk1", true));
        registered.StatusCode.ShouldBe(200);
        registered.Headers["Contact"].ShouldBe($"{phone.Contact};expires=600;+sip.instance=\"{phone.Instance}\";reg-id=1");
        registered.Headers["Require"].ShouldBe("outbound");
        $"<{invite.Uri}>".ShouldBe(phone.Contact);
        invite.Headers["Via"].ShouldNotBeNull().ShouldStartWith("SIP/2.0/WS ");
        invite.Contacts[0].Uri.Parameters["transport"].ShouldBe("ws");
        ack.CallId.ShouldBe(invite.CallId);
        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Busy>();
    }

    [Fact]
    public async Task Inside_TLS_the_Via_says_WSS()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange, secure: true);
        using var phone = Phone(pair);
        await phone.RegisterAsync();

        var dialling = test.Exchange.DialAsync(new DialRequest(new DialTarget.Phone("desk1"), "+15125550100"), CancellationToken.None);
        var invite = await phone.NextAsync("INVITE");
        await phone.SendAsync(phone.Answer(invite, 480));

        invite.Headers["Via"].ShouldNotBeNull().ShouldStartWith("SIP/2.0/WSS ");
        (await dialling.Soon()).ShouldBeOfType<DialOutcome.NoAnswer>();
    }

    [Fact]
    public async Task A_browser_on_the_network_of_a_trunk_has_to_prove_its_user()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(pair);

        await phone.SendAsync(TestPeer.WithSdp(phone.Request("INVITE"), TestPeer.Sdp()));

        await phone.NextAsync(100);
        await phone.NextAsync(401);
    }

    [Fact]
    public async Task A_page_that_comes_again_replaces_its_flow_and_the_old_connection_takes_nothing_with_it()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var before = await WebSocketPair.OpenAsync(test.Exchange);
        using var after = await WebSocketPair.OpenAsync(test.Exchange);
        using var page = Phone(before);
        using var reloaded = Phone(after, page.Instance);
        await page.RegisterAsync();

        var listed = await reloaded.RegisterAsync();
        before.Cut();
        await before.Served.Soon();

        listed.Contacts.Count.ShouldBe(1);
        $"<{test.Exchange.Registrar.Contacts("desk1").Single().Contact}>".ShouldBe(reloaded.Contact);
    }

    [Fact]
    public async Task A_connection_that_breaks_makes_its_phone_unreachable_and_forgotten()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(pair);
        await phone.RegisterAsync();
        await test.Desk.NextRegistrationAsync();

        pair.Cut();

        (await test.Desk.NextRegistrationAsync()).ShouldBe(("desk1", false));
        test.Exchange.Registrar.All("desk1").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_browser_that_is_silently_gone_is_found_by_the_ping()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange, deaf: true);
        using var phone = Phone(pair);
        await phone.RegisterAsync();
        await test.Desk.NextRegistrationAsync();

        var gone = await test.Desk.NextRegistrationAsync();

        gone.ShouldBe(("desk1", false));
        await pair.Served.Soon();
    }

    [Fact]
    public async Task The_sockets_of_a_user_can_be_dropped_and_other_phones_stay()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var desk = new TestPeer(test.Address);
        await RegistrationTests.RegisterAsync(desk, "reg-1");
        using var pair = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(pair);
        await phone.RegisterAsync();

        test.Exchange.DropWebSockets("desk1");

        test.Exchange.Registrar.All("desk1").Single().Flow.Protocol.ShouldBe(SipProtocol.Udp);
        await pair.Served.Soon();
    }

    [Fact]
    public async Task A_dropped_socket_serves_the_call_that_it_has_to_its_end()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(pair);
        var leg = await ReconnectTests.TalkAsync(test, phone);
        var talks = test.Exchange.TalksInBrowser("desk1");

        test.Exchange.DropWebSockets("desk1");
        await leg.HangUpAsync();

        talks.ShouldBeTrue();
        test.Exchange.TalksInBrowser("desk1").ShouldBeFalse();
        test.Exchange.Registrar.All("desk1").ShouldBeEmpty();
        await phone.NextAsync("BYE");
    }

    [Fact]
    public async Task A_dropped_socket_that_only_rings_is_closed()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(pair);
        await phone.RegisterAsync();
        var dialling = test.Exchange.DialAsync(new DialRequest(new DialTarget.Phone("desk1"), "+15125550100"), CancellationToken.None);
        await phone.NextAsync("INVITE");

        test.Exchange.DropWebSockets("desk1");

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Unreachable>();
        await pair.Served.Soon();
    }

    [Fact]
    public async Task A_call_for_a_browser_rings_no_other_phone()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var desk = new TestPeer(test.Address);
        await RegistrationTests.RegisterAsync(desk, "reg-1");

        var outcome = await test.Exchange.DialAsync(new DialRequest(new DialTarget.Phone("desk1", InBrowser: true), "+15125550100"), Patience.Token());

        outcome.ShouldBeOfType<DialOutcome.Unreachable>();
    }

    [Fact]
    public async Task Two_line_breaks_are_answered_by_one()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(pair);

        await phone.SendAsync("\r\n\r\n"u8.ToArray(), WebSocketMessageType.Text);

        (await phone.NextBytesAsync()).ToArray().ShouldBe("\r\n"u8.ToArray());
    }

    [Fact]
    public async Task A_message_may_come_in_parts_and_as_binary()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(pair);
        var bytes = SipWriter.ToBytes(phone.Request("OPTIONS"));

        await phone.SendAsync(bytes.AsMemory(0, 100), WebSocketMessageType.Binary, whole: false);
        await phone.SendAsync(bytes.AsMemory(100), WebSocketMessageType.Binary);

        await phone.NextAsync(200);
    }

    [Fact]
    public async Task A_malformed_message_is_refused_and_the_next_is_served()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(pair);
        var malformed = phone.Request("OPTIONS", "malformed");
        malformed.Headers["CSeq"] = "one OPTIONS";

        await phone.SendAsync(malformed);
        await phone.NextAsync(400);
        await phone.SendAsync(phone.Request("OPTIONS"));

        await phone.NextAsync(200);
    }

    [Fact]
    public async Task Too_long_a_message_ends_the_connection()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(pair);

        await phone.SendAsync(new byte[65_536], WebSocketMessageType.Binary);

        (await phone.NextBytesAsync()).Length.ShouldBe(0);
        phone.Socket.CloseStatus.ShouldBe(WebSocketCloseStatus.MessageTooBig);
        await pair.Served.Soon();
    }

    [Fact]
    public async Task Three_thousand_broken_messages_leave_it_serving()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(pair);
        var mutation = new Mutation(7, [.. SipCorpus.AllOwn(), .. SipCorpus.AllTorture()]);
        var answers = DrainUntilAsync(phone, "after-the-flood");

        for (var i = 0; i < 3_000; i++)
        {
            var message = mutation.Next();
            await phone.SendAsync(message, Utf8.IsValid(message) ? WebSocketMessageType.Text : WebSocketMessageType.Binary);
        }
        await phone.SendAsync(phone.Request("OPTIONS", "after-the-flood"));

        (await answers.Soon()).StatusCode.ShouldBe(200);
    }

    [Fact]
    public async Task Text_that_is_no_UTF8_ends_the_connection_and_the_next_is_served()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var broken = await WebSocketPair.OpenAsync(test.Exchange);
        using var whole = await WebSocketPair.OpenAsync(test.Exchange);
        using var phone = Phone(whole);

        await broken.Browser.SendAsync(new byte[] { 0xFF }, WebSocketMessageType.Text, true, Patience.Token());
        await broken.Served.Soon();
        await phone.SendAsync(phone.Request("OPTIONS"));

        await phone.NextAsync(200);
    }

    [Fact]
    public async Task A_browser_that_takes_nothing_is_let_go()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var pair = await WebSocketPair.OpenAsync(test.Exchange, deaf: true);
        using var phone = Phone(pair);
        var options = phone.Request("OPTIONS");
        options.Headers["From"] = $"<sip:{new string('a', 30_000)}@kindline>;tag=long";

        // Twelve megabytes of answers that nobody reads are more than the network holds.
        for (var i = 0; i < 400; i++)
        {
            await phone.SendAsync(options);
        }

        await pair.Served.Soon();
    }

    private static BrowserPhone Phone(WebSocketPair pair, string? instance = null) =>
        instance is null ? new BrowserPhone(pair.Browser, "desk1", "open-sesame") : new BrowserPhone(pair.Browser, "desk1", "open-sesame") { Instance = instance };

    private static async Task<SipResponse> DrainUntilAsync(BrowserPhone phone, string callId)
    {
        while (true)
        {
            if (SipParser.Parse((await phone.NextBytesAsync()).Span) is SipParseResult.Parsed { Message: SipResponse response } && response.CallId == callId)
            {
                return response;
            }
        }
    }
}
