using Kindline.Voice.Rtp;

namespace Kindline.Voice.Tests.Rtp;

public sealed class ComfortNoiseTests
{
    private readonly JitterBuffer buffer = new();
    private readonly short[] frame = new short[160];

    [Theory]
    [InlineData(40)]
    [InlineData(50)]
    [InlineData(65)]
    [InlineData(50, 200)]
    [InlineData(50, 200, 60, 100)]
    public void The_noise_is_as_loud_as_the_peer_said(int level, params int[] coefficients)
    {
        var noise = Made(level, coefficients);

        Level(noise).ShouldBe(-level, 1);
    }

    [Fact]
    public void The_noise_has_the_colour_that_the_peer_said()
    {
        Correlation(Made(40)).ShouldBe(0, 0.05);
        // 258 x (190 - 127) / 32768 = 0.496 (RFC 3389 3.2).
        Correlation(Made(40, 190)).ShouldBe(0.5, 0.05);
        Correlation(Made(40, 64)).ShouldBe(-0.5, 0.05);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(0, 254, 254, 254)]
    public void No_description_is_loud(int level, params int[] coefficients)
    {
        var noise = Made(level, coefficients);

        Level(noise).ShouldBeLessThan(-29);
        noise.Max(sample => Math.Abs((int)sample)).ShouldBeLessThan(6000);
    }

    [Fact]
    public void A_pause_of_a_peer_that_sends_none_is_soft_noise_from_end_to_end_and_its_voice_is_whole()
    {
        var heard = Talk(noisy: true);
        var pause = heard.Skip(22 * 160).Take(78 * 160).Chunk(160).ToArray();

        pause.ShouldAllBe(chunk => Level(chunk) > -54 && Level(chunk) < -46);
        Steps(heard.Skip(18 * 160)).Max().ShouldBeLessThanOrEqualTo(400);
        heard.Skip(110 * 160).Take(160).ShouldAllBe(sample => sample == 300);
    }

    [Fact]
    public void Without_a_word_of_it_a_pause_is_silent() =>
        Talk(noisy: false).Skip(30 * 160).Take(60 * 160).ShouldAllBe(sample => sample == 0);

    [Fact]
    public void A_packet_lost_after_the_pause_is_filled_with_the_voice_again()
    {
        Talk(noisy: true);
        Array.ForEach(new int[3], _ => buffer.Take(frame));

        frame[10].ShouldBeInRange((short)100, (short)300);
        frame[159].ShouldBeLessThan(frame[10], "as a gap fades");
    }

    private List<short> Talk(bool noisy)
    {
        var heard = new List<short>();
        for (var tick = 0; tick < 120; tick++)
        {
            if (tick is < 20 or >= 100)
            {
                Put(tick, 300, tick == 100);
            }
            else if (noisy && (tick - 20) % 10 == 0)
            {
                buffer.PutNoise((uint)(tick * 160), [50]);
            }
            buffer.Take(frame);
            heard.AddRange(frame);
        }
        return heard;
    }

    private void Put(int packet, short value, bool talkspurt = false)
    {
        var samples = new short[160];
        Array.Fill(samples, value);
        buffer.Put((uint)(packet * 160), samples, talkspurt);
    }

    private static short[] Made(int level, params int[] coefficients)
    {
        var noise = new ComfortNoise();
        noise.Describe([(byte)level, .. coefficients.Select(c => (byte)c)]);
        return [.. Enumerable.Range(0, 20_000).Select(_ => noise.Next()).Skip(4000)];
    }

    /// <summary>dBov: against a square wave of +-8031 in 14 bits (RFC 3389 3.1).</summary>
    private static double Level(short[] samples) => 10 * Math.Log10(samples.Average(s => (double)s * s) / (32124.0 * 32124));

    private static double Correlation(short[] samples) =>
        samples.Zip(samples.Skip(1), (a, b) => (double)a * b).Sum() / samples.Sum(s => (double)s * s);

    private static IEnumerable<int> Steps(IEnumerable<short> samples) => samples.Zip(samples.Skip(1), (a, b) => Math.Abs(b - a));
}
