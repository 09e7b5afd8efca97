using System.Net;
using System.Threading.Channels;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sdp;

namespace Kindline.Voice.Tests.Rtp;

public sealed class RtpReceiverTests
{
    private static readonly IPEndPoint Peer = new(IPAddress.Loopback, 4000);

    [Fact]
    public void Fifty_thousand_packets_with_anything_in_them_never_throw()
    {
        var random = new Random(4733);
        var clock = new MovableClock();
        var digits = Channel.CreateUnbounded<char>();
        var receiver = new RtpReceiver(clock, digits.Writer);
        receiver.Connect(new RemoteMedia(Peer, null, AudioCodec.Pcmu, 101, MediaDirection.SendRecv));
        var from = Peer.Serialize();
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
}
