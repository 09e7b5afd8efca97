using System.Net;
using System.Threading.Channels;
using Kindline.Voice.Audio;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sdp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Voice.Tests.Rtp;

public sealed class MediaPortTests : IAsyncDisposable
{
    private static readonly short[] Loud = [.. Enumerable.Repeat((short)8031, 160)];
    private readonly MovableClock clock = new();
    private readonly Studio studio;
    private readonly FakePeer peer = new();
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    public MediaPortTests() => studio = new Studio(clock);

    public async ValueTask DisposeAsync()
    {
        await studio.DisposeAsync();
        peer.Dispose();
    }

    [Fact]
    public void Ports_are_even_with_rtcp_above_and_nothing_is_sent_before_connect()
    {
        var port = studio.Engine.Open();
        studio.Tick(3);

        (port.Local.Port % 2).ShouldBe(0);
        port.Statistics.PacketsSent.ShouldBe(0);
        port.SilentFor.ShouldBeNull();
    }

    [Fact]
    public async Task A_used_up_range_refuses_and_a_closed_port_is_free_again()
    {
        using var probe = new FakePeer();
        var first = (probe.Local.Port + 1) & ~1;
        await using var engine = new MediaEngine(IPAddress.Loopback, first + 2, first + 5, clock, NullLogger.Instance, ownThread: false);
        var one = engine.Open();
        var two = engine.Open();

        Should.Throw<NoMediaPortException>(engine.Open);
        await one.DisposeAsync();
        engine.Open().Local.Port.ShouldBe(one.Local.Port);
        two.Local.Port.ShouldNotBe(one.Local.Port);
    }

    [Fact]
    public void The_stream_is_even_silent_where_nothing_plays_and_marked_at_its_beginning()
    {
        studio.Connected(peer);

        studio.Tick(3);

        var packets = Enumerable.Range(0, 3).Select(_ => peer.Receive()).ToArray();
        packets.Select(p => p.Marker).ShouldBe([true, false, false]);
        packets.Select(p => (ushort)(p.Sequence - packets[0].Sequence)).ShouldBe([0, 1, 2]);
        packets.Select(p => p.Timestamp - packets[0].Timestamp).ShouldBe([0u, 160u, 320u]);
        packets.SelectMany(p => p.Payload).ShouldAllBe(b => b == G711.PcmuSilence);
    }

    [Fact]
    public async Task A_prompt_plays_to_its_end_and_the_background_comes_back()
    {
        var port = studio.Connected(peer);
        port.SetBackground(new ClipSource(new short[] { 500 }, loop: true));

        var played = port.PlayAsync(new ClipSource(Loud), ct);
        studio.Tick(2);
        await played;

        peer.ReceiveAudio()[0].ShouldBeInRange((short)7800, (short)8200);
        peer.ReceiveAudio()[0].ShouldBeInRange((short)480, (short)520);
    }

    [Fact]
    public async Task Another_prompt_replaces_the_first_and_a_token_stops_it_without_exception()
    {
        var port = studio.Connected(peer);
        using var cancel = new CancellationTokenSource();
        var first = port.PlayAsync(new ClipSource(Loud, loop: true), ct);
        var second = port.PlayAsync(new ClipSource(Loud, loop: true), cancel.Token);

        await first;
        studio.Tick();
        second.IsCompleted.ShouldBeFalse();
        await cancel.CancelAsync();
        await second;
        studio.Tick();

        peer.ReceiveAudio()[0].ShouldBeGreaterThan((short)1000);
        peer.ReceiveAudio()[0].ShouldBe((short)0);
    }

    [Fact]
    public async Task A_source_that_throws_fails_its_task_and_no_other_leg()
    {
        using var other = new FakePeer();
        var (port, neighbour) = (studio.Connected(peer), studio.Connected(other));

        var played = port.PlayAsync(new BrokenSource(), ct);
        neighbour.SetBackground(new BrokenSource());
        studio.Tick(3);

        await Should.ThrowAsync<InvalidOperationException>(() => played);
        peer.ReceiveAudio()[0].ShouldBe((short)0);
        (port.Statistics.PacketsSent, neighbour.Statistics.PacketsSent).ShouldBe((3, 2));
    }

    [Fact]
    public async Task Disposing_ends_prompts_digits_and_orders()
    {
        var port = studio.Connected(peer);
        var played = port.PlayAsync(Tones.Ringback(), ct);
        var pressed = port.SendDigitsAsync("123", ct);

        await port.DisposeAsync();
        await port.DisposeAsync();

        await played;
        await pressed;
        (await port.Digits.WaitToReadAsync(ct)).ShouldBeFalse();
        await port.PlayAsync(Tones.Ringback(), ct);
        await port.SendDigitsAsync("4", ct);
    }

