using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Sip.Transport;

/// <summary>
/// SIP over TCP or TLS: accepts connections, makes them on demand, and finds them again for later messages (RFC 3261 18.1.1).
/// </summary>
/// <param name="listener">Null where none are accepted.</param>
/// <param name="tls">Null for plain TCP.</param>
internal sealed partial class StreamConnections(
    Socket? listener, TlsOpening? tls, MessageIntake intake, ISipReceiver receiver, TimeProvider clock, ILogger logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(200);

    private const int MostFaults = 1000;

    private readonly ConcurrentDictionary<long, StreamConnection> byId = [];
    private readonly ConcurrentDictionary<(IPEndPoint Remote, TlsPeer? Peer), StreamConnection> byRemote = [];
    private readonly ConcurrentDictionary<TlsPeer, ConnectFault> faults = [];
    private readonly ConnectionPlaces places = new(intake);
    private readonly CancellationTokenSource stopping = new();
    private Task accepting = Task.CompletedTask;
    private ITimer? sweep;
    private long lastId;

    private SipProtocol Protocol => tls is null ? SipProtocol.Tcp : SipProtocol.Tls;

    public void Start()
    {
        if (listener is not null)
        {
            accepting = Task.Run(() => AcceptAsync(listener));
            sweep = clock.CreateTimer(_ => places.Sweep(byId.Values), null, ConnectionPlaces.SweepEvery, ConnectionPlaces.SweepEvery);
        }
    }

    /// <summary>Why the last connection to a TLS peer was not made; null where it was, or none was tried.</summary>
    public ConnectFault? FaultOf(TlsPeer peer) => faults.TryGetValue(peer, out var fault) ? fault : null;

    /// <summary>
    /// Queues a message on the flow's own connection. A flow with connection 0, or one whose connection is gone, uses any
    /// connection with that peer or makes one, to where the peer listens; false where that is not known.
    /// </summary>
    public bool Send(SipFlow flow, ReadOnlyMemory<byte> message)
    {
        if (stopping.IsCancellationRequested)
        {
            return false;
        }
        var connection = flow.ConnectionId != 0 && byId.TryGetValue(flow.ConnectionId, out var own) && !own.IsOver ? own
            : flow.CanBeMadeAnew ? To(flow.Peer?.Address ?? flow.Remote, flow.Peer)
            : null;
        return connection?.Send(message) ?? false;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        listener?.Dispose();
        if (sweep is not null)
        {
            await sweep.DisposeAsync().ConfigureAwait(false);
        }
        await accepting.ConfigureAwait(false);
        foreach (var connection in byId.Values)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        stopping.Dispose();
    }

    private StreamConnection To(IPEndPoint remote, TlsPeer? peer)
    {
        if (byRemote.TryGetValue((remote, peer), out var known) && !known.IsOver)
        {
            return known;
        }
        var connection = Add(remote, peer);
        connection.Start(ct => ConnectAsync(remote, peer, ct), OnEnded);
        return connection;
    }

    private StreamConnection Add(IPEndPoint remote, TlsPeer? peer)
    {
        var flow = new SipFlow(Protocol, remote, Interlocked.Increment(ref lastId)) { Peer = peer };
        var connection = new StreamConnection(flow, intake, clock);
        byId[flow.ConnectionId] = connection;
        byRemote[(remote, peer)] = connection;
        return connection;
    }

    private void OnEnded(StreamConnection connection)
    {
        var flow = connection.Flow;
        byId.TryRemove(flow.ConnectionId, out _);
        byRemote.TryRemove(KeyValuePair.Create((flow.Remote, flow.Peer), connection));
        if (flow.Peer is { } peer && !connection.Heard)
        {
            // In TLS 1.3 a server looks at our certificate after our side of the handshake is done, and says no by hanging up.
            faults.TryAdd(peer, ConnectFault.Closed);
        }
        receiver.OnFlowFailed(flow);
    }

    private async ValueTask<Stream> ConnectAsync(IPEndPoint remote, TlsPeer? peer, CancellationToken ct)
    {
        if (peer is null || tls is null)
        {
            return await ConnectAsync(remote, ct).ConfigureAwait(false);
        }
        var fault = ConnectFault.Unreachable;
        try
        {
            var plain = await ConnectAsync(remote, ct).ConfigureAwait(false);
            fault = ConnectFault.NoTls;
            var secured = await WithinLimitAsync(within => tls.ConnectAsync(plain, peer, within), ct).ConfigureAwait(false);
            faults.TryRemove(peer, out _);
            return secured;
        }
        catch (Exception e) when (e is ConnectFaultException or SocketException or OperationCanceledException)
        {
            if (faults.Count >= MostFaults)
            {
                faults.Clear();
            }
            faults[peer] = (e as ConnectFaultException)?.Fault ?? fault;
            throw;
        }
    }

    private Task<Stream> ConnectAsync(IPEndPoint remote, CancellationToken ct) => WithinLimitAsync(async within =>
    {
        var socket = new Socket(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(remote, within).ConfigureAwait(false);
            return (Stream)new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }, ct);

    private async Task<Stream> WithinLimitAsync(Func<CancellationToken, ValueTask<Stream>> open, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(OpenWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        return await open(either.Token).ConfigureAwait(false);
    }

    private async Task AcceptAsync(Socket listening)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await listening.AcceptAsync(stopping.Token).ConfigureAwait(false);
                Serve(socket);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // Out of descriptors, or the peer gave up while waiting: neither may end the listener.
                LogAcceptFailed(logger, e.SocketErrorCode);
                await PauseAsync().ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket socket)
    {
        if (socket.RemoteEndPoint is not IPEndPoint remote || !intake.Opens(Protocol, remote) || !places.TryTake(remote))
        {
            socket.Dispose();
            return;
        }
        socket.NoDelay = true;
        var plain = new NetworkStream(socket, ownsSocket: true);
        Add(remote, null).Start(ct => OpenAsync(plain, ct), OnAcceptedEnded);
    }

    private void OnAcceptedEnded(StreamConnection connection)
    {
        places.Leave(connection.Flow.Remote);
        OnEnded(connection);
    }

    private async ValueTask<Stream> OpenAsync(NetworkStream plain, CancellationToken ct) =>
        tls is null ? plain : await WithinLimitAsync(within => tls.AcceptAsync(plain, within), ct).ConfigureAwait(false);

    private async Task PauseAsync()
    {
        try
        {
            await Task.Delay(PauseAfterError, clock, stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A SIP connection could not be accepted: {Error}")]
    private static partial void LogAcceptFailed(ILogger logger, SocketError error);
}
