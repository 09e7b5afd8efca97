using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Kindline.Voice.Sip;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>A caller behind a proxy, by any transport, who follows the routes that the answer brings.</summary>
internal sealed class ProxiedCaller : IAsyncDisposable
{
    private readonly string via;
    private readonly string contact;
    private readonly Func<ReadOnlyMemory<byte>, Task> send;
    private readonly Func<Memory<byte>, Task<int>> receive;
    private readonly IReadOnlyList<IDisposable> owned;
    private readonly byte[] buffer = new byte[65_535];
    private int buffered;
    private int branches;

    private ProxiedCaller(string via, string contact, Func<ReadOnlyMemory<byte>, Task> send, Func<Memory<byte>, Task<int>> receive, params IReadOnlyList<IDisposable> owned)
    {
        (this.via, this.contact, this.send, this.receive, this.owned) = (via, contact, send, receive, owned);
    }

    public static async Task<ProxiedCaller> ConnectAsync(string transport, Kamailio proxy)
    {
        switch (transport)
        {
            case "UDP":
                var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
                udp.Connect(proxy.Address);
                var local = udp.Client.LocalEndPoint?.ToString() ?? "";
                return new ProxiedCaller(
                    $"UDP {local}", $"sip:caller@{local}", async bytes => await udp.SendAsync(bytes), async into => await udp.Client.ReceiveAsync(into, Patience.Token()), udp);
            case "TCP":
                var tcp = new TcpClient();
                await tcp.ConnectAsync(proxy.Address, Patience.Token());
                return Over("TCP", tcp.Client.LocalEndPoint, tcp.GetStream(), tcp);
            case "TLS":
                var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, proxy.TlsPort, Patience.Token());
                var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsClientAsync(
                    new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null }, Patience.Token());
                return Over("TLS", client.Client.LocalEndPoint, tls, tls, client);
            default:
                var socket = new ClientWebSocket();
                socket.Options.AddSubProtocol("sip");
                await socket.ConnectAsync(new Uri($"ws://{proxy.Address}/"), Patience.Token());
                return new ProxiedCaller(
                    "WS caller.invalid", "sip:caller@caller.invalid;transport=ws",
                    bytes => socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, Patience.Token()).AsTask(),
                    async into => (await socket.ReceiveAsync(into, Patience.Token())).Count, socket);
        }
    }

    /// <summary>Calls, is answered, acknowledges; the answer.</summary>
    public async Task<SipResponse> CallAsync()
    {
        await send(SipWriter.ToBytes(TestPeer.WithSdp(Request("INVITE", "sip:2000@127.0.0.1", [], "<sip:2000@127.0.0.1>"), TestPeer.Sdp())));
        SipResponse answer;
        do
        {
            answer = (await NextAsync()).ShouldBeOfType<SipResponse>();
        }
        while (answer.StatusCode < 200);
        answer.StatusCode.ShouldBe(200);
        // The UAC reverses the routes (RFC 3261 12.1.2).
        var routes = NameAddress.ParseAll(answer.Headers.All(HeaderNames.RecordRoute)).Reverse().Select(r => r.ToString()).ToList();
        await send(SipWriter.ToBytes(Request("ACK", answer.Contacts[0].Uri.ToString(), routes, answer.Headers["To"] ?? "")));
        return answer;
    }

    /// <summary>The next request, which is answered with 200.</summary>
    public async Task<SipRequest> ObeyAsync(string method)
    {
        var request = (await NextAsync()).ShouldBeOfType<SipRequest>();
        request.Method.ShouldBe(method);
        var response = new SipResponse(200, "OK");
        foreach (var name in (string[])["Via", "From", "To", "Call-ID", "CSeq"])
        {
            foreach (var value in request.Headers.All(name))
            {
                response.Headers.Add(name, value);
            }
        }
        await send(SipWriter.ToBytes(response));
        return request;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var one in owned)
        {
            one.Dispose();
        }
        return ValueTask.CompletedTask;
    }

    private static ProxiedCaller Over(string transport, EndPoint? local, Stream stream, params IReadOnlyList<IDisposable> owned) => new(
        $"{transport} {local}", $"sip:caller@{local};transport={transport.ToLowerInvariant()}",
        async bytes => await stream.WriteAsync(bytes, Patience.Token()), async into => await stream.ReadAsync(into, Patience.Token()), owned);

    private SipRequest Request(string method, string uri, IReadOnlyList<string> routes, string to)
    {
        SipUri.TryParse(uri, out var target).ShouldBeTrue(uri);
        var request = new SipRequest(method, target);
        var h = request.Headers;
        h.Add("Via", $"SIP/2.0/{via};branch=z9hG4bK-proxied-{++branches};rport");
        h.Add("Max-Forwards", "70");
        foreach (var route in routes)
        {
            h.Add("Route", route);
        }
        h.Add("From", "<sip:+15125550123@127.0.0.1>;tag=proxied");
        h.Add("To", to);
        h.Add("Call-ID", $"proxied-{via[..3].Trim()}");
        h.Add("CSeq", $"1 {method}");
        h.Add("Contact", $"<{contact}>");
        return request;
    }

    // A stream may bring two messages in one piece, or half of one.
    private async Task<SipMessage> NextAsync()
    {
        while (true)
        {
            if (Encoding.Latin1.GetString(buffer, 0, buffered) is var text && text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var head)
            {
                var parsed = SipParser.Parse(buffer.AsSpan(0, head + 4)) switch
                {
                    SipParseResult.Parsed { Message: var whole } => whole,
                    _ => null,
                };
                var length = parsed is not null ? 0 : LengthOf(text[..head]);
                if (buffered >= head + 4 + length)
                {
                    var message = SipParser.Parse(buffer.AsSpan(0, head + 4 + length)).ShouldBeOfType<SipParseResult.Parsed>().Message;
                    buffered -= head + 4 + length;
                    buffer.AsSpan(head + 4 + length, buffered).CopyTo(buffer);
                    return message;
                }
            }
            var read = await receive(buffer.AsMemory(buffered));
            read.ShouldBeGreaterThan(0, "the proxy hung up");
            buffered += read;
        }
    }

    private static int LengthOf(string head)
    {
        var line = head.Split("\r\n").First(l => l.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase));
        return int.Parse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