    [Fact]
    public async Task Keys_are_received_each_once_and_the_oldest_give_way()
    {
        var port = studio.Connected(peer);
        for (var i = 0; i < 70; i++)
        {
            peer.SendRaw(port, FakePeer.EventPayload, [(byte)(i % 10), 0x8A, 3, 32], marker: true);
            peer.SendRaw(port, FakePeer.EventPayload, [(byte)(i % 10), 0x8A, 3, 32]);
            peer.Timestamp += 1600;
            await Studio.Arrived(port, (i + 1) * 2);
        }

        var keys = string.Concat(Drain(port.Digits));

        keys.ShouldBe(string.Concat(Enumerable.Range(6, 64).Select(i => (char)('0' + (i % 10)))));
    }

    [Fact]
    public async Task Keys_from_a_source_of_their_own_count_once_and_leave_the_audio_whole()
    {
        using var other = new FakePeer();
        var (port, listener) = (studio.Connected(peer), studio.Connected(other));
        var conference = new Conference(studio.Engine);
        conference.Add(port, ConferenceRole.Outside);
        conference.Add(listener, ConferenceRole.OurSide);
        var heard = new List<short>();
        for (var i = 0; i < 20; i++)
        {
            peer.Send(port, Loud);
            var (ssrc, timestamp) = (peer.Ssrc, peer.Timestamp);
            (peer.Ssrc, peer.Timestamp) = (0xD161, 77);
            peer.SendRaw(port, FakePeer.EventPayload, [3, 10, 0, 160]);
            (peer.Ssrc, peer.Timestamp) = (ssrc, timestamp);
            peer.Sequence--;
            await Studio.Arrived(port, (i + 1) * 2);
            studio.Tick();
            heard.AddRange(other.ReceiveAudio());
        }

        string.Concat(Drain(port.Digits)).ShouldBe("3");
        heard.Skip(480).ShouldAllBe(s => s > 7800);
    }

    [Fact]
    public async Task Keys_are_sent_with_one_timestamp_a_counting_duration_and_three_ends()
    {
        var port = studio.Connected(peer);
        var sent = port.SendDigitsAsync("5#", ct);
        studio.Tick(18);
        await sent;

        var packets = Enumerable.Range(0, 16).Select(_ => peer.Receive()).ToArray();

        var five = packets[..7];
        five.ShouldAllBe(p => p.PayloadType == FakePeer.EventPayload && p.Payload[0] == 5 && p.Timestamp == five[0].Timestamp);
        five.Select(p => p.Marker).ShouldBe([true, false, false, false, false, false, false]);
        five.Select(p => (p.Payload[2] << 8) | p.Payload[3]).ShouldBe([160, 320, 480, 640, 800, 800, 800]);
        five.Select(p => p.Payload[1] >> 7).ShouldBe([0, 0, 0, 0, 1, 1, 1]);
        packets[7].Payload[0].ShouldBe((byte)11);
        (packets[7].Timestamp - five[0].Timestamp).ShouldBe(1280u);
        packets[14].PayloadType.ShouldBe((byte)0);
        packets[14].Marker.ShouldBeTrue();
        (packets[14].Timestamp - five[0].Timestamp).ShouldBe(2560u);
    }

    [Fact]
    public async Task A_peer_without_events_hears_the_tones_of_a_key()
    {
        var port = studio.Engine.Open();
        port.Connect(peer.Media(events: null));

        var sent = port.SendDigitsAsync("5", ct);
        studio.Tick(9);
        await sent;

        var heard = Enumerable.Range(0, 5).SelectMany(_ => peer.ReceiveAudio()).ToArray();
        Goertzel.Amplitude(heard, 770).ShouldBe(0.16, 0.02);
        Goertzel.Amplitude(heard, 1336).ShouldBe(0.16, 0.02);
    }

    [Fact]
    public void Other_characters_are_no_keys()
    {
        Should.Throw<ArgumentException>(() => studio.Connected(peer).SendDigitsAsync("12x", ct));
    }

    [Theory]
    [InlineData(MediaDirection.RecvOnly, false)]
    [InlineData(MediaDirection.Inactive, false)]
    [InlineData(MediaDirection.SendOnly, true)]
    [InlineData(MediaDirection.SendRecv, true)]
    public void Only_a_direction_that_sends_sends(MediaDirection direction, bool sends)
    {
        var port = studio.Engine.Open();
        port.Connect(peer.Media(direction));

        studio.Tick(2);

        port.Statistics.PacketsSent.ShouldBe(sends ? 2 : 0);
    }

    [Fact]
    public async Task A_prompt_goes_on_for_a_peer_that_does_not_listen()
    {
        var port = studio.Engine.Open();
        port.Connect(peer.Media(MediaDirection.Inactive));

        var played = port.PlayAsync(new ClipSource(new short[320]), ct);
        studio.Tick(2);

        await played;
    }

