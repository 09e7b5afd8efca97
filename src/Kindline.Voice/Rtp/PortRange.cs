using System.Net;
using System.Net.Sockets;

namespace Kindline.Voice.Rtp;

/// <summary>The two sockets of a leg: RTP on an even port, RTCP on the next (RFC 3550 11).</summary>
internal sealed record PortPair(Socket Rtp, Socket Rtcp)
{
    internal IPEndPoint Local { get; } = (IPEndPoint)Rtp.LocalEndPoint!;
}

/// <summary>
/// Gives out pairs of the range in turn, so that a port rests as long as possible before a new call meets packets that were
/// meant for the one before.
/// </summary>
internal sealed class PortRange
{
    private const int AnyPortAttempts = 64;

    private readonly IPAddress bind;
    private readonly int firstPort;
    private readonly int lastPort;
    private readonly Queue<int> free;
    private readonly Lock gate = new();

    internal PortRange(IPAddress bind, int firstPort, int lastPort)
    {
        this.bind = bind;
        this.firstPort = firstPort;
        this.lastPort = lastPort;
        var firstEven = firstPort + (firstPort & 1);
        free = new Queue<int>(Enumerable.Range(0, Math.Max(0, (lastPort - firstEven + 1) / 2)).Select(i => firstEven + (2 * i)));
    }

    private bool AnyPort => firstPort == 0 && lastPort == 0;

    internal PortPair Take()
    {
        lock (gate)
        {
            for (var attempts = AnyPort ? AnyPortAttempts : free.Count; attempts > 0; attempts--)
            {
                var port = AnyPort ? 0 : free.Dequeue();
                if (TryBindPair(port) is { } pair)
                {
                    return pair;
                }
                if (!AnyPort)
                {
                    free.Enqueue(port);
                }
            }
        }
        throw new NoMediaPortException(firstPort, lastPort);
    }

    internal void Return(PortPair pair)
    {
        if (AnyPort)
        {
            return;
        }
        lock (gate)
        {
            free.Enqueue(pair.Local.Port);
        }
    }

    private PortPair? TryBindPair(int port)
    {
        var rtp = TryBind(port);
        var rtpPort = ((IPEndPoint?)rtp?.LocalEndPoint)?.Port;
        if (rtpPort is { } even && even % 2 == 0 && TryBind(even + 1) is { } rtcp)
        {
            return new PortPair(rtp!, rtcp);
        }
        rtp?.Dispose();
        return null;
    }

    private Socket? TryBind(int port)
    {
        var socket = new Socket(bind.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(bind, port));
            return socket;
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            socket.Dispose();
            return null;
        }
    }
}
