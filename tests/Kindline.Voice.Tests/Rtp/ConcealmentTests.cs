using Kindline.Voice.Rtp;

namespace Kindline.Voice.Tests.Rtp;

public sealed class ConcealmentTests
{
    private const int Frame = 160;

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    [InlineData(190)]
    public void A_lost_frame_of_a_voice_is_nearly_what_was_said(double pitch)
    {
        var said = Voice(pitch, 0, 1);
        var heard = Play(said, frame => frame == 25);

        Ratio(said, heard, 25 * Frame, 80).ShouldBeGreaterThan(12, "10 ms at full strength");
        Ratio(said, heard, 25 * Frame, Frame).ShouldBeGreaterThan(8);
    }

    [Fact]
    public void Five_in_a_hundred_lost_sound_much_better_than_silence()
    {
        var said = Voice(120, 30, 30);
        var random = new Random(5);
        bool[] lost = [.. Enumerable.Range(0, said.Length / Frame).Select(n => n > 2 && random.Next(20) == 0)];

        var concealed = Segmental(said, Play(said, frame => lost[frame]), lost);
        var silent = Segmental(said, [.. said.Select((sample, at) => lost[at / Frame] ? (short)0 : sample)], lost);

        silent.ShouldBe(0, 0.1, "nothing at all is left of a lost frame");
        concealed.ShouldBeGreaterThan(silent + 3);
    }

    [Fact]
    public void A_gap_fades_out_within_sixty_milliseconds_and_stays_silent()
    {
        var heard = Play(Voice(120, 0, 1), frame => frame is >= 20 and < 40);

        heard[(23 * Frame)..(40 * Frame)].ShouldAllBe(sample => sample == 0);
        Math.Abs((int)heard[(22 * Frame) + 60]).ShouldBeLessThan(4000);
    }

    [Fact]
    public void Where_sound_comes_again_there_is_no_step()
    {
        var said = Voice(100, 0, 1);
        var heard = Play(said, frame => frame is 20 or 21);
        var largest = Steps(said).Max();

        ((double)Steps(heard[((22 * Frame) - 20)..((22 * Frame) + 120)]).Max()).ShouldBeLessThan(largest * 1.5);
        heard[((22 * Frame) + 100)..(30 * Frame)].ShouldBe(said[((22 * Frame) + 100)..(30 * Frame)]);
    }

    [Fact]
    public void What_is_heard_without_a_gap_is_what_was_said()
    {
        var said = Voice(120, 40, 1);

        Play(said, _ => false).ShouldBe(said);
    }

    [Fact]
    public void An_old_source_ends_within_ten_milliseconds_without_a_click()
    {
        var concealment = new Concealment();
        var said = Voice(120, 0, 1);
        Array.ForEach(said, sample => concealment.Heard(sample));

        concealment.Reset();
        short[] heard = [said[^1], .. Enumerable.Range(0, 2 * Frame).Select(_ => concealment.Lost())];

        Steps(heard).Max().ShouldBeLessThanOrEqualTo(Steps(said).Max());
        heard[(Frame / 2 + 1)..].ShouldAllBe(sample => sample == 0);
    }

    [Fact]
    public void A_new_source_begins_with_nothing_of_the_old_one_and_has_gaps_of_its_own()
    {
        var concealment = new Concealment();
        Array.ForEach(Voice(120, 0, 1), sample => concealment.Heard(sample));
        concealment.Reset();
        Array.ForEach(new int[2 * Frame], _ => concealment.Lost());
        var said = Voice(90, 0, 1);

        short[] heard = [.. said.Select(concealment.Heard)];
        var filled = Enumerable.Range(0, Frame).Select(_ => (int)concealment.Lost()).ToArray();

        heard.Zip(said).ShouldAllBe(pair => Math.Abs((int)pair.First) <= Math.Abs((int)pair.Second));
        heard[Frame..].ShouldBe(said[Frame..]);
        filled.Max().ShouldBeGreaterThan(4000);
    }

    [Fact]
    public void Any_samples_in_any_order_of_gaps_stay_samples()
    {
        var random = new Random(7);
        var concealment = new Concealment();
        for (var n = 0; n < 200_000; n++)
        {
            _ = random.Next(3) == 0 ? concealment.Lost() : concealment.Heard((short)random.Next(short.MinValue, short.MaxValue + 1));
        }
        concealment.Heard(short.MinValue).ShouldBeInRange(short.MinValue, short.MaxValue);
    }

    private static short[] Play(short[] said, Func<int, bool> isLost)
    {
        var concealment = new Concealment();
        return [.. said.Select((sample, at) => isLost(at / Frame) ? concealment.Lost() : concealment.Heard(sample))];
    }

    /// <summary>Harmonics of a pitch that sways by so many hertz twice a second, as vowels are made.</summary>
    private static short[] Voice(double pitch, double sway, int seconds)
    {
        var said = new short[seconds * 8000];
        var phase = 0.0;
        for (var at = 0; at < said.Length; at++)
        {
            phase += 2 * Math.PI * (pitch + (sway * Math.Sin(4 * Math.PI * at / 8000))) / 8000;
            var sum = 0.0;
            for (var harmonic = 1; harmonic <= 12; harmonic++)
            {
                sum += Math.Sin((harmonic * phase) + harmonic) / harmonic;
            }
            said[at] = (short)(4000 * sum);
        }
        return said;
    }

    /// <summary>Signal to error in dB.</summary>
    private static double Ratio(short[] said, short[] heard, int from, int count)
    {
        var (signal, error) = (1.0, 1.0);
        for (var at = from; at < from + count; at++)
        {
            signal += (double)said[at] * said[at];
            error += Math.Pow(said[at] - heard[at], 2);
        }
        return 10 * Math.Log10(signal / error);
    }

    /// <summary>The mean ratio of the lost frames.</summary>
    private static double Segmental(short[] said, short[] heard, bool[] lost) =>
        lost.Select((isLost, frame) => (isLost, frame)).Where(f => f.isLost).Average(f => Ratio(said, heard, f.frame * Frame, Frame));

    private static IEnumerable<int> Steps(short[] samples) => samples.Zip(samples.Skip(1), (a, b) => Math.Abs(b - a));
}
