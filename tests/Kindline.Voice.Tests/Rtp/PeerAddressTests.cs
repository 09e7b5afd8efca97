using System.Net;
using Kindline.Voice.Rtp;

namespace Kindline.Voice.Tests.Rtp;

public sealed class PeerAddressTests
{
    private static readonly IPEndPoint Signalled = new(IPAddress.Parse("192.0.2.10"), 4000);
    private static readonly SocketAddress Real = new IPEndPoint(IPAddress.Parse("198.51.100.7"), 40000).Serialize();
    private static readonly SocketAddress SameHost = new IPEndPoint(IPAddress.Parse("198.51.100.7"), 40002).Serialize();
    private static readonly SocketAddress Stranger = new IPEndPoint(IPAddress.Parse("203.0.113.66"), 666).Serialize();
    private readonly MovableClock clock = new();
    private ushort sequence = 65533;
    private readonly PeerAddress peer;

    public PeerAddressTests()
    {
        peer = new PeerAddress(clock);
        peer.Expect(Signalled);
    }

    [Fact]
    public void The_signalled_address_counts_at_once()
    {
        Accept(Signalled.Serialize(), 1).ShouldBeTrue();
        peer.Current.ShouldBe(Signalled.Serialize());
    }

    [Fact]
    public void Another_source_is_learnt_with_its_third_packet()
    {
        Accept(Real, 1).ShouldBeFalse();
        Accept(Real, 1).ShouldBeFalse();
        Accept(Real, 1).ShouldBeTrue();
        peer.Current.ShouldBe(Real);
    }

    [Fact]
    public void Packets_of_several_sources_in_turn_teach_nothing()
    {
        Enumerable.Range(0, 20).Select(i => Accept(i % 2 == 0 ? Real : Stranger, 1)).ShouldAllBe(accepted => !accepted);
    }

    [Fact]
    public void A_stranger_is_refused_while_the_known_source_talks()
    {
        Learn(Real);

        Enumerable.Range(0, 500).Select(n => { clock.Advance(20); Accept(Real, 1); return peer.Accept(Stranger, 2, (ushort)n); })
            .ShouldAllBe(accepted => !accepted);
        peer.Current.ShouldBe(Real);
    }

    [Fact]
    public void A_new_source_is_learnt_after_the_known_one_fell_silent()
    {
        Learn(Real);
        clock.Advance(PeerAddress.SilenceToRelearn);

        Learn(Stranger);

        peer.Current.ShouldBe(Stranger);
    }

    [Fact]
    public void The_signalled_source_takes_a_call_back_from_whoever_was_first()
    {
        Learn(Stranger);

        Accept(Signalled.Serialize(), 1).ShouldBeTrue();
        Accept(Stranger, 1).ShouldBeFalse();
    }

    [Fact]
    public void A_re_invite_to_the_same_address_keeps_what_was_learnt_and_another_forgets_it()
    {
        Learn(Real);

        peer.Expect(Signalled);
        peer.Current.ShouldBe(Real);
        var moved = new IPEndPoint(Signalled.Address, 5000);
        peer.Expect(moved);
        peer.Current.ShouldBe(moved.Serialize());
    }

    [Fact]
    public void A_stream_that_goes_on_from_another_address_is_learnt_after_a_moment()
    {
        Learn(Real);
        clock.Advance(PeerAddress.SilenceToGoOn);
        sequence += 10;

        Learn(Stranger);

        peer.Current.ShouldBe(Stranger);
    }

    [Fact]
    public void A_stream_that_goes_on_elsewhere_while_the_known_one_talks_is_refused()
    {
        Learn(Real);

        Enumerable.Range(0, 200).Select(n => { clock.Advance(20); Accept(Real, 9); return peer.Accept(Stranger, 9, (ushort)(sequence + n)); })
            .ShouldAllBe(accepted => !accepted);
    }

    [Fact]
    public void A_stream_that_goes_on_elsewhere_while_a_few_packets_of_the_known_one_are_lost_is_refused()
    {
        Learn(Real);
        clock.Advance(120);

        Enumerable.Range(0, 5).Select(_ => Accept(Stranger, 9)).ShouldAllBe(accepted => !accepted);
    }

    [Theory]
    [InlineData(9, 30_000)]
    [InlineData(8, 0)]
    public void A_stream_that_begins_on_another_port_has_to_wait_until_nobody_can_be_talking(uint ssrc, ushort jump)
    {
        Learn(Real);
        clock.Advance(PeerAddress.SilenceToRelearn - TimeSpan.FromMilliseconds(1));
        sequence += jump;

        Enumerable.Range(0, 5).Select(_ => Accept(SameHost, ssrc)).ShouldAllBe(accepted => !accepted);
        clock.Advance(1);
        Enumerable.Range(0, 3).Select(_ => Accept(SameHost, ssrc)).ShouldBe([false, false, true]);
    }

    [Theory]
    [InlineData(9, 30_000)]
    [InlineData(8, 0)]
    public void A_stranger_who_begins_is_refused_however_long_the_known_source_is_silent(uint ssrc, ushort jump)
    {
        Learn(Real);
        clock.Advance(TimeSpan.FromMinutes(10));
        sequence += jump;

        Enumerable.Range(0, 50).Select(_ => Accept(Stranger, ssrc)).ShouldAllBe(accepted => !accepted);
        peer.Current.ShouldBe(Real);
        Accept(Real, 9).ShouldBeTrue();
    }

    [Fact]
    public void Packets_that_do_not_follow_one_another_teach_nothing() =>
        Enumerable.Range(0, 20).Select(n => peer.Accept(Stranger, 1, (ushort)(n * 7919))).ShouldAllBe(accepted => !accepted);

    private void Learn(SocketAddress source)
    {
        for (var i = 0; i < PeerAddress.PacketsToLearn; i++)
        {
            Accept(source, 9);
        }
    }

    private bool Accept(SocketAddress source, uint ssrc) => peer.Accept(source, ssrc, sequence++);
}
