using System.Net;
using System.Net.Sockets;
using Kindline.Voice.Rtp;

namespace Kindline.Benchmarks.Load;

/// <summary>
/// All legs of the load. Sixteen share a pair of sockets (RTP, and RTCP that nobody reads) and a thread that receives; one thread
/// sends, a quarter of the legs every 5 ms. A leg whose call has ended waits for the next one.
/// </summary>
internal sealed class LoadLegs
{
    private const int LegsALine = 16;
    private const int Slots = 4;
    private static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(20.0 / Slots);

    private readonly PortRange range = new(IPAddress.Loopback, 0, 0);
    private readonly LoadLeg?[] byRemotePort = new LoadLeg?[ushort.MaxValue + 1];
    private readonly Lock gate = new();
    private readonly Queue<LoadLeg> resting = [];
    private volatile LoadLeg[] legs = [];
    private PortPair? line;

    public LoadLegs() => new Thread(SendAll) { IsBackground = true, Name = "load sender" }.Start();

    public int Count => legs.Length;

    public int Hearing => legs.Count(leg => leg.Hears);

    public FrameCount Frames => legs.Aggregate(default(FrameCount), (sum, leg) => sum + leg.Frames);

    public LoadLeg Add()
    {
        lock (gate)
        {
            if (resting.TryDequeue(out var rested))
            {
                return rested;
            }
            if (legs.Length % LegsALine == 0)
            {
                line = Open();
            }
            var leg = new LoadLeg(line!.Rtp, line.Local.Port, legs.Length);
            legs = [.. legs, leg];
            return leg;
        }
    }

    /// <summary>The leg sends to this port, and what comes from there is for it.</summary>
    public void Connect(LoadLeg leg, int port)
    {
        byRemotePort[port] = leg;
        leg.SendTo(port);
    }

    /// <summary>Its call is over.</summary>
    public void Free(LoadLeg leg, int port)
    {
        Interlocked.CompareExchange(ref byRemotePort[port], null, leg);
        leg.Rest();
        lock (gate)
        {
            resting.Enqueue(leg);
        }
    }

    private PortPair Open()
    {
        var pair = range.Take();
        pair.Rtp.ReceiveBufferSize = 4 << 20;
        new Thread(() => ReceiveAll(pair.Rtp)) { IsBackground = true, Name = "load receiver" }.Start();
        return pair;
    }

    private void ReceiveAll(Socket socket)
    {
        var buffer = new byte[2048];
        var from = new SocketAddress(AddressFamily.InterNetwork);
        while (true)
        {
            try
            {
                var length = socket.ReceiveFrom(buffer, SocketFlags.None, from);
                // sockaddr_in: family, then the port in network order.
                byRemotePort[(from[2] << 8) | from[3]]?.Receive(buffer.AsSpan(0, length));
            }
            catch (SocketException)
            {
                // The ICMP answer to a frame of ours, after a call's end.
            }
        }
    }

    private void SendAll()
    {
        using var never = new ManualResetEvent(initialState: false);
        var from = TimeProvider.System.GetTimestamp();
        for (var slot = 0L; ; slot++)
        {
            var left = (slot * Slot) - TimeProvider.System.GetElapsedTime(from);
            if (left > TimeSpan.Zero)
            {
                never.WaitOne(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
            }
            var now = legs;
            for (var leg = (int)(slot % Slots); leg < now.Length; leg += Slots)
            {
                now[leg].Send();
            }
        }
    }
}
