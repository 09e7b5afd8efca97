using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;

namespace Kindline.Voice.Sip.Transport;

/// <summary>The WebSockets that the host hands over (RFC 7118). A browser listens nowhere: none is ever made from here.</summary>
internal sealed class WebSocketConnections(MessageIntake intake, ISipReceiver receiver, TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, WebSocketConnection> byId = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly ConnectionPlaces places = new(intake);
    private ITimer? sweep;
    private long lastId;

    public void Start() =>
        sweep = clock.CreateTimer(_ => places.Sweep(byId.Values), null, ConnectionPlaces.SweepEvery, ConnectionPlaces.SweepEvery);

    /// <summary>Serves a connection until it ends, and tells so.</summary>
    public async Task ServeAsync(WebSocket socket, IPEndPoint remote, bool secure, CancellationToken ct)
    {
        if (!places.TryTake(remote))
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
            places.Leave(remote);
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

    public async ValueTask DisposeAsync()
    {
        if (sweep is not null)
        {
            await sweep.DisposeAsync().ConfigureAwait(false);
        }
        await stopping.CancelAsync().ConfigureAwait(false);
    }
}
