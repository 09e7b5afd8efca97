using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>A SIP peer that does exactly what a test says: one UDP socket and messages, no state of its own.</summary>
public sealed class TestPeer : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly byte[] buffer = new byte[65_535];
    private readonly IPEndPoint exchange;
    private int branches;

    /// <param name="exchange">Whom it talks to.</param>
    /// <param name="from">The address that it sends from, 127.0.0.1 where none is given.</param>
    public TestPeer(IPEndPoint exchange, IPAddress? from = null)
    {
        this.exchange = exchange;
        socket.Bind(new IPEndPoint(from ?? IPAddress.Loopback, 0));
    }

    public IPEndPoint Address => (IPEndPoint)socket.LocalEndPoint!;

    /// <summary>Whether no message waits to be taken.</summary>
    public bool HasHeardNothing => socket.Available == 0;

    public static string Sdp(string direction = "sendrecv", int version = 1) =>
        $"v=0\r\no=- 77 {version} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0 101\r\n"
        + $"a=rtpmap:101 telephone-event/8000\r\na={direction}\r\n";

    /// <summary>A request outside any dialog, complete but for a body.</summary>
    public SipRequest Request(string method, uint sequence = 1, string callId = "call-1", string to = "2000")
    {
        var request = new SipRequest(method, SipUri.Sip(to, "127.0.0.1", exchange.Port));
        var h = request.Headers;
        h.Add("Via", NewVia());
        h.Add("Max-Forwards", "70");
        h.Add("From", $"<sip:+15125550123@127.0.0.1>;tag=peer");
        h.Add("To", $"<sip:{to}@127.0.0.1>");
        h.Add("Call-ID", callId);
        h.Add("CSeq", $"{sequence} {method}");
        h.Add("Contact", $"<sip:peer@{Address}>");
        return request;
    }

    public SipRequest Invite(uint sequence = 1, string callId = "call-1", bool offer = true) =>
        offer ? WithSdp(Request("INVITE", sequence, callId), Sdp()) : Request("INVITE", sequence, callId);

    /// <summary>A request inside the dialog that a response to us has made.</summary>
    public SipRequest Within(SipResponse answer, string method, uint sequence)
    {
        var request = new SipRequest(method, answer.Contacts[0].Uri);
        var h = request.Headers;
        h.Add("Via", NewVia());
        h.Add("Max-Forwards", "70");
        h.Add("From", answer.Headers["From"]!);
        h.Add("To", answer.Headers["To"]!);
        h.Add("Call-ID", answer.CallId!);
        h.Add("CSeq", $"{sequence} {method}");
        h.Add("Contact", $"<sip:peer@{Address}>");
        return request;
    }

    /// <summary>A request inside the dialog that our answer to the exchange's INVITE has made.</summary>
    public SipRequest Within(SipRequest invite, string tag, string method, uint sequence)
    {
        var request = new SipRequest(method, invite.Contacts[0].Uri);
        var h = request.Headers;
        h.Add("Via", NewVia());
        h.Add("Max-Forwards", "70");
        h.Add("From", invite.To!.WithTag(tag).ToString());
        h.Add("To", invite.Headers["From"]!);
        h.Add("Call-ID", invite.CallId!);
        h.Add("CSeq", $"{sequence} {method}");
        h.Add("Contact", $"<sip:peer@{Address}>");
        return request;
    }

    public SipResponse Answer(SipRequest request, int status, string? tag = "peer")
    {
        var response = new SipResponse(status, "Test");
        foreach (var name in (string[])["Via", "Record-Route", "From", "To", "Call-ID", "CSeq"])
        {
            foreach (var value in request.Headers.All(name))
            {
                response.Headers.Add(name, value);
            }
        }
        if (tag is not null && request.To!.Tag is null)
        {
            response.Headers["To"] = request.To.WithTag(tag).ToString();
        }
        response.Headers.Add("Contact", $"<sip:peer@{Address}>");
        return response;
    }

    public static T WithSdp<T>(T message, string sdp)
        where T : SipMessage
    {
        message.Headers["Content-Type"] = "application/sdp";
        message.Body = Encoding.ASCII.GetBytes(sdp);
        return message;
    }

    public Task SendAsync(SipMessage message) => SendAsync(SipWriter.ToBytes(message));

    public async Task SendAsync(ReadOnlyMemory<byte> datagram) => await socket.SendToAsync(datagram, exchange, Patience.Token());

    /// <summary>The next message, whatever it is.</summary>
    public async Task<SipMessage> NextAsync()
    {
        var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, exchange, Patience.Token());
        return SipParser.Parse(buffer.AsSpan(0, received.ReceivedBytes)).ShouldBeOfType<SipParseResult.Parsed>().Message;
    }

    /// <summary>The next message, which must be this request.</summary>
    public async Task<SipRequest> NextAsync(string method)
    {
        var request = (await NextAsync()).ShouldBeOfType<SipRequest>();
        request.Method.ShouldBe(method);
        return request;
    }

    /// <summary>The next message, which must be this response.</summary>
    public async Task<SipResponse> NextAsync(int status)
    {
        var response = (await NextAsync()).ShouldBeOfType<SipResponse>();
        response.StatusCode.ShouldBe(status);
        return response;
    }

    /// <summary>Sends a request and returns the response of this status, which must be the next but a 100.</summary>
    public async Task<SipResponse> AskAsync(SipRequest request, int status)
    {
        await SendAsync(request);
        if (request.Method == "INVITE")
        {
            await NextAsync(100);
        }
        return await NextAsync(status);
    }

    /// <summary>Calls, is answered, and acknowledges.</summary>
    public async Task<SipResponse> CallAsync(string callId = "call-1")
    {
        var answer = await AskAsync(Invite(callId: callId), 200);
        await SendAsync(Within(answer, "ACK", 1));
        return answer;
    }

    /// <summary>Fails where anything has been sent here that the test has not taken: the answer to an OPTIONS comes after it.</summary>
    public async Task ShouldHaveNothingMoreAsync(string callId = "call-1")
    {
        var probe = Request("OPTIONS", 99, callId);
        probe.Headers["From"] = $"<sip:probe@127.0.0.1>;tag={++branches}";
        await SendAsync(probe);
        (await NextAsync(200)).CSeq!.Value.Method.ShouldBe("OPTIONS");
    }

    public void Dispose() => socket.Dispose();

    private string NewVia() => string.Create(
        CultureInfo.InvariantCulture, $"SIP/2.0/UDP {Address};branch=z9hG4bK-{Address.Port}-{++branches};rport");
}
