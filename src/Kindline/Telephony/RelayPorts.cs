using System.Net;
using System.Net.Sockets;

namespace Kindline.Telephony;

/// <summary>
/// The media ports of rtpengine. Where none are set, a block below the kernel's own that no other server on this machine has: a
/// socket of ours on its first port says that it is taken, as an idle rtpengine holds none.
/// </summary>
internal sealed class RelayPorts : IDisposable
{
    private const int LowestBlock = 12000;
    private const int BlockSize = 200;
    private const int Blocks = 40;

    private readonly Socket? claim;

    private RelayPorts(int first, int last, Socket? claim) => (First, Last, this.claim) = (first, last, claim);

    /// <summary>The first port, even (RFC 3550 11).</summary>
    public int First { get; }

    public int Last { get; }

    /// <summary>The ports of the setting; 0 to 0 takes a free block.</summary>
    /// <exception cref="IOException">Every block is taken.</exception>
    public static RelayPorts Claim((int First, int Last) set)
    {
        if (set.First != 0)
        {
            return new RelayPorts(set.First, set.Last, null);
        }
        for (var block = 0; block < Blocks; block++)
        {
            var first = LowestBlock + (block * BlockSize);
            if (TryBind(first) is { } socket)
            {
                return new RelayPorts(first + 2, first + BlockSize - 1, socket);
            }
        }
        throw new IOException("No ports are free for rtpengine; set KINDLINE_RTPENGINE.");
    }

    public void Dispose() => claim?.Dispose();

    private static Socket? TryBind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
