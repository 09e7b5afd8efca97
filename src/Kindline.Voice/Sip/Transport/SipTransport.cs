using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Kindline.Voice.Sip.Transactions;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Sip.Transport;

/// <summary>UDP and TCP on one port number (RFC 3261 18). Safe to use from any thread; survives every socket error.</summary>
internal sealed class SipTransport : ISipWire, IAsyncDisposable
{
    private const int Attempts = 50;
    private const int SocketBuffer = 4 * 1024 * 1024;
    private const int MostRoutesKept = 10_000;

    private readonly IPAddress bound;
    private readonly IPAddress? advertised;
    private readonly UdpListener udp;
    private readonly TcpConnections tcp;
    private readonly MessageIntake intake;
    private readonly ConcurrentDictionary<IPAddress, IPAddress> routes = [];

    private SipTransport(Sockets sockets, IPAddress? advertised, ISipReceiver receiver, TimeProvider clock, ILogger logger)
    {
        var local = (IPEndPoint)sockets.Udp.LocalEndPoint!;
        bound = local.Address;
        Port = local.Port;
        this.advertised = advertised;
        intake = new MessageIntake(receiver, logger, clock);
        udp = new UdpListener(sockets.Udp, intake, logger);
        tcp = new TcpConnections(sockets.Tcp, intake, receiver, clock, logger);
    }

    private readonly record struct Sockets(Socket Udp, Socket Tcp);

    /// <summary>The port that both listen on.</summary>
    public int Port { get; }

    /// <summary>How many malformed messages have come.</summary>
    public long Malformed => intake.Malformed;

    /// <summary>Binds and starts to receive. Port 0 finds one that is free for both.</summary>
    /// <exception cref="SocketException">The port is taken, or may not be had.</exception>
    public static SipTransport Start(
        IPAddress address, int port, IPAddress? advertised, ISipReceiver receiver, TimeProvider clock, ILogger logger)
    {
        var transport = new SipTransport(Bind(address, port), advertised, receiver, clock, logger);
        transport.udp.Start();
        transport.tcp.Start();
        return transport;
    }

    public bool Send(SipFlow flow, ReadOnlyMemory<byte> message) =>
        flow.Protocol == SipProtocol.Udp ? udp.Send(flow.Remote, message.Span) : tcp.Send(flow, message);

    public IPEndPoint LocalFor(IPAddress peer)
    {
        if (advertised is not null && !IPAddress.IsLoopback(peer))
        {
            return new IPEndPoint(advertised, Port);
        }
        var isAny = bound.Equals(IPAddress.Any) || bound.Equals(IPAddress.IPv6Any);
        return new IPEndPoint(isAny ? RouteTo(peer) : bound, Port);
    }

    public async ValueTask DisposeAsync()
    {
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

    private static Sockets Bind(IPAddress address, int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var udp = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            {
                ReceiveBufferSize = SocketBuffer,
                SendBufferSize = SocketBuffer,
            };
            var tcp = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                udp.Bind(new IPEndPoint(address, port));
                tcp.Bind(udp.LocalEndPoint!);
                tcp.Listen(512);
                return new Sockets(udp, tcp);
            }
            catch (SocketException)
            {
                udp.Dispose();
                tcp.Dispose();
                if (port != 0 || attempt == Attempts)
                {
                    throw;
                }
            }
        }
    }
}
