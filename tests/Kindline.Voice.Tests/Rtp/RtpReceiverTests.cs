using System.Net;
using System.Threading.Channels;
using Kindline.Voice.Audio;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sdp;

namespace Kindline.Voice.Tests.Rtp;

public sealed class RtpReceiverTests
{
    private static readonly IPEndPoint Peer = new(IPAddress.Loopback, 4000);
    private readonly MovableClock clock = new();
    private readonly Channel<char> digits = Channel.CreateUnbounded<char>();
    private readonly RtpReceiver receiver;
    private readonly SocketAddress from = Peer.Serialize();
    private readonly List<short> heard = [];

    public RtpReceiverTests()
    {
        receiver = new RtpReceiver(clock, digits.Writer);
        receiver.Connect(new RemoteMedia(Peer, null, AudioCodec.Pcmu, 101, MediaDirection.SendRecv));
    }

    [Fact]
    public void Fifty_thousand_packets_with_anything_in_them_never_throw()
    {
        var random = new Random(4733);
        var (buffer, payload, frame) = (new byte[2048], new byte[1500], new short[160]);
        byte[] types = [0, 0, 0, 8, 13, 101, 101, 96];

        for (var i = 0; i < 50_000; i++)
        {
            var wild = random.Next(10) == 0;
            random.NextBytes(payload.AsSpan(0, 8));
            var length = new RtpPacket
            {
                Marker = random.Next(20) == 0,
                PayloadType = types[random.Next(types.Length)],
                Sequence = (ushort)(wild ? random.Next(65536) : i),
                Timestamp = wild ? (uint)random.NextInt64(uint.MaxValue) : (uint)(i * 160),
                Ssrc = random.Next(500) == 0 ? (uint)random.Next() : 1,
                Payload = payload.AsSpan(0, wild ? random.Next(payload.Length) : 160),
            }.Write(buffer);
            receiver.Receive(buffer.AsSpan(0, length), from);
            receiver.Read(frame);
            clock.Advance(random.Next(25));
        }

        receiver.TakeReport().ShouldNotBeNull();
        digits.Reader.Count.ShouldBeInRange(1, 13_000);
    }

    [Fact]
    public void Another_source_in_mid_call_is_heard_without_a_click_and_with_nothing_of_the_old_one()
    {
        for (var n = 0; n < 50; n++)
        {
            Tick(Packet(1, (ushort)n, (uint)(n * 160), Tone(500, n)));
        }
        for (var n = 0; n < 50; n++)
        {
            Tick(Packet(2, (ushort)(40_000 + n), (uint)(3_000_000_000 + (n * 160)), Tone(800, n)));
        }

        var steps = heard.Zip(heard.Skip(1), (a, b) => Math.Abs(b - a)).ToArray();
        steps.Max().ShouldBeLessThanOrEqualTo((int)(2 * 8000 * Math.Sin(Math.PI * 800 / 8000)) + 300, "no more than the tones themselves");
        Goertzel.Amplitude([.. heard.Skip(56 * 160).Take(30 * 160)], 800).ShouldBe(8000 / 32768.0, 0.01);
        Goertzel.Amplitude([.. heard.Skip(56 * 160).Take(30 * 160)], 500).ShouldBeLessThan(0.001);
        heard.Skip(54 * 160).Take(46 * 160).Chunk(160).ShouldAllBe(frame => frame.Max() > 7000);
    }

    [Fact]
    public void Packets_that_a_stranger_slips_into_a_live_stream_are_never_heard()
    {
        var stranger = new IPEndPoint(IPAddress.Loopback, 666).Serialize();
        short[] loud = [.. Enumerable.Repeat((short)30_000, 160)];
        for (var n = 0; n < 200; n++)
        {
            // From elsewhere with all that the stream bears, and from the peer's own address as another source.
            var mine = Packet(1, (ushort)n, (uint)(n * 160), Tone(500, n));
            receiver.Receive(Packet(1, (ushort)(n + 1), (uint)((n + 1) * 160), loud), stranger);
            receiver.Receive(Packet(7, (ushort)n, (uint)(n * 160), loud), stranger);
            Tick(mine);
            receiver.Receive(Packet(9, (ushort)n, (uint)(n * 160), loud), from);
        }

        heard.Max().ShouldBeLessThan((short)8200);
        Goertzel.Amplitude([.. heard.Skip(800)], 500).ShouldBe(8000 / 32768.0, 0.01);
    }

