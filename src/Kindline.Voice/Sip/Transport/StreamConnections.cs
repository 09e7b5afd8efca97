using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Kindline.Voice.Sip.Guard;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Sip.Transport;

/// <summary>
/// SIP over TCP or TLS: accepts connections, makes them on demand, and finds them again for later messages (RFC 3261 18.1.1). Those
/// of TLS are only accepted.
/// </summary>
/// <param name="tls">Asked at each new connection, so that it goes by the certificate of the hour; null for plain TCP.</param>
internal sealed partial class StreamConnections(
    Socket listener, Func<SslServerAuthenticationOptions>? tls, MessageIntake intake, ISipReceiver receiver, TimeProvider clock, ILogger logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(200);

    private const int MostConnections = 10_000;

    // A stranger needs one, and a clinic of strangers behind one address some; nobody takes them all.
    private const int MostOfStranger = 20;

    private readonly ConcurrentDictionary<long, StreamConnection> byId = [];
    private readonly ConcurrentDictionary<IPEndPoint, StreamConnection> byRemote = [];
    private readonly ConcurrentDictionary<SourceKey, int> accepted = [];
    private readonly CancellationTokenSource stopping = new();
    private Task accepting = Task.CompletedTask;
    private long lastId;

    private SipProtocol Protocol => tls is null ? SipProtocol.Tcp : SipProtocol.Tls;

    public void Start() => accepting = Task.Run(AcceptAsync);

    /// <summary>
    /// Queues a message on the flow's own connection. A flow with connection 0, or one whose connection is gone, uses any
    /// connection with that peer or makes one, which TLS does not: false.
    /// </summary>
    public bool Send(SipFlow flow, ReadOnlyMemory<byte> message)
    {
        if (stopping.IsCancellationRequested)
        {
            return false;
        }
        var connection = flow.ConnectionId != 0 && byId.TryGetValue(flow.ConnectionId, out var own) ? own
            : flow.CanBeMadeAnew ? To(flow.Remote)
            : null;
        return connection?.Send(message) ?? false;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        listener.Dispose();
        await accepting.ConfigureAwait(false);
        foreach (var connection in byId.Values)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        stopping.Dispose();
    }

    private StreamConnection To(IPEndPoint remote)
    {
        if (byRemote.TryGetValue(remote, out var known))
        {
            return known;
        }
        var connection = Add(remote);
        connection.Start(ct => ConnectAsync(remote, ct), OnEnded);
        return connection;
    }

    private StreamConnection Add(IPEndPoint remote)
    {
        var flow = new SipFlow(Protocol, remote, Interlocked.Increment(ref lastId));
        var connection = new StreamConnection(flow, intake);
        byId[flow.ConnectionId] = connection;
        byRemote[remote] = connection;
        return connection;
    }

    private void OnEnded(StreamConnection connection)
    {
        byId.TryRemove(connection.Flow.ConnectionId, out _);
        byRemote.TryRemove(KeyValuePair.Create(connection.Flow.Remote, connection));
        receiver.OnFlowFailed(connection.Flow);
    }

    private async ValueTask<Stream> ConnectAsync(IPEndPoint remote, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(OpenWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        var socket = new Socket(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(remote, either.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(stopping.Token).ConfigureAwait(false);
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
        if (byId.Count >= MostConnections || socket.RemoteEndPoint is not IPEndPoint remote || !intake.Opens(Protocol, remote))
        {
            socket.Dispose();
            return;
        }
        var source = SourceKey.Of(remote.Address);
        if (accepted.AddOrUpdate(source, 1, static (_, n) => n + 1) > MostOfStranger && intake.IsStranger(remote))
        {
            Leave(source);
            socket.Dispose();
            return;
        }
        socket.NoDelay = true;
        Add(remote).Start(ct => OpenAsync(new NetworkStream(socket, ownsSocket: true), ct), OnAcceptedEnded);
    }

    private void OnAcceptedEnded(StreamConnection connection)
    {
        Leave(SourceKey.Of(connection.Flow.Remote.Address));
        OnEnded(connection);
    }

    private void Leave(SourceKey source)
    {
        if (accepted.AddOrUpdate(source, 0, static (_, n) => n - 1) <= 0)
        {
            accepted.TryRemove(KeyValuePair.Create(source, 0));
        }
    }

    private async ValueTask<Stream> OpenAsync(NetworkStream plain, CancellationToken ct)
    {
        if (tls is null)
        {
            return plain;
        }
        using var limit = new CancellationTokenSource(OpenWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        var secured = new SslStream(plain);
        try
        {
            await secured.AuthenticateAsServerAsync(tls(), either.Token).ConfigureAwait(false);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

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
