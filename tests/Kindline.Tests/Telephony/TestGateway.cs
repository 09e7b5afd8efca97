using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kindline.Tests.Telephony;

/// <summary>A carrier's gateway on loopback that answers as a test says, message by message.</summary>
public sealed class TestGateway : IDisposable
{
    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));

    public IPEndPoint Address => (IPEndPoint)socket.Client.LocalEndPoint!;

    /// <summary>The next message, as text.</summary>
    public async Task<(string Text, IPEndPoint From)> NextAsync()
    {
        var received = await socket.ReceiveAsync(Soon());
        return (Encoding.ASCII.GetString(received.Buffer), received.RemoteEndPoint);
    }

    /// <summary>The next message that begins with this.</summary>
    public async Task<string> NextAsync(string start)
    {
        while (true)
        {
            var (text, _) = await NextAsync();
            if (text.StartsWith(start, StringComparison.Ordinal))
            {
                return text;
            }
        }
    }

    /// <summary>Waits for a request of this method and answers it.</summary>
    public async Task<string> AnswerAsync(string method, int status)
    {
        while (true)
        {
            var (text, from) = await NextAsync();
            if (text.StartsWith(method + " ", StringComparison.Ordinal))
            {
                string[] copied = ["Via:", "From:", "Call-ID:", "CSeq:"];
                var fields = text.Split("\r\n").Where(l => copied.Any(c => l.StartsWith(c, StringComparison.Ordinal)));
                var to = text.Split("\r\n").First(l => l.StartsWith("To:", StringComparison.Ordinal)) + ";tag=gateway";
                await SendAsync($"SIP/2.0 {status} Test\r\n{string.Join("\r\n", fields)}\r\n{to}\r\nContent-Length: 0\r\n\r\n", from);
                return text;
            }
        }
    }

    /// <summary>Calls a number with further fields, and offers G.711.</summary>
    public Task InviteAsync(IPEndPoint exchange, string number, params string[] fields)
    {
        const string sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n";
        string[] head =
        [
            $"INVITE sip:{number}@{exchange} SIP/2.0", $"Via: SIP/2.0/UDP {Address};branch=z9hG4bK-{Address.Port}", "Max-Forwards: 70",
            $"To: <sip:{number}@{exchange}>", $"Call-ID: gateway-{Address.Port}", "CSeq: 1 INVITE", $"Contact: <sip:gateway@{Address}>",
            "Content-Type: application/sdp", $"Content-Length: {sdp.Length}", .. fields,
        ];
        return SendAsync(string.Join("\r\n", head) + "\r\n\r\n" + sdp, exchange);
    }

    public void Dispose() => socket.Dispose();

    private async Task SendAsync(string message, IPEndPoint to) => await socket.SendAsync(Encoding.ASCII.GetBytes(message), to, Soon());

    private static CancellationToken Soon() => new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System).Token;
}
