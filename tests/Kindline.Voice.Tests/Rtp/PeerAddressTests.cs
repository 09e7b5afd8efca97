using System.Net;
using Kindline.Voice.Rtp;

namespace Kindline.Voice.Tests.Rtp;

public sealed class PeerAddressTests
{
    private static readonly IPEndPoint Signalled = new(IPAddress.Parse("192.0.2.10"), 4000);
    private static readonly SocketAddress Real = new IPEndPoint(IPAddress.Parse("198.51.100.7"), 40000).Serialize();
    private static readonly SocketAddress Stranger = new IPEndPoint(IPAddress.Parse("203.0.113.66"), 666).Serialize();
    private readonly MovableClock clock = new();
    private readonly PeerAddress peer;

    public PeerAddressTests()
    {
        peer = new PeerAddress(clock);
        peer.Expect(Signalled);
    }

    [Fact]
    public void The_signalled_address_counts_at_once()
    {
        peer.Accept(Signalled.Serialize(), 1).ShouldBeTrue();
        peer.Current.ShouldBe(Signalled.Serialize());
    }

    [Fact]
    public void Another_source_is_learnt_with_its_third_packet()
    {
        peer.Accept(Real, 1).ShouldBeFalse();
        peer.Accept(Real, 1).ShouldBeFalse();
        peer.Accept(Real, 1).ShouldBeTrue();
        peer.Current.ShouldBe(Real);
    }

    [Fact]
    public void Packets_of_several_sources_in_turn_teach_nothing()
    {
        Enumerable.Range(0, 20).Select(i => peer.Accept(i % 2 == 0 ? Real : Stranger, 1)).ShouldAllBe(accepted => !accepted);
    }

    [Fact]
    public void A_stranger_is_refused_while_the_known_source_talks()
    {
        Learn(Real);

        Enumerable.Range(0, 500).Select(_ => { clock.Advance(20); peer.Accept(Real, 1); return peer.Accept(Stranger, 2); })
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

        peer.Accept(Signalled.Serialize(), 1).ShouldBeTrue();
        peer.Accept(Stranger, 1).ShouldBeFalse();
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

    private void Learn(SocketAddress source)
    {
        for (var i = 0; i < PeerAddress.PacketsToLearn; i++)
        {
            peer.Accept(source, 9);
        }
    }
}
