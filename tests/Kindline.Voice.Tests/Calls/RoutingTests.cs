using System.Net;
using System.Net.Sockets;
using System.Text;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Where messages go: Via, rport, connections, route sets (RFC 3261 12.1, 18.2; RFC 3581).</summary>
public sealed class RoutingTests
{
    [Fact]
    public async Task A_response_notes_and_uses_the_port_that_the_request_came_from()
    {
        await using var test = await TestExchange.StartAsync();
        using var peer = new TestPeer(test.Address);
        var options = peer.Request("OPTIONS");
        options.Headers["Via"] = "SIP/2.0/UDP 192.0.2.77:9;branch=z9hG4bKnat;rport";

        var via = (await peer.AskAsync(options, 200)).TopVia!;

        via.Parameters["received"].ShouldBe("127.0.0.1");
        via.Parameters["rport"].ShouldBe($"{peer.Address.Port}");
    }

    [Fact]
    public async Task A_response_without_rport_goes_to_the_port_in_Via()
    {
        await using var test = await TestExchange.StartAsync();
        using var listener = new TestPeer(test.Address);
        using var sender = new TestPeer(test.Address);
        var options = listener.Request("OPTIONS");
        options.Headers["Via"] = $"SIP/2.0/UDP {listener.Address};branch=z9hG4bKclassic";

        await sender.SendAsync(options);

        (await listener.NextAsync(200)).TopVia!.Parameters.Has("rport").ShouldBeFalse();
    }

    [Fact]
    public async Task Requests_to_a_caller_take_his_record_routes_in_order()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        using var proxy = new TestPeer(test.Address);
        test.Desk.OnIncoming = (call, ct) => call.Leg.AnswerAsync(ct);
        var invite = peer.Invite();
        invite.Headers.Add("Record-Route", $"<sip:{proxy.Address};lr>");
        invite.Headers.Add("Record-Route", "<sip:192.0.2.9;lr>");
        var answer = await peer.AskAsync(invite, 200);

        await peer.SendAsync(peer.Within(answer, "ACK", 1));
        var bye = await proxy.NextAsync("BYE");

