using System.Net;
using System.Net.Sockets;
using Kindline.Voice.Audio;
using Kindline.Voice.Recording;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sdp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Benchmarks.Loss;

/// <summary>
/// A leg of the exchange as a call has it (socket, jitter buffer, conference, recorder) whose clock is turned by hand: packets are sent
/// to its real port when a <see cref="LossyPath"/> says so, and a second of it takes as long as it takes.
/// </summary>
internal static class RecordedLeg
{
    private const int FrameMs = AudioFrame.Milliseconds;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What the recorder gets of the outside party, a sample for each that was said, and what the leg counted.</summary>
    public static async Task<(short[] Recorded, MediaStatistics Counted)> PlayAsync(short[] said, IReadOnlyList<Arrival> arrivals, bool conceals)
    {
        var clock = new TurnedClock();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var engine = new MediaEngine(IPAddress.Loopback, 0, 0, clock, NullLogger.Instance, ownThread: false) { Conceals = conceals };
        var port = engine.Open();
        port.Connect(new RemoteMedia((IPEndPoint)socket.LocalEndPoint!, null, AudioCodec.Pcmu, 101, MediaDirection.RecvOnly));
        await using var conference = new Conference(engine);
        conference.Add(port, ConferenceRole.Outside);
        var tape = new Tape(said.Length);
        conference.Recorder = tape;
        var sent = 0;
        for (var now = 0; !tape.IsFull; now += FrameMs)
        {
            for (; sent < arrivals.Count && arrivals[sent].AtMs <= now; sent++)
            {
                Send(socket, port.Local, said, arrivals[sent].Packet);
                await ArrivedAsync(port, sent + 1);
            }
            engine.Tick();
            clock.Turn(FrameMs);
        }
        return (tape.Samples, port.Statistics);
    }

    private static void Send(Socket socket, IPEndPoint to, short[] said, int packet)
    {
        Span<byte> payload = stackalloc byte[AudioFrame.Samples];
        Span<byte> datagram = stackalloc byte[RtpPacket.HeaderLength + AudioFrame.Samples];
        G711.Encode(AudioCodec.Pcmu, said.AsSpan(packet * AudioFrame.Samples, AudioFrame.Samples), payload);
        var length = new RtpPacket
        {
            Marker = packet == 0,
            PayloadType = 0,
            Sequence = (ushort)packet,
            Timestamp = (uint)(packet * AudioFrame.Samples),
            Ssrc = 1,
            Payload = payload,
        }.Write(datagram);
        socket.SendTo(datagram[..length], to);
    }

    private static async Task ArrivedAsync(MediaPort port, int packets)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (port.Statistics.PacketsReceived < packets)
        {
            if (TimeProvider.System.GetElapsedTime(until) > Patience)
            {
                throw new TimeoutException($"Packet {packets} did not come over loopback.");
            }
            await Task.Yield();
        }
    }

    private sealed class Tape(int length) : IRecordingSink
    {
        private int written;

        public short[] Samples { get; } = new short[length];

        public bool IsFull => written >= Samples.Length;

        public void Write(ReadOnlySpan<short> left, ReadOnlySpan<short> right)
        {
            var room = Samples.AsSpan(written);
            left[..Math.Min(left.Length, room.Length)].CopyTo(room);
            written += left.Length;
        }
    }

    private sealed class TurnedClock : TimeProvider
    {
        private long milliseconds;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Interlocked.Read(ref milliseconds);

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddMilliseconds(GetTimestamp());

        public void Turn(int by) => Interlocked.Add(ref milliseconds, by);
    }
}
