using System.Net.WebSockets;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>A browser's phone that does what a test says: one WebSocket of the subprotocol "sip" (RFC 7118), MD5 digest, no media.</summary>
public sealed class BrowserPhone(WebSocket socket, string user, string secret) : IDisposable
{
    private readonly byte[] buffer = new byte[65_535];
    private readonly string host = $"{Convert.ToHexStringLower(Guid.CreateVersion7().ToByteArray(bigEndian: true).AsSpan(8))}.invalid";
    private readonly DigestClient digest = new();
    private uint sequence;

    public WebSocket Socket => socket;

    /// <summary>The device, as a page makes one up (RFC 5626 4.1).</summary>
    public string Instance { get; init; } = $"<urn:uuid:{Guid.CreateVersion7()}>";

    public string Contact => $"<sip:{user}@{host};transport=ws;ob>";

    /// <summary>Registers past the challenge; the answer to the second REGISTER.</summary>
    public async Task<SipResponse> RegisterAsync(int expires = 600)
    {
        await SendAsync(Register(expires));
        var challenge = await NextAsync(401);
        var second = Register(expires);
        DigestChallenge.TryPick(challenge, out var picked, out var field).ShouldBeTrue();
        second.Headers[field] = digest.Answer(picked, second.Method, second.Uri.ToString(), user, secret).ToString();
        await SendAsync(second);
        return (await NextAsync()).ShouldBeOfType<SipResponse>();
    }

    public SipRequest Request(string method, string callId = "browser-1", string to = "2000")
    {
        var request = new SipRequest(method, SipUri.Sip(method == "REGISTER" ? null : to, "kindline"));
        var h = request.Headers;
        h.Add("Via", $"SIP/2.0/WS {host};branch=z9hG4bK{Guid.CreateVersion7():N}");
        h.Add("Max-Forwards", "70");
        h.Add("From", $"<sip:{user}@kindline>;tag={host}");
        h.Add("To", $"<sip:{to}@kindline>");
        h.Add("Call-ID", callId);
        h.Add("CSeq", $"{++sequence} {method}");
        h.Add("Supported", "path, outbound");
        h.Add("Contact", Contact);
        return request;
    }

    public SipResponse Answer(SipRequest request, int status)
    {
        var response = new SipResponse(status, "Test");
        foreach (var name in (string[])["Via", "From", "To", "Call-ID", "CSeq"])
        {
            response.Headers.Add(name, request.Headers[name]!);
        }
        if (request.To!.Tag is null)
        {
            response.Headers["To"] = request.To.WithTag("browser").ToString();
        }
        response.Headers.Add("Contact", Contact);
        return response;
    }

    public Task SendAsync(SipMessage message) => SendAsync(SipWriter.ToBytes(message), WebSocketMessageType.Text);

    public Task SendAsync(ReadOnlyMemory<byte> part, WebSocketMessageType type, bool whole = true) =>
        socket.SendAsync(part, type, whole, Patience.Token()).AsTask();

    /// <summary>The next message as it came; empty where the other side closed.</summary>
    public async Task<ReadOnlyMemory<byte>> NextBytesAsync()
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(length), Patience.Token());
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return buffer.AsMemory(0, length);
    }

    public async Task<SipMessage> NextAsync() =>
        SipParser.Parse((await NextBytesAsync()).Span).ShouldBeOfType<SipParseResult.Parsed>().Message;

    public async Task<SipRequest> NextAsync(string method)
    {
        var request = (await NextAsync()).ShouldBeOfType<SipRequest>();
        request.Method.ShouldBe(method);
        return request;
    }

    public async Task<SipResponse> NextAsync(int status)
    {
        var response = (await NextAsync()).ShouldBeOfType<SipResponse>();
        response.StatusCode.ShouldBe(status);
        return response;
    }

    public void Dispose() => socket.Dispose();

    private SipRequest Register(int expires)
    {
        var request = Request("REGISTER", host, user);
        request.Headers["Contact"] = $"{Contact};reg-id=1;+sip.instance=\"{Instance}\";expires={expires}";
        return request;
    }
}
