using System.Threading.Channels;
using Kindline.Voice.Audio;
using Kindline.Voice.Recording;

namespace Kindline.Demo.Town;

/// <summary>What somebody at a telephone notices.</summary>
internal enum Sign
{
    /// <summary>The music of a queue or of a hold begins.</summary>
    MusicBegan,

    MusicEnded,

    /// <summary>The tone after which one leaves a message.</summary>
    Tone,

    /// <summary>Somebody spoke and is silent now: one's turn.</summary>
    Turn,

    /// <summary>Neither music nor a voice for a while.</summary>
    Silence,
}

/// <summary>A sign and the moment at which it began to be heard.</summary>
internal readonly record struct Heard(Sign Sign, DateTimeOffset At);

/// <summary>
/// The ear of a townsperson: tells music, a tone, a voice and silence apart by listening only, a tenth of a second at a time. Thereby the
/// town knows when the queue began, when somebody answered and when a caller was held, without asking the centre.
/// </summary>
internal sealed class Ear(TimeProvider clock) : IRecordingSink
{
    /// <summary>How long a voice pauses before it is one's turn: longer than between two sentences.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);

    private const int WindowFrames = 5;
    private const int WindowSamples = WindowFrames * AudioFrame.Samples;
    private const double ToneFrequency = 1000;

    /// <summary>What a jitter buffer holds back.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(3);

    // The notes of the centre's music on hold, as steps of semitones from middle C.
    private static readonly double[] Notes =
        [.. new[] { -19, -17, -15, -12, 2, 4, 5, 7, 9, 11, 12, 14, 16 }.Select(n => 261.63 * Math.Pow(2, n / 12.0))];

    private readonly Channel<Heard> heard = Channel.CreateUnbounded<Heard>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly short[] window = new short[WindowSamples];
    private int filled;
    private bool music;
    private bool spoken;
    private int alike;
    private int tones;
    private int loud;
    private int quiet;

    /// <summary>The signs in their order.</summary>
    public ChannelReader<Heard> Signs => heard.Reader;

    public void Write(ReadOnlySpan<short> left, ReadOnlySpan<short> right)
    {
        left.CopyTo(window.AsSpan(filled));
        filled += left.Length;
        if (filled >= WindowSamples)
        {
            filled = 0;
            Judge();
        }
    }

    /// <summary>Nothing more will be heard.</summary>
    public void Close() => heard.Writer.TryComplete();

    private void Judge()
    {
        var power = PowerOf(window);
        var audible = power > 100 * 100;
        var isMusic = audible && Share(window, Notes, power) > 0.7;
        Music(isMusic);
        if (audible && !isMusic && Share(window, [ToneFrequency], power) > 0.85)
        {
            // No voice puts all of its power into one frequency, not even for a tenth of a second.
            Say(++tones == 1, Sign.Tone, 1);
            loud = 0;
            spoken = false;
            return;
        }
        tones = 0;
        Voice(audible, isMusic);
    }

    private void Music(bool isMusic)
    {
        alike = isMusic == music ? 0 : alike + 1;
        if (alike == 3)
        {
            alike = 0;
            music = isMusic;
            spoken = spoken && !isMusic;
            Say(true, isMusic ? Sign.MusicBegan : Sign.MusicEnded, 3);
        }
    }

    private void Voice(bool audible, bool isMusic)
    {
        // One window alone may be the edge of a tone.
        loud = audible && !isMusic && !music ? loud + 1 : 0;
        spoken |= loud >= 2;
        quiet = audible ? 0 : quiet + 1;
        if (spoken && quiet * Window >= Pause)
        {
            spoken = false;
            Say(true, Sign.Turn, quiet);
        }
        Say(!spoken && quiet * Window == LongSilence, Sign.Silence, quiet);
    }

    private void Say(bool whether, Sign sign, int windowsAgo)
    {
        if (whether)
        {
            heard.Writer.TryWrite(new Heard(sign, clock.GetUtcNow() - Late - (windowsAgo * Window)));
        }
    }

    private static double PowerOf(ReadOnlySpan<short> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }
        return sum / samples.Length;
    }

    /// <summary>How much of the power lies at these frequencies (Goertzel 1958).</summary>
    private static double Share(ReadOnlySpan<short> samples, double[] frequencies, double power)
    {
        var found = 0.0;
        foreach (var frequency in frequencies)
        {
            var coefficient = 2 * Math.Cos(2 * Math.PI * frequency / AudioFrame.SampleRate);
            var (one, two) = (0.0, 0.0);
            foreach (var sample in samples)
            {
                (one, two) = (sample + (coefficient * one) - two, one);
            }
            found += ((one * one) + (two * two) - (coefficient * one * two)) * 2 / ((double)samples.Length * samples.Length);
        }
        return found / power;
    }
}
