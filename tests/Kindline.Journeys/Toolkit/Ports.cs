using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Kindline.Journeys.Toolkit;

/// <summary>Free loopback ports for peers that cannot be told "any".</summary>
static class Ports
{
    // Both ranges lie below the ports that the kernel gives to outgoing connections: none of those can take a port
    // between the moment it is handed out and the moment its program opens it.
    const int First = 30000;
    const int Last = 32767;

    static int nextBlock = RandomNumberGenerator.GetInt32(0, 39);
    static readonly PortLap Lap = new(First, Last, First + (RandomNumberGenerator.GetInt32(0, Last - First) & ~1));

    /// <summary>A port that is free for UDP and for TCP.</summary>
    public static int Free() => FreePair();

    /// <summary>An even port whose odd neighbour is free too: RTP and its RTCP (RFC 3550 11).</summary>
    public static int FreePair() => FreeRun(2);

    /// <summary>The first, an even one, of so many ports in a row that are free for UDP and for TCP.</summary>
    /// <param name="count">An even number.</param>
    public static int FreeRun(int count)
    {
        while (true)
        {
            var first = Lap.Next(count);
            if (Enumerable.Range(first, count).All(static port => FreeForUdp(port) && FreeForTcp(port)))
            {
                return first;
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

    static bool FreeForTcp(int port)
    {
        try
        {
            using var tcp = new TcpListener(IPAddress.Loopback, port);
            tcp.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
