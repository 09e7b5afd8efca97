using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using Kindline.Voice.Sip.Guard;
using Kindline.Voice.Sip.Transactions;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Sip.Transport;

/// <summary>
/// UDP and TCP on one port number, TLS on the next (RFC 3261 18), and the WebSockets of a host. Safe to use from any thread; survives
/// every socket error.
/// </summary>
internal sealed class SipTransport : ISipWire, IAsyncDisposable
{
    private const int Attempts = 50;
    private const int SocketBuffer = 4 * 1024 * 1024;
    private const int MostRoutesKept = 10_000;

    private readonly IPAddress bound;
    private readonly IPAddress? advertised;
    private readonly UdpListener udp;
    private readonly StreamConnections tcp;
    private readonly StreamConnections tls;
    private readonly WebSocketConnections webSockets;
    private readonly MessageIntake intake;
    private readonly ConcurrentDictionary<IPAddress, IPAddress> routes = [];

    private SipTransport(
        Sockets sockets, IPAddress? advertised, Func<SslServerAuthenticationOptions>? secure, ISipReceiver receiver, SipGuard guard, TimeProvider clock,
        ILogger logger)
    {
        var local = (IPEndPoint)sockets.Udp.LocalEndPoint!;
        bound = local.Address;
        Port = local.Port;
        this.advertised = advertised;
        intake = new MessageIntake(receiver, guard, logger, clock);
        udp = new UdpListener(sockets.Udp, intake, logger);
        tcp = new StreamConnections(sockets.Tcp, null, intake, receiver, clock, logger);
        TlsPort = sockets.Tls is null ? null : Port + 1;
        tls = new StreamConnections(sockets.Tls, new TlsOpening(secure), intake, receiver, clock, logger);
        webSockets = new WebSocketConnections(intake, receiver, clock);
    }

    private readonly record struct Sockets(Socket Udp, Socket Tcp, Socket? Tls);

    /// <summary>The port of UDP and TCP.</summary>
    public int Port { get; }

    /// <summary>The port of TLS: the next one (as 5061 follows 5060, RFC 3261 19.1.2); null without a certificate.</summary>
    public int? TlsPort { get; }

    /// <summary>How many malformed messages have come.</summary>
    public long Malformed => intake.Malformed;

    /// <summary>Binds and starts to receive. Port 0 finds one that is free for all.</summary>
    /// <exception cref="SocketException">The port is taken, or may not be had.</exception>
    public static SipTransport Start(
        IPAddress address, int port, IPAddress? advertised, Func<SslServerAuthenticationOptions>? secure, ISipReceiver receiver,
        SipGuard guard, TimeProvider clock, ILogger logger)
    {
        var transport = new SipTransport(Bind(address, port, secure is not null), advertised, secure, receiver, guard, clock, logger);
        transport.udp.Start();
        transport.tcp.Start();
        transport.tls.Start();
        transport.webSockets.Start();
        return transport;
    }

    public bool Send(SipFlow flow, ReadOnlyMemory<byte> message) => flow.Protocol switch
    {
        SipProtocol.Udp => udp.Send(flow.Remote, message.Span),
        SipProtocol.Tcp => tcp.Send(flow, message),
        SipProtocol.Tls => tls.Send(flow, message),
        _ => webSockets.Send(flow, message),
    };

    public ConnectFault? FaultOf(SipFlow flow) => flow.Peer is { } peer ? tls.FaultOf(peer) : null;

    // Where we have no TLS port a carrier can call in by the connections that we make only; the address is then a name and no more.
    public IPEndPoint LocalFor(SipFlow flow) =>
        new(AddressFor(flow.Remote.Address), flow.Protocol == SipProtocol.Tls ? Port + 1 : Port);

    /// <summary>The address that a peer at this one reaches us at.</summary>
    public IPAddress AddressFor(IPAddress peer)
    {
        if (advertised is not null && !IPAddress.IsLoopback(peer))
        {
            return advertised;
        }
        var isAny = bound.Equals(IPAddress.Any) || bound.Equals(IPAddress.IPv6Any);
        return isAny ? RouteTo(peer) : bound;
    }

    /// <inheritdoc cref="WebSocketConnections.ServeAsync"/>
    public Task ServeWebSocketAsync(WebSocket socket, IPEndPoint remote, bool secure, CancellationToken ct) =>
        webSockets.ServeAsync(socket, remote, secure, ct);

    /// <inheritdoc cref="WebSocketConnections.Drop"/>
    public void DropWebSocket(SipFlow flow) => webSockets.Drop(flow);

    public async ValueTask DisposeAsync()
    {
        await webSockets.DisposeAsync().ConfigureAwait(false);
        await tls.DisposeAsync().ConfigureAwait(false);
        await tcp.DisposeAsync().ConfigureAwait(false);
        await udp.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The address that the system would send from: a UDP connect asks the routing table and sends nothing.</summary>
    private IPAddress RouteTo(IPAddress peer)
    {
        if (routes.TryGetValue(peer, out var known))
        {
            return known;
        }
        using var probe = new Socket(peer.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        IPAddress found;
        try
        {
            probe.Connect(peer, 9);
            found = ((IPEndPoint)probe.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return IPAddress.Loopback;
        }
        if (routes.Count >= MostRoutesKept)
        {
            routes.Clear();
        }
        routes[peer] = found;
        return found;
    }

    private static Sockets Bind(IPAddress address, int port, bool secure)
    {
        for (var attempt = 1; ; attempt++)
        {
            var udp = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            {
                ReceiveBufferSize = SocketBuffer,
                SendBufferSize = SocketBuffer,
            };
            var tcp = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            var tls = secure ? new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) : null;
            try
            {
                udp.Bind(new IPEndPoint(address, port));
                tcp.Bind(udp.LocalEndPoint!);
                tcp.Listen(512);
                tls?.Bind(Next((IPEndPoint)udp.LocalEndPoint!));
                tls?.Listen(512);
                return new Sockets(udp, tcp, tls);
            }
            catch (SocketException)
            {
                udp.Dispose();
                tcp.Dispose();
                tls?.Dispose();
                if (port != 0 || attempt == Attempts)
                {
                    throw;
                }
            }
        }
    }

    private static IPEndPoint Next(IPEndPoint port) => port.Port < IPEndPoint.MaxPort
        ? new IPEndPoint(port.Address, port.Port + 1)
        : throw new SocketException((int)SocketError.AddressNotAvailable);
}
