namespace Kindline.Voice.Audio;

/// <summary>
/// Hears the keys that are pressed as tones (ITU-T Q.23), for peers without telephone-event, by what Q.24 asks of a receiver: 1.5 % off
/// the frequency is taken and 3.5 % is not, 40 ms are a key and 23 ms are none, a break of 10 ms ends none, the higher tone may be 4 dB
/// louder or 8 dB softer than the lower. Of one stream, not thread-safe; allocates nothing.
/// </summary>
/// <remarks>
/// Every 10 ms the last 25 ms are looked at twice, 5 ms apart, by <see cref="ToneMatch"/>: the two tones have to hold almost all of the
/// sound, as no voice does, and by how far their phases went on in the 5 ms their frequency is known to a few hertz.
/// </remarks>
internal sealed class KeyTones
{
    private const int Hop = 80;
    private const int Kept = ToneMatch.Length - Hop;

    // Of what the ear takes for silence nothing is looked at: -36 dBm0, the mean square of a sine of 500.
    private const float Softest = 500f * 500 / 2;

    // Two looks in a row are a key: 35 ms of it whole, which 40 ms hold wherever they begin and 23 ms do not.
    private const int HitsToBegin = 2;

    // A break of 10 ms spoils three looks at the most, a pause of 40 ms four at the least.
    private const int MissesToEnd = 4;

    // A look in a pause still has the end of a tone in it, but less than half as loud.
    private const float StillPressed = 0.5f;

    private readonly float[] heard = new float[ToneMatch.Length];
    private char? pressed;
    private char? begun;
    private float loudness;
    private int hits;
    private int misses;

    /// <summary>A tone of a key is in what was heard last; it takes 40 ms to be sure of one.</summary>
    internal bool IsSounding => pressed is not null && misses < 2;

    /// <summary>Listens to a frame; gives the key whose tone began, each once however long it is held.</summary>
    /// <param name="frame">20 ms.</param>
    internal char? Listen(ReadOnlySpan<short> frame)
    {
        char? key = null;
        for (var at = 0; at + Hop <= frame.Length; at += Hop)
        {
            heard.AsSpan(Hop).CopyTo(heard);
            for (var i = 0; i < Hop; i++)
            {
                heard[Kept + i] = frame[at + i];
            }
            key = Look() ?? key;
        }
        return key;
    }

    /// <summary>A new source: what was pressed is let go.</summary>
    internal void Reset()
    {
        Array.Clear(heard);
        (pressed, begun, hits, misses) = (null, null, 0, 0);
    }

    private char? Look()
    {
        var seen = ToneMatch.Find(heard, Softest);
        if (pressed is not null && seen is { } still && still.Key == pressed && still.Loudness >= loudness * StillPressed)
        {
            (misses, begun, hits) = (0, null, 0);
            return null;
        }
        if (pressed is not null && ++misses >= MissesToEnd)
        {
            pressed = null;
        }
        hits = seen is null ? 0 : seen.Value.Key == begun ? hits + 1 : 1;
        begun = seen?.Key;
        if (seen is not { } tone || hits < HitsToBegin || tone.Key == pressed)
        {
            return null;
        }
        (pressed, loudness, misses, hits) = (tone.Key, tone.Loudness, 0, 0);
        return pressed;
    }
}
