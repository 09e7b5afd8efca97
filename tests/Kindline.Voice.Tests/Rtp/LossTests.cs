using Kindline.Benchmarks.Loss;

namespace Kindline.Voice.Tests.Rtp;

/// <summary>What is left of real speech after a bad network, in the recording of a leg.</summary>
public sealed class LossTests
{
    private const double Whole = 34.9;
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("slt", 1, 1, 3)]
    [InlineData("rms", 2, 1, 3)]
    [InlineData("slt", 5, 1, 3)]
    [InlineData("awb", 5, 1, 3)]
    [InlineData("slt", 5, 3, 0.6)]
    [InlineData("rms", 5, 3, 0.6)]
    public async Task Filled_gaps_are_nearer_to_what_was_said_than_silence(string voice, double lost, double burst, double margin)
    {
        var (with, without) = await PlayAsync(voice, new LossyPath(Lost: lost, Burst: burst));

        without.Harmed.ShouldBe(0, 0.5);
        with.Harmed.ShouldBeGreaterThan(without.Harmed + margin);
        with.All.ShouldBeGreaterThan(without.All);
    }

    [Fact]
    public async Task Twice_and_in_the_wrong_order_costs_nothing()
    {
        var (with, _) = await PlayAsync("slt", new LossyPath(Duplicated: 5, Reordered: 5));

        with.All.ShouldBeGreaterThan(Whole);
    }

    [Fact]
    public async Task Five_in_a_hundred_too_late_cost_less_than_as_many_lost()
    {
        var (late, _) = await PlayAsync("slt", new LossyPath(Late: 5));
        var (lost, _) = await PlayAsync("slt", new LossyPath(Lost: 5));

        late.All.ShouldBeGreaterThan(lost.All);
    }

    private async Task<(SegmentalSnr With, SegmentalSnr Without)> PlayAsync(string voice, LossyPath path)
    {
        var said = await SpokenText.SayAsync(voice, seconds: 20, ct);
        Assert.SkipWhen(said is null, "flite is not installed");
        var arrivals = path.Through(said.Length / 160, seed: 5);
        var harmed = Enumerable.Range(0, said.Length / 160).Except(arrivals.Select(a => a.Packet)).ToHashSet();
        return (
            SegmentalSnr.Of(said, (await RecordedLeg.PlayAsync(said, arrivals, conceals: true)).Recorded, harmed),
            SegmentalSnr.Of(said, (await RecordedLeg.PlayAsync(said, arrivals, conceals: false)).Recorded, harmed));
    }
}
