using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Kindline.Voice.Audio;
using Kindline.Voice.Rtp;

namespace Kindline.Benchmarks.Load;

/// <summary>One leg of the load: says a tone of its own for ever, counts what it hears and what of that is late.</summary>
internal sealed class LoadLeg(Socket socket, int localPort, int number)
{
    /// <summary>After so many frames the tone begins anew.</summary>
    public const int ToneFrames = 50;
    private const int WindowFrames = 50;
    private const long LateAfter = 20_000;

    private readonly byte[] packet = new byte[RtpPacket.HeaderLength + AudioFrame.Samples];
    private readonly byte[] tone = Tone(number);

    // Arrival less timestamp of the last second, in microseconds: the least of it is a frame in time.
    private readonly long[] transits = [.. Enumerable.Repeat(long.MaxValue, WindowFrames)];
    private SocketAddress? to;
    private uint sent;
    private long heard;
    private long received;
    private long late;
    private long lost;
    private long mediaTime;
    private uint lastTimestamp;
    private ushort lastSequence;

    public int LocalPort => localPort;

    public FrameCount Frames => new(Volatile.Read(ref received), Volatile.Read(ref late), Volatile.Read(ref lost));

    /// <summary>Whether the call it is in has been heard.</summary>
    public bool Hears => Volatile.Read(ref heard) > 0;

    public void SendTo(int port) => to = new IPEndPoint(IPAddress.Loopback, port).Serialize();

    /// <summary>Between two calls: silent, and what comes next is another stream. What was counted stays.</summary>
    public void Rest()
    {
        to = null;
        Array.Fill(transits, long.MaxValue);
        mediaTime = 0;
        Volatile.Write(ref heard, 0);
    }

    public void Send()
    {
        if (to is not { } peer)
        {
            return;
        }
        packet[0] = 0x80;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)sent);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), sent * AudioFrame.Samples);
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(8), number);
        tone.AsSpan((int)(sent % ToneFrames) * AudioFrame.Samples, AudioFrame.Samples).CopyTo(packet.AsSpan(RtpPacket.HeaderLength));
        sent++;
        try
        {
            socket.SendTo(packet, SocketFlags.None, peer);
        }
        catch (SocketException)
        {
            // The ICMP answer to an earlier frame, after a call's end.
        }
    }

    /// <summary>On the receiving thread of the leg's socket.</summary>
    public void Receive(ReadOnlySpan<byte> datagram)
    {
        if (!RtpPacket.TryParse(datagram, out var frame, out _))
        {
            return;
        }
        var arrived = TimeProvider.System.GetElapsedTime(0, TimeProvider.System.GetTimestamp()).Ticks / TimeSpan.TicksPerMicrosecond;
        if (heard > 0)
        {
            mediaTime += (int)(frame.Timestamp - lastTimestamp) * 1_000_000L / AudioFrame.SampleRate;
            lost += (ushort)(frame.Sequence - lastSequence - 1);
        }
        (lastTimestamp, lastSequence) = (frame.Timestamp, frame.Sequence);
        var transit = arrived - mediaTime;
        transits[heard % WindowFrames] = transit;
        late += transit - transits.Min() > LateAfter ? 1 : 0;
        Volatile.Write(ref heard, heard + 1);
        Volatile.Write(ref received, received + 1);
    }

    /// <summary>What the leg of this number says, in mu-law.</summary>
    public static byte[] Tone(int number)
    {
        // Whole periods a second, so that it repeats without a click.
        var hertz = 300 + (number % 40 * 20);
        return [.. Enumerable.Range(0, ToneFrames * AudioFrame.Samples)
            .Select(n => G711.ToMuLaw((short)(8000 * Math.Sin(2 * Math.PI * hertz * n / AudioFrame.SampleRate))))];
    }
}