        answer.Headers.All("Record-Route").ShouldBe([$"<sip:{proxy.Address};lr>", "<sip:192.0.2.9;lr>"]);
        bye.Headers.All("Route").ShouldBe([$"<sip:{proxy.Address};lr>", "<sip:192.0.2.9;lr>"]);
        bye.Uri.ToString().ShouldBe($"sip:peer@{peer.Address}");
    }

    [Fact]
    public async Task Requests_to_a_called_peer_take_his_record_routes_in_reverse()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        using var proxy = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(DiallingTests.To(peer), Patience.Token());
        var answer = TestPeer.WithSdp(peer.Answer(await peer.NextAsync("INVITE"), 200), TestPeer.Sdp());
        answer.Headers.Add("Record-Route", "<sip:192.0.2.9;lr>");
        answer.Headers.Add("Record-Route", $"<sip:{proxy.Address};lr>");

        await peer.SendAsync(answer);
        var ack = await proxy.NextAsync("ACK");

        ack.Headers.All("Route").ShouldBe([$"<sip:{proxy.Address};lr>", "<sip:192.0.2.9;lr>"]);
        ack.Uri.ToString().ShouldBe($"sip:peer@{peer.Address}");
        (await dialling).ShouldBeOfType<DialOutcome.Answered>();
    }

    [Fact]
    public async Task A_strict_router_finds_itself_in_the_Request_URI()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        using var proxy = new TestPeer(test.Address);
        var dialling = test.Exchange.DialAsync(DiallingTests.To(peer), Patience.Token());
        var answer = TestPeer.WithSdp(peer.Answer(await peer.NextAsync("INVITE"), 200), TestPeer.Sdp());
        answer.Headers.Add("Record-Route", $"<sip:{proxy.Address}>");

        await peer.SendAsync(answer);
        var ack = await proxy.NextAsync("ACK");

        ack.Uri.ToString().ShouldBe($"sip:{proxy.Address}");
        ack.Headers.All("Route").ShouldBe([$"<sip:peer@{peer.Address}>"]);
        (await dialling).ShouldBeOfType<DialOutcome.Answered>();
    }

    [Fact]
    public async Task A_call_over_TCP_stays_on_its_connection_and_pings_are_answered()
    {
        await using var test = await TestExchange.StartAsync();
        test.Desk.OnIncoming = (call, _) => call.Leg.RejectAsync(486, "Busy Here");
        using var peer = new TestPeer(test.Address);
        using var client = new TcpClient();
        await client.ConnectAsync(test.Address, Patience.Token());
        var stream = client.GetStream();
        var invite = peer.Invite();
        invite.Headers["Via"] = $"SIP/2.0/TCP {client.Client.LocalEndPoint};branch=z9hG4bKtcp";

        await stream.WriteAsync("\r\n\r\n"u8.ToArray(), Patience.Token());
        var bytes = SipWriter.ToBytes(invite);
        await stream.WriteAsync(bytes.AsMemory(0, 100), Patience.Token());
        await stream.WriteAsync(bytes.AsMemory(100), Patience.Token());

        var heard = await ReadUntilAsync(stream, "486 Busy Here");
        heard.ShouldStartWith("\r\n");
        heard.ShouldContain("SIP/2.0 100 Trying");
    }

    [Fact]
    public async Task A_connection_that_breaks_makes_its_phone_unreachable()
    {
        await using var test = await TestExchange.StartAsync();
        using var peer = new TestPeer(test.Address);
        using var client = new TcpClient();
        await client.ConnectAsync(test.Address, Patience.Token());
        var stream = client.GetStream();
        await stream.WriteAsync(SipWriter.ToBytes(peer.Request("REGISTER", 1, "reg-1", "desk1")), Patience.Token());
        var challenge = await ReadUntilAsync(stream, "\r\n\r\n");
        var parsed = SipParser.Parse(Encoding.ASCII.GetBytes(challenge)).ShouldBeOfType<SipParseResult.Parsed>().Message;
        var second = peer.Request("REGISTER", 2, "reg-1", "desk1");
        RegistrationTests.Authorize(second, (SipResponse)parsed, "desk1", "open-sesame");
        await stream.WriteAsync(SipWriter.ToBytes(second), Patience.Token());
        var joined = await test.Desk.NextRegistrationAsync();

        client.Close();

        joined.ShouldBe(("desk1", true));
        (await test.Desk.NextRegistrationAsync()).ShouldBe(("desk1", false));
        test.Exchange.Registrar.All("desk1").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_malformed_request_is_answered_and_a_malformed_byte_soup_is_not()
    {
        await using var test = await TestExchange.StartAsync();
        using var peer = new TestPeer(test.Address);
        var bad = peer.Request("OPTIONS");
        bad.Headers["CSeq"] = "none of your business";

        await peer.SendAsync(Encoding.ASCII.GetBytes("\0\0\0 what is this\r\n"));
        await peer.SendAsync(bad);

        await peer.NextAsync(400);
        await peer.ShouldHaveNothingMoreAsync();
        test.Exchange.MalformedMessages.ShouldBe(1);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var test = await TestExchange.StartAsync();
        await using var other = new Exchange(
            new ExchangeOptions { SipPort = test.Exchange.SipPort }, null!, test.Desk, TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        var taken = await Should.ThrowAsync<SipPortInUseException>(() => other.StartAsync(CancellationToken.None));

        taken.Port.ShouldBe(test.Exchange.SipPort);
    }

    private static async Task<string> ReadUntilAsync(NetworkStream stream, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(end, StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, Patience.Token());
            read.ShouldBeGreaterThan(0);
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        return text.ToString();
    }
}
