using System.Net;
using System.Threading.Channels;
using Kindline.Voice.Audio;
using Kindline.Voice.Recording;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sdp;

namespace Kindline.Voice.Tests.Rtp;

/// <summary>The collector's pauses are gaps in what is heard: a packet's way through the exchange leaves it nothing to do.</summary>
public sealed class AllocationTests
{
    private static readonly IPEndPoint Peer = new(IPAddress.Loopback, 4000);

    [Theory]
    [InlineData(101)]
    [InlineData(null)]
    public void Ten_seconds_of_packets_received_allocate_nothing(int? events)
    {
        var clock = new MovableClock();
        var receiver = new RtpReceiver(clock, Channel.CreateBounded<char>(64).Writer);
        receiver.Connect(new RemoteMedia(Peer, null, AudioCodec.Pcmu, events, MediaDirection.SendRecv));
        Receive(receiver, clock, 0);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Receive(receiver, clock, 500);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public async Task Ten_seconds_of_ticks_that_mix_send_and_record_allocate_nothing()
    {
        await using var studio = new Studio(new MovableClock());
        using var one = new FakePeer();
        using var other = new FakePeer();
        var (caller, agent) = (studio.Connected(one), studio.Connected(other));
        await using var conference = new Conference(studio.Engine) { Recorder = new NoTape() };
        conference.Add(caller, ConferenceRole.Outside);
        conference.Add(agent, ConferenceRole.OurSide);
        studio.Tick(500);
        var sentBefore = caller.Statistics.PacketsSent;

        var before = GC.GetAllocatedBytesForCurrentThread();
        studio.Tick(500);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        (caller.Statistics.PacketsSent - sentBefore).ShouldBe(500);
        // Reports, one in five seconds from each leg.
        allocated.ShouldBe(0);
    }

    // Audio with losses, strangers, comfort noise and keys among it; the next second goes on where the last one ended.
    private static void Receive(RtpReceiver receiver, MovableClock clock, int first)
    {
        Span<byte> payload = stackalloc byte[160];
        Span<byte> datagram = stackalloc byte[172];
        Span<short> frame = stackalloc short[160];
        var (from, stranger) = (PeerSocket, StrangerSocket);
        for (var n = first; n < first + 500; n++)
        {
            payload.Fill((byte)(n * 7));
            var type = n % 50 == 0 ? (byte)13 : n % 90 == 0 ? (byte)101 : (byte)0;
            var length = new RtpPacket
            {
                Marker = false,
                PayloadType = type,
                Sequence = (ushort)n,
                Timestamp = (uint)(n * 160),
                Ssrc = 1,
                Payload = type == 0 ? payload : payload[..4],
            }.Write(datagram);
            if (n % 500 < 200)
            {
                // Nobody known talks: each packet of the stranger might begin a stream.
                RtpPacket.WriteHeader(datagram, marker: false, type, (ushort)(n * 7), 0, 5);
                receiver.Receive(datagram[..length], stranger);
            }
            else if (n % 20 == 0)
            {
                receiver.Receive(datagram[..length], stranger);
            }
            else
            {
                receiver.Receive(datagram[..length], from);
            }
            receiver.Read(frame);
            clock.Advance(TimeSpan.FromMilliseconds(20));
        }
    }

    private static readonly SocketAddress PeerSocket = Peer.Serialize();
    private static readonly SocketAddress StrangerSocket = new IPEndPoint(IPAddress.Loopback, 666).Serialize();

    private sealed class NoTape : IRecordingSink
    {
        public void Write(ReadOnlySpan<short> left, ReadOnlySpan<short> right)
        {
        }
    }
}
