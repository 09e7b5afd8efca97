using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;

namespace Kindline.Voice.Sip.Transport;

/// <summary>The WebSockets that the host hands over (RFC 7118). A browser listens nowhere: none is ever made from here.</summary>
internal sealed class WebSocketConnections(MessageIntake intake, ISipReceiver receiver, TimeProvider clock) : IAsyncDisposable
{
    private const int MostConnections = 10_000;

    private readonly ConcurrentDictionary<long, WebSocketConnection> byId = [];
    private readonly CancellationTokenSource stopping = new();
    private long lastId;

    /// <summary>Serves a connection until it ends, and tells so.</summary>
    public async Task ServeAsync(WebSocket socket, IPEndPoint remote, bool secure, CancellationToken ct)
    {
        if (byId.Count >= MostConnections)
        {
            socket.Abort();
            return;
        }
        var flow = new SipFlow(secure ? SipProtocol.Wss : SipProtocol.Ws, remote, Interlocked.Increment(ref lastId));
        var connection = new WebSocketConnection(socket, flow, intake, clock);
        byId[flow.ConnectionId] = connection;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, ct);
            await connection.RunAsync(either.Token).ConfigureAwait(false);
        }
        finally
        {
            byId.TryRemove(flow.ConnectionId, out _);
            receiver.OnFlowFailed(flow);
        }
    }

    /// <summary>Queues a message; false where the connection is gone.</summary>
    public bool Send(SipFlow flow, ReadOnlyMemory<byte> message) =>
        byId.TryGetValue(flow.ConnectionId, out var connection) && connection.Send(message);

    /// <summary>Ends a connection; does nothing where it has ended.</summary>
    public void Drop(SipFlow flow)
    {
        if (byId.TryGetValue(flow.ConnectionId, out var connection))
        {
            connection.Drop();
        }
    }

    public async ValueTask DisposeAsync() => await stopping.CancelAsync().ConfigureAwait(false);
}
