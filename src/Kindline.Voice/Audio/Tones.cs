namespace Kindline.Voice.Audio;

/// <summary>
/// The tones a caller knows, with North American frequencies and cadences (the precise tone plan; ITU-T E.180 lists others).
/// Each call gives a source of its own over samples rendered once.
/// </summary>
public static class Tones
{
    // -16 dBFS a frequency: as loud as a network's own tones after G.711
    private const double Level = 0.16;

    private static readonly short[] RingbackCycle = [.. Render(2000, Level, 440, 480), .. Silence(4000)];
    private static readonly short[] BusyCycle = [.. Render(500, Level, 480, 620), .. Silence(500)];
    private static readonly short[] DialSecond = Render(1000, Level, 350, 440);
    private static readonly short[] BeepClip = Faded(Render(400, Level, 1000));
    private static readonly short[] SitClip = [.. Render(380, Level, 985.2), .. Render(274, Level, 1370.6), .. Render(380, Level, 1776.7)];

    private static readonly double[] KeyRows = [697, 770, 852, 941];
    private static readonly double[] KeyColumns = [1209, 1336, 1477, 1633];
    private static readonly Dictionary<char, short[]> Keys = "123A456B789C*0#D".Select((key, i) => (key, i)).ToDictionary(
        k => k.key,
        k => Render(100, Level, KeyRows[k.i / 4], KeyColumns[k.i % 4]));

    /// <summary>440 + 480 Hz, 2 s on and 4 s off, for ever.</summary>
    public static IAudioSource Ringback() => new ClipSource(RingbackCycle, loop: true);

    /// <summary>480 + 620 Hz, half a second on and off, for ever.</summary>
    public static IAudioSource Busy() => new ClipSource(BusyCycle, loop: true);

    /// <summary>350 + 440 Hz, for ever.</summary>
    public static IAudioSource Dial() => new ClipSource(DialSecond, loop: true);

    /// <summary>1 kHz for 400 ms, once: the sign to speak.</summary>
    public static IAudioSource Beep() => new ClipSource(BeepClip);

    /// <summary>
    /// The special information tone of a number out of service, about 1 s, once (ITU-T E.180; frequencies of "vacant code").
    /// </summary>
    public static IAudioSource Sit() => new ClipSource(SitClip);

    /// <summary>The two frequencies of a key for 100 ms (ITU-T Q.23), for peers without telephone-event.</summary>
    /// <param name="key">0-9, *, # or A-D.</param>
    public static IAudioSource Key(char key) => new ClipSource(Keys[key]);

    /// <summary>A sum of sines.</summary>
    internal static short[] Render(int milliseconds, double level, params ReadOnlySpan<double> frequencies)
    {
        var samples = new short[milliseconds * AudioFrame.SampleRate / 1000];
        for (var i = 0; i < samples.Length; i++)
        {
            var sum = 0.0;
            foreach (var frequency in frequencies)
            {
                sum += Math.Sin(2 * Math.PI * frequency * i / AudioFrame.SampleRate);
            }
            samples[i] = (short)(short.MaxValue * level * sum);
        }
        return samples;
    }

    private static short[] Silence(int milliseconds) => new short[milliseconds * AudioFrame.SampleRate / 1000];

    // 5 ms slopes: a tone cut off at full swing clicks
    private static short[] Faded(short[] samples)
    {
        const int Slope = 40;
        for (var i = 0; i < Slope; i++)
        {
            samples[i] = (short)(samples[i] * i / Slope);
            samples[^(i + 1)] = (short)(samples[^(i + 1)] * i / Slope);
        }
        return samples;
    }
}
