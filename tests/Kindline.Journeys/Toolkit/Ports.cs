using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Kindline.Journeys.Toolkit;

/// <summary>Free loopback ports for peers that cannot be told "any".</summary>
static class Ports
{
    static int nextBlock = RandomNumberGenerator.GetInt32(0, 39);

    /// <summary>A port that is free for UDP and for TCP.</summary>
    public static int Free()
    {
        while (true)
        {
            using var tcp = new TcpListener(IPAddress.Loopback, 0);
            tcp.Start();
            var port = ((IPEndPoint)tcp.LocalEndpoint).Port;
            if (FreeForUdp(port))
            {
                return port;
            }
        }
    }

    /// <summary>An even port whose odd neighbour is free too: RTP and its RTCP (RFC 3550 11).</summary>
    public static int FreePair()
    {
        while (true)
        {
            var port = Free() & ~1;
            if (FreeForUdp(port) && FreeForUdp(port + 1))
            {
                return port;
            }
        }
    }

    /// <summary>A block for one server's RTP.</summary>
    public static string RtpBlock()
    {
        var first = Block();
        return $"{first}-{first + 199}";
    }

    /// <summary>The first of 200 ports for one program alone, below those that the kernel gives out by itself.</summary>
    public static int Block() => 22000 + (Interlocked.Increment(ref nextBlock) % 39 * 200);

    static bool FreeForUdp(int port)
    {
        try
        {
            using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