    [Fact]
    public void An_address_of_zeros_is_sent_nothing()
    {
        var port = studio.Engine.Open();
        port.Connect(peer.Media() with { Rtp = new IPEndPoint(IPAddress.Any, peer.Local.Port) });

        studio.Tick(300);

        port.Statistics.PacketsSent.ShouldBe(0);
        peer.HasData.ShouldBeFalse();
    }

    [Fact]
    public async Task Audio_goes_where_the_peer_really_is()
    {
        using var behindRouter = new FakePeer();
        var port = studio.Connected(peer);

        for (var i = 1; i <= 3; i++)
        {
            behindRouter.Send(port, Loud);
            await Studio.Arrived(port, i);
        }
        studio.Tick();

        behindRouter.Receive().PayloadType.ShouldBe((byte)0);
        peer.HasData.ShouldBeFalse();
    }

    [Fact]
    public async Task Counters_tell_of_loss_repetition_strangers_and_rubbish()
    {
        using var stranger = new FakePeer();
        var port = studio.Connected(peer);
        for (var i = 1; i <= 100; i++)
        {
            peer.Sequence += (ushort)(i % 10 == 0 ? 1 : 0);
            peer.Send(port, Loud);
            await Studio.Arrived(port, i);
            studio.Tick();
        }
        peer.Sequence--;
        peer.Send(port, Loud);
        stranger.Send(port, Loud);
        peer.SendDatagram(port.Local, [1, 2, 3]);
        await Studio.Arrived(port, 103);

        var statistics = port.Statistics;
        (statistics.PacketsReceived, statistics.Lost, statistics.Duplicated, statistics.Rejected).ShouldBe((101, 10, 1, 2));
        statistics.OctetsReceived.ShouldBe(101 * 160);
        (statistics.PacketsSent, statistics.OctetsSent).ShouldBe((100, 16000));
    }

    [Fact]
    public async Task Silence_is_measured_from_the_last_packet()
    {
        var port = studio.Connected(peer);
        peer.Send(port, Loud);
        await Studio.Arrived(port, 1);

        clock.Advance(3000);

        port.SilentFor.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Jitter_is_that_of_rfc_3550()
    {
        var port = studio.Connected(peer);
        for (var i = 1; i <= 400; i++)
        {
            peer.Send(port, Loud);
            await Studio.Arrived(port, i);
            clock.Advance(i % 2 == 0 ? 10 : 30);
        }

        port.Statistics.Jitter.TotalMilliseconds.ShouldBe(10, 0.5);
    }

    [Fact]
    public async Task Reports_go_out_every_five_seconds_and_tell_the_round_trip()
    {
        using var reports = new FakePeer();
        var port = studio.Engine.Open();
        port.Connect(peer.Media() with { Rtcp = reports.Local });
        peer.Send(port, Loud);
        await Studio.Arrived(port, 1);

        studio.Tick(250);
        var sent = Report(reports.ReceiveDatagram());
        clock.Advance(300);
        var answer = new byte[256];
        var about = new ReceptionReport(sent.Ssrc, 0, 7, 0, 0, sent.Sender!.Value.MiddleNtp, 65536 / 10);
        reports.SendDatagram(
            new IPEndPoint(port.Local.Address, port.Local.Port + 1),
            answer.AsSpan(0, RtcpPacket.Write(answer, peer.Ssrc, null, about, "peer"u8, bye: false)));
        await Studio.Eventually(() => port.Statistics.RoundTrip is not null);

        port.Statistics.RoundTrip!.Value.TotalMilliseconds.ShouldBe(200, 1);
        port.Statistics.LostByPeer.ShouldBe(7);
        sent.Sender!.Value.Packets.ShouldBeInRange(125u, 250u);
        sent.About!.Value.HighestSequence.ShouldBe(65530u);
        studio.Tick(250);
        Report(reports.ReceiveDatagram()).Sender!.Value.Packets.ShouldBe(sent.Sender!.Value.Packets + 250);
    }

    [Fact]
    public async Task A_closed_leg_says_goodbye()
    {
        using var reports = new FakePeer();
        var port = studio.Engine.Open();
        port.Connect(peer.Media() with { Rtcp = reports.Local });

        await port.DisposeAsync();

        reports.ReceiveDatagram()[^7].ShouldBe(RtcpPacket.ByeType);
    }

    private static (uint Ssrc, SenderInfo? Sender, ReceptionReport? About) Report(byte[] datagram)
    {
        RtcpPacket.TryParse(datagram, out var packet, out _).ShouldBeTrue();
        return (packet.Ssrc, packet.Sender, packet.ReportAbout(0xCAFE));
    }

    private static IEnumerable<char> Drain(ChannelReader<char> digits)
    {
        while (digits.TryRead(out var key))
        {
            yield return key;
        }
    }

    private sealed class BrokenSource : IAudioSource
    {
        public bool Read(Span<short> frame) => throw new InvalidOperationException("broken");
    }
}
