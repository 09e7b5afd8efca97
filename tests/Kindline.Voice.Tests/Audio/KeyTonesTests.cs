using Kindline.Benchmarks.Loss;
using Kindline.Voice.Audio;
using Kindline.Voice.Sdp;

namespace Kindline.Voice.Tests.Audio;

public sealed class KeyTonesTests
{
    private const string All = "1234567890*#ABCD";
    private const string Grid = "123A456B789C*0#D";
    private static readonly double[] Rows = [697, 770, 852, 941];
    private static readonly double[] Columns = [1209, 1336, 1477, 1633];

    [Theory]
    [InlineData(0)]
    [InlineData(-10)]
    [InlineData(-20)]
    [InlineData(-26)]
    public void All_keys_are_heard_at_any_level_of_a_line(double level) => Heard(Dial(All, level, on: 100, off: 60)).ShouldBe(All);

    // Tones begin anywhere in a frame.
    [Theory]
    [InlineData(45, 40)]
    [InlineData(40, 40)]
    [InlineData(2000, 40)]
    public void Short_and_long_presses_count_once_each(int on, int off) =>
        Enumerable.Range(0, 40).Select(n => Heard([.. new short[n * 8], .. Dial("11" + All, -10, on, off)])).ShouldAllBe(keys => keys == "11" + All);

    [Fact]
    public void Less_than_a_press_is_none() =>
        Enumerable.Range(0, 40).Select(n => Heard([.. new short[n * 8], .. Dial(All, -10, on: 23, off: 60)])).ShouldAllBe(keys => keys == "");

    [Fact]
    public void A_break_of_ten_milliseconds_ends_no_press() => Enumerable.Range(0, 20).Select(n =>
    {
        var pressed = Dial("5", -10, on: 120, off: 60);
        pressed.AsSpan(400 + (n * 8), 80).Clear();
        return Heard(pressed);
    }).ShouldAllBe(keys => keys == "5");

    // White noise 15 dB below the two tones.
    [Theory]
    [InlineData(-5)]
    [InlineData(-20)]
    public void Keys_are_heard_through_noise(double level)
    {
        var random = new Random(24);
        var power = Amplitude(level) * Math.Pow(10, -15 / 20.0);

        Enumerable.Range(0, 20).Select(_ => Heard([.. Dial(All, level, on: 45, off: 40).Select(sample =>
            (short)Math.Clamp(sample + (power * Gaussian(random)), short.MinValue, short.MaxValue))]))
            .ShouldAllBe(keys => keys == All);
    }

    [Theory]
    [InlineData(1.5, 1.5)]
    [InlineData(-1.5, -1.5)]
    [InlineData(1.5, -1.5)]
    [InlineData(-1.5, 1.5)]
    public void One_and_a_half_percent_off_is_a_key(double row, double column) =>
        Heard(Dial(All, -10, 60, 60, rowOff: row, columnOff: column)).ShouldBe(All);

    [Theory]
    [InlineData(3.5, 0)]
    [InlineData(-3.5, 0)]
    [InlineData(0, 3.5)]
    [InlineData(0, -3.5)]
    [InlineData(5, 5)]
    [InlineData(-5, -5)]
    public void Three_and_a_half_percent_off_is_none(double row, double column) =>
        Heard(Dial(All, -10, 100, 60, rowOff: row, columnOff: column)).ShouldBe("");

    [Theory]
    [InlineData(4, true)]
    [InlineData(-8, true)]
    [InlineData(10, false)]
    [InlineData(-14, false)]
    public void The_higher_tone_may_be_four_louder_or_eight_softer(double twist, bool isKey) =>
        Heard(Dial(All, -10, 60, 60, twist: twist)).ShouldBe(isKey ? All : "");

    [Theory]
    [InlineData("697")]
    [InlineData("941")]
    [InlineData("1209")]
    [InlineData("1633")]
    [InlineData("1000")]
    [InlineData("350 440")]
    [InlineData("480 620")]
    [InlineData("697 941")]
    [InlineData("697 1209 1477")]
    [InlineData("770 852 1336")]
    public void Any_other_tones_are_no_key(string frequencies) =>
        Heard(Tones.Render(500, 0.2, [.. frequencies.Split(' ').Select(double.Parse)])).ShouldBe("");

    [Fact]
    public void What_our_own_exchange_presses_it_hears()
    {
        var pressed = All.SelectMany(key =>
        {
            var (tone, frame) = (Tones.Key(key), new short[160]);
            return Enumerable.Range(0, 8).SelectMany(n => n < 5 && tone.Read(frame) ? frame.ToArray() : new short[160]).ToArray();
        });

        Heard([.. pressed]).ShouldBe(All);
    }

    [Theory]
    [InlineData("slt")]
    [InlineData("rms")]
    [InlineData("awb")]
    [InlineData("kal")]
    public async Task A_minute_of_talk_presses_no_key(string voice)
    {
        var said = await SpokenText.SayAsync(voice, seconds: 60, TestContext.Current.CancellationToken);
        Assert.SkipWhen(said is null, "flite is not installed");

        Heard(said).ShouldBe("");
        Heard([.. said.Select(sample => (short)(sample / 4))]).ShouldBe("");
    }

    [Fact]
    public void Listening_allocates_nothing()
    {
        var tones = new KeyTones();
        var pressed = Dial("159#", -10, 60, 60);
        var frames = pressed.Length / 160;
        Listen(tones, pressed, frames);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Listen(tones, pressed, frames);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void Listen(KeyTones tones, short[] sound, int frames)
    {
        for (var frame = 0; frame < frames; frame++)
        {
            tones.Listen(sound.AsSpan(frame * 160, 160));
        }
    }

    private static string Heard(short[] sound)
    {
        var tones = new KeyTones();
        return string.Concat(sound.Concat(new short[320]).Chunk(160).Where(frame => frame.Length == 160).Select(frame => tones.Listen(Carried(frame))));
    }

    // As a peer's G.711 brings it.
    private static short[] Carried(short[] frame)
    {
        var (bytes, samples) = (new byte[frame.Length], new short[frame.Length]);
        G711.Encode(AudioCodec.Pcmu, frame, bytes);
        G711.Decode(AudioCodec.Pcmu, bytes, samples);
        return samples;
    }

    /// <param name="level">dBm0 of each tone.</param>
    /// <param name="twist">dB by which the higher tone is louder; the louder of both has the level.</param>
    private static short[] Dial(string keys, double level, int on, int off, double rowOff = 0, double columnOff = 0, double twist = 0)
    {
        var (low, high) = (Amplitude(level - Math.Max(0, twist)), Amplitude(level + Math.Min(0, twist)));
        return [.. keys.SelectMany(key =>
        {
            var (row, column) = Math.DivRem(Grid.IndexOf(key, StringComparison.Ordinal), 4);
            var (f1, f2) = (Rows[row] * (1 + (rowOff / 100)), Columns[column] * (1 + (columnOff / 100)));
            return Enumerable.Range(0, on * 8)
                .Select(n => (short)Math.Clamp((low * Math.Sin(Math.Tau * f1 * n / 8000)) + (high * Math.Sin(Math.Tau * f2 * n / 8000)), -32124, 32124))
                .Concat(new short[off * 8]);
        })];
    }

    // 3.17 dBm0 is a sine of 32124 (G.711).
    private static double Amplitude(double level) => 32124 * Math.Pow(10, (level - 3.17) / 20);

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}
