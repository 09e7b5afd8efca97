using Kindline.Voice.Rtp;

namespace Kindline.Voice.Tests.Rtp;

public sealed class CallQualityTests
{
    private static readonly MediaStatistics Clean = new(
        PacketsSent: 1000, OctetsSent: 160_000, PacketsReceived: 1000, OctetsReceived: 160_000, Lost: 0, Late: 0, Duplicated: 0, Rejected: 0,
        Jitter: TimeSpan.FromMilliseconds(2), RoundTrip: TimeSpan.FromMilliseconds(40), LostByPeer: 0);

    /// <summary>G.107 table B.1.</summary>
    [Theory]
    [InlineData(90, 4.34)]
    [InlineData(80, 4.03)]
    [InlineData(70, 3.60)]
    [InlineData(60, 3.10)]
    [InlineData(50, 2.58)]
    [InlineData(-3, 1)]
    [InlineData(120, 4.5)]
    public void A_rating_is_the_opinion_of_the_recommendation(double rating, double opinion) =>
        CallQuality.OpinionOf(rating).ShouldBe(opinion, 0.01);

    [Theory]
    [InlineData(100, 0)]
    [InlineData(150, 0.16)]
    [InlineData(400, 24.1)]
    public void Delay_costs_nothing_up_to_a_tenth_of_a_second(double oneWay, double impairment) =>
        CallQuality.DelayImpairment(oneWay).ShouldBe(impairment, 0.1);

    [Fact]
    public void A_clean_leg_has_the_best_opinion_that_the_telephone_knows() =>
        CallQuality.Of(Clean).ShouldBe(new CallQuality(4.41, 0, 0, 2, 40, 0));

    [Fact]
    public void What_came_too_late_counts_as_lost()
    {
        var lost = CallQuality.Of(Clean with { PacketsReceived = 980, Lost = 20 })!;
        var late = CallQuality.Of(Clean with { Late = 20 })!;

        (lost.LostPercent, lost.LatePercent).ShouldBe((2, 0));
        (late.LostPercent, late.LatePercent).ShouldBe((0, 2));
        late.Mos.ShouldBe(lost.Mos);
        // 95 x 2 / (2 + 4.3) = 30.2 of 93.2 are gone.
        lost.Mos.ShouldBe(3.25, 0.02);
    }

    [Fact]
    public void Duplicates_make_no_loss_good() =>
        CallQuality.Of(Clean with { PacketsReceived = 1500, Duplicated = 1000, Lost = 500 })!.LostPercent.ShouldBe(50);

    [Fact]
    public void What_the_peer_did_not_report_is_not_known()
    {
        var silent = CallQuality.Of(Clean with { RoundTrip = null, LostByPeer = null })!;

        (silent.RoundTripMs, silent.LostByPeerPercent, silent.Mos).ShouldBe((null, null, 4.41));
    }

    [Fact]
    public void Of_a_leg_that_said_nothing_there_is_no_opinion() => CallQuality.Of(Clean with { PacketsReceived = 0, Lost = 7 }).ShouldBeNull();
}
