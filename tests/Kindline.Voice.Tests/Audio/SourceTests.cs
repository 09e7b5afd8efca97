using Kindline.Voice.Audio;
using Kindline.Voice.Tests.Rtp;

namespace Kindline.Voice.Tests.Audio;

public sealed class SourceTests
{
    [Fact]
    public void A_clip_ends_once_with_its_last_frame_padded()
    {
        var clip = new ClipSource(Enumerable.Repeat((short)5, 200).ToArray());
        var frame = new short[160];

        clip.Read(frame).ShouldBeTrue();
        frame.ShouldAllBe(s => s == 5);
        clip.Read(frame).ShouldBeFalse();
        frame[..40].ShouldAllBe(s => s == 5);
        frame[40..].ShouldAllBe(s => s == 0);
    }

    [Fact]
    public void A_looped_clip_goes_on_without_a_gap()
    {
        var clip = new ClipSource(Enumerable.Range(0, 70).Select(i => (short)i).ToArray(), loop: true);

        Listen(clip, 700).Select((s, i) => s - (i % 70)).ShouldAllBe(difference => difference == 0);
    }

    [Fact]
    public void An_empty_clip_is_over_at_once()
    {
        new ClipSource(default, loop: true).Read(new short[160]).ShouldBeFalse();
    }

    [Fact]
    public void Ringback_sounds_two_seconds_in_six()
    {
        var heard = Listen(Tones.Ringback(), 8 * 8000);

        Goertzel.Amplitude(heard.AsSpan(0, 16000), 440).ShouldBe(0.16, 0.01);
        Goertzel.Amplitude(heard.AsSpan(0, 16000), 480).ShouldBe(0.16, 0.01);
        heard[16000..48000].ShouldAllBe(s => s == 0);
        Goertzel.Amplitude(heard.AsSpan(48000), 440).ShouldBe(0.16, 0.01);
    }

    [Fact]
    public void Busy_dial_beep_and_sit_have_their_frequencies()
    {
        Goertzel.Amplitude(Listen(Tones.Busy(), 4000), 620).ShouldBe(0.16, 0.01);
        Goertzel.Amplitude(Listen(Tones.Dial(), 8000), 350).ShouldBe(0.16, 0.01);
        Goertzel.Amplitude(Listen(Tones.Beep(), 3200), 1000).ShouldBe(0.16, 0.01);
        Goertzel.Amplitude(Listen(Tones.Sit(), 3040), 985.2).ShouldBe(0.16, 0.01);
    }

    [Theory]
    [InlineData('1', 697, 1209)]
    [InlineData('5', 770, 1336)]
    [InlineData('#', 941, 1477)]
    [InlineData('D', 941, 1633)]
    public void A_key_is_its_row_and_column(char key, double row, double column)
    {
        var heard = Listen(Tones.Key(key), 800);

        Goertzel.Amplitude(heard, row).ShouldBe(0.16, 0.02);
        Goertzel.Amplitude(heard, column).ShouldBe(0.16, 0.02);
    }

    [Fact]
    public void Hold_music_is_quiet_never_clips_and_is_never_long_silent()
    {
        var heard = Listen(MusicOnHold.Source(), 70 * 8000);
        var seconds = heard.Chunk(8000).Select(second => Math.Sqrt(second.Average(s => (double)s * s))).ToArray();

        heard.Max(s => Math.Abs((int)s)).ShouldBeInRange(6000, 7000);
        seconds.ShouldAllBe(rms => rms > 400 && rms < 3000);
    }

    [Fact]
    public void Hold_music_begins_anew_for_each_listener_and_loops_seamlessly()
    {
        var (first, second) = (Listen(MusicOnHold.Source(), 33 * 8000), Listen(MusicOnHold.Source(), 160));
        var steps = first.Zip(first.Skip(1), (a, b) => Math.Abs(a - b)).ToArray();

        second.ShouldBe(first[..160]);
        steps.AsSpan((32 * 8000) - 20, 40).ToArray().Max().ShouldBeLessThanOrEqualTo(steps[..(31 * 8000)].Max());
    }

    private static short[] Listen(IAudioSource source, int samples)
    {
        var heard = new short[samples];
        for (var at = 0; at < samples; at += 160)
        {
            source.Read(heard.AsSpan(at, Math.Min(160, samples - at)));
        }
        return heard;
    }
}
