namespace Kindline.Voice.Rtp;

/// <summary>
/// The noise of a peer that sends none while nobody speaks (RFC 3389): white noise through the spectrum that it described, at its
/// level, so that a pause does not sound like a dead line. Of one stream, not thread-safe; allocates nothing.
/// </summary>
/// <remarks><code>| level, -dBov, 0 to 127 | k1 | k2 | ... reflection coefficients, one byte each, none to many |</code></remarks>
internal sealed class ComfortNoise
{
    // A square wave of +-8031 in 14 bits is 0 dBov (RFC 3389 3.1).
    private const float Overload = 32124;

    // The softest that we take for noise of a room; louder is an error or a joke, and nobody's ear has to bear it.
    private const int LoudestLevel = 30;

    private const int MostCoefficients = 12;
    private const float RootOfThree = 1.7320508f;

    // The level is reached within some 10 ms, whichever way it goes: a step is heard as a click.
    private const float Approach = 0.03f;

    private readonly float[] reflection = new float[MostCoefficients];
    private readonly float[] backward = new float[MostCoefficients + 1];
    private int order;
    private float target;
    private float gain;
    private uint state = 0x9E3779B9;

    /// <summary>What the peer says of its noise; an empty payload changes nothing.</summary>
    internal void Describe(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return;
        }
        order = Math.Min(payload.Length - 1, MostCoefficients);
        var left = 1f;
        for (var i = 0; i < order; i++)
        {
            // RFC 3389 3.2: 258 x (N - 127) / 32768, N from 0 to 254.
            reflection[i] = 258f * (Math.Min(payload[i + 1], (byte)254) - 127) / 32768;
            left *= 1 - (reflection[i] * reflection[i]);
        }
        var level = Math.Max(payload[0] & 0x7F, LoudestLevel);
        // The filter makes the noise louder by what it can foretell of it.
        target = Overload * MathF.Pow(10, -level / 20f) * MathF.Sqrt(left);
    }

    /// <summary>Forgets the noise of the source before.</summary>
    internal void Reset()
    {
        Array.Clear(backward);
        (order, target, gain) = (0, 0, 0);
    }

    internal short Next()
    {
        gain += (target - gain) * Approach;
        // xorshift (Marsaglia 2003): flat and cheap is all that noise has to be.
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        var forward = (int)state / 2147483648f * RootOfThree * gain;
        for (var i = order - 1; i >= 0; i--)
        {
            forward += reflection[i] * backward[i];
            backward[i + 1] = backward[i] - (reflection[i] * forward);
        }
        backward[0] = forward;
        return (short)Math.Clamp(forward, short.MinValue, short.MaxValue);
    }
}