    [Fact]
    public void Comfort_noise_in_a_pause_is_heard_and_loses_nothing()
    {
        ushort sequence = 0;
        for (var n = 0; n < 200; n++)
        {
            var timestamp = (uint)(n * 160);
            Tick(n is < 50 or >= 150 ? Packet(1, sequence++, timestamp, Tone(500, n), marker: n == 150)
                : n % 25 == 0 ? Raw(13, 1, sequence++, timestamp, [45])
                : []);
        }

        heard.Skip(55 * 160).Take(90 * 160).Chunk(160).ShouldAllBe(frame => frame.Max() > 150 && frame.Max() < 1500);
        heard.Skip(160 * 160).Take(30 * 160).Chunk(160).ShouldAllBe(frame => frame.Max() > 7000);
        receiver.TakeReport()!.Value.Lost.ShouldBe(0);
    }

    [Fact]
    public void Keys_of_a_peer_without_events_are_heard_and_taken_out_of_its_voice()
    {
        receiver.Connect(new RemoteMedia(Peer, null, AudioCodec.Pcmu, null, MediaDirection.SendRecv));
        var key = Tones.Key('7');
        var tone = new short[160];
        for (var n = 0; n < 60; n++)
        {
            Tick(Packet(1, (ushort)n, (uint)(n * 160), n is >= 20 and < 25 && key.Read(tone) ? tone : Tone(500, n)));
        }

        digits.Reader.TryRead(out var pressed).ShouldBeTrue();
        pressed.ShouldBe('7');
        digits.Reader.TryRead(out _).ShouldBeFalse();
        heard.Chunk(160).Count(frame => Goertzel.Amplitude(frame, 852) > 0.05).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Tones_beside_negotiated_events_count_for_nothing()
    {
        var key = Tones.Key('7');
        var tone = new short[160];
        for (var n = 0; n < 60; n++)
        {
            Tick(Packet(1, (ushort)n, (uint)(n * 160), n is >= 20 and < 25 && key.Read(tone) ? tone : Tone(500, n)));
        }

        digits.Reader.TryRead(out _).ShouldBeFalse();
        heard.Chunk(160).Count(frame => Goertzel.Amplitude(frame, 852) > 0.05).ShouldBeInRange(4, 6);
    }

    private void Tick(byte[] datagram)
    {
        if (datagram.Length > 0)
        {
            receiver.Receive(datagram, from);
        }
        var frame = new short[160];
        receiver.Read(frame);
        heard.AddRange(frame);
        clock.Advance(20);
    }

    private static short[] Tone(int frequency, int frame) =>
        [.. Enumerable.Range(frame * 160, 160).Select(n => (short)(8000 * Math.Sin(2 * Math.PI * frequency * n / 8000)))];

    private static byte[] Packet(uint ssrc, ushort sequence, uint timestamp, short[] samples, bool marker = false)
    {
        var payload = new byte[samples.Length];
        G711.Encode(AudioCodec.Pcmu, samples, payload);
        return Raw(0, ssrc, sequence, timestamp, payload, marker);
    }

    private static byte[] Raw(byte type, uint ssrc, ushort sequence, uint timestamp, byte[] payload, bool marker = false)
    {
        var datagram = new byte[12 + payload.Length];
        new RtpPacket { Marker = marker, PayloadType = type, Sequence = sequence, Timestamp = timestamp, Ssrc = ssrc, Payload = payload }.Write(datagram);
        return datagram;
    }
}
