using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Kindline.Voice.Calls;

namespace Kindline.Voice.Tests.Calls;

/// <summary>A WebSocket between a test and an exchange over a real TCP connection, without the HTTP that would precede it.</summary>
public sealed class WebSocketPair : IDisposable
{
    private readonly Socket client;

    private WebSocketPair(Socket client, WebSocket browser, Task served) => (this.client, Browser, Served) = (client, browser, served);

    public WebSocket Browser { get; }

    /// <summary>Completes when the exchange has done with the connection.</summary>
    public Task Served { get; }

    /// <param name="exchange">Who serves it.</param>
    /// <param name="secure">Whether it counts as TLS.</param>
    /// <param name="deaf">Whether the browser answers no ping unless it is just reading.</param>
    public static async Task<WebSocketPair> OpenAsync(Exchange exchange, bool secure = false, bool deaf = false)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndpoint, Patience.Token());
        var server = await listener.AcceptSocketAsync(Patience.Token());
        var remote = (IPEndPoint)server.RemoteEndPoint!;
        var options = new WebSocketCreationOptions
        {
            IsServer = true,
            SubProtocol = "sip",
            KeepAliveInterval = TimeSpan.FromSeconds(1),
            KeepAliveTimeout = TimeSpan.FromSeconds(deaf ? 1 : 10),
        };
        var accepted = WebSocket.CreateFromStream(new NetworkStream(server, ownsSocket: true), options);
        var browser = WebSocket.CreateFromStream(
            new NetworkStream(client), new WebSocketCreationOptions
            {
                SubProtocol = "sip",
                // Who pings reads ahead, and so hears the other's pings.
                KeepAliveInterval = deaf ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(200),
                KeepAliveTimeout = deaf ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(10),
            });
        return new WebSocketPair(client, browser, ServeAsync(exchange, accepted, remote, secure));
    }

    /// <summary>The connection breaks without a word.</summary>
    public void Cut() => client.Close(0);

    public void Dispose()
    {
        Browser.Dispose();
        client.Dispose();
    }

    private static async Task ServeAsync(Exchange exchange, WebSocket accepted, IPEndPoint remote, bool secure)
    {
        using (accepted)
        {
            await exchange.ServeWebSocketAsync(accepted, remote, secure, CancellationToken.None);
        }
    }
}
