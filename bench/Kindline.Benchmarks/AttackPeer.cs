using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Kindline.Benchmarks;

/// <summary>
/// The attacker, a process of its own: 5,000 malformed messages a second from fifty addresses to the SIP port, and to each port of
/// audio a stranger's frames of noise, fifty a second. Ends with its standard input, and says how many it sent.
/// </summary>
internal static class AttackPeer
{
    public const string Verb = "attack-peer";

    private const int Sources = 50;
    private const int MessagesASlot = 25;
    private const int FramesEvery = 4;
    private static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(5);

    /// <summary>Malformed messages, each in its own way.</summary>
    // Nothing at all, no version, no field, a field without a name, a body that is not there, and what only looks like binary rubbish.
    public static readonly byte[][] Rubbish =
    [
        "INVITE\r\n\r\n"u8.ToArray(), "INVITE sip:x SIP/9.0\r\n\r\n"u8.ToArray(), "INVITE sip:x SIP/2.0\r\nrubbish\r\n\r\n"u8.ToArray(),
        "OPTIONS sip:x@y SIP/2.0\r\n: empty\r\nVia: SIP/2.0/UDP 1.2.3.4;branch=\r\n\r\n"u8.ToArray(),
        "REGISTER sip:x SIP/2.0\r\nContent-Length: 99999\r\n\r\n"u8.ToArray(), RandomNumberGenerator.GetBytes(700),
    ];

    /// <param name="ports">The port of SIP, then those of audio.</param>
    public static int Run(int[] ports)
    {
        var over = false;
        var sending = new Thread(() => Send(ports[0], ports[1..], ref over)) { IsBackground = true };
        sending.Start();
        while (Console.In.ReadLine() is not null)
        {
            // Only its end counts.
        }
        Volatile.Write(ref over, true);
        sending.Join();
        return 0;
    }

    private static void Send(int sip, int[] audio, ref bool over)
    {
        var sources = Enumerable.Range(1, Sources).Select(n => Bound($"127.0.1.{n}")).ToArray();
        using var stranger = Bound("127.0.0.1");
        using var never = new ManualResetEvent(initialState: false);
        var (to, frame) = (new IPEndPoint(IPAddress.Loopback, sip).Serialize(), Noise());
        var targets = audio.Select(p => new IPEndPoint(IPAddress.Loopback, p).Serialize()).ToArray();
        var (messages, frames, from) = (0L, 0L, TimeProvider.System.GetTimestamp());
        for (var slot = 0L; !Volatile.Read(ref over); slot++)
        {
            var left = (slot * Slot) - TimeProvider.System.GetElapsedTime(from);
            if (left > TimeSpan.Zero)
            {
                never.WaitOne(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
            }
            for (var n = 0; n < MessagesASlot; n++, messages++)
            {
                sources[messages % Sources].SendTo(Rubbish[messages % Rubbish.Length], SocketFlags.None, to);
            }
            if (slot % FramesEvery == 0)
            {
                Number(frame, slot / FramesEvery);
                foreach (var target in targets)
                {
                    stranger.SendTo(frame, SocketFlags.None, target);
                    frames++;
                }
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{messages} {frames}"));
    }

    /// <summary>A whole frame of PCMU that nobody on the call has said.</summary>
    private static byte[] Noise()
    {
        var frame = RandomNumberGenerator.GetBytes(12 + 160);
        (frame[0], frame[1]) = (0x80, 0);
        return frame;
    }

    private static void Number(byte[] frame, long n)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)n);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)(n * 160));
    }

    private static Socket Bound(string address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        return socket;
    }
}
