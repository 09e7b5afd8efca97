using Kindline.Voice.Sdp;

namespace Kindline.Voice.Audio;

/// <summary>
/// ITU-T G.711: 16-bit linear samples to 8-bit mu-law or A-law and back, by table. Decoding then encoding gives the same byte
/// again (but for mu-law's negative zero, 0x7F, which becomes 0xFF), so a bridged call loses nothing.
/// </summary>
public static class G711
{
    /// <summary>The mu-law byte of a silent sample.</summary>
    public const byte PcmuSilence = 0xFF;

    /// <summary>The A-law byte of a silent sample.</summary>
    public const byte PcmaSilence = 0xD5;

    private static readonly short[] MuLawToLinear = [.. Enumerable.Range(0, 256).Select(b => DecodeMuLaw((byte)b))];
    private static readonly short[] ALawToLinear = [.. Enumerable.Range(0, 256).Select(b => DecodeALaw((byte)b))];

    // Mu-law resolves 14 bits and A-law 13, so the tables leave out the bits below and stay in the first-level cache.
    private static readonly byte[] LinearToMuLaw = [.. Enumerable.Range(0, 1 << 14).Select(i => EncodeMuLaw((short)(i << 2) >> 2))];
    private static readonly byte[] LinearToALaw = [.. Enumerable.Range(0, 1 << 13).Select(i => EncodeALaw((short)(i << 3) >> 3))];

    /// <summary>Decodes each byte to a sample; <paramref name="samples"/> must be at least as long as <paramref name="bytes"/>.</summary>
    public static void Decode(AudioCodec codec, ReadOnlySpan<byte> bytes, Span<short> samples)
    {
        var table = codec == AudioCodec.Pcmu ? MuLawToLinear : ALawToLinear;
        samples = samples[..bytes.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = table[bytes[i]];
        }
    }

    /// <summary>Encodes each sample to a byte; <paramref name="bytes"/> must be at least as long as <paramref name="samples"/>.</summary>
    public static void Encode(AudioCodec codec, ReadOnlySpan<short> samples, Span<byte> bytes)
    {
        var (table, shift) = codec == AudioCodec.Pcmu ? (LinearToMuLaw, 2) : (LinearToALaw, 3);
        bytes = bytes[..samples.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = table[(ushort)samples[i] >> shift];
        }
    }

    /// <summary>One sample to mu-law.</summary>
    public static byte ToMuLaw(short sample) => LinearToMuLaw[(ushort)sample >> 2];

    /// <summary>One mu-law byte to linear.</summary>
    public static short FromMuLaw(byte code) => MuLawToLinear[code];

    /// <summary>One A-law byte to linear.</summary>
    public static short FromALaw(byte code) => ALawToLinear[code];

    private static short DecodeMuLaw(byte code)
    {
        var inverted = (byte)~code;
        var magnitude = ((((inverted & 0x0F) << 3) + 0x84) << ((inverted & 0x70) >> 4)) - 0x84;
        return (short)((inverted & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static short DecodeALaw(byte code)
    {
        var toggled = code ^ 0x55;
        var segment = (toggled & 0x70) >> 4;
        var magnitude = ((toggled & 0x0F) << 4) + 8;
        if (segment > 0)
        {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }
        return (short)((toggled & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static byte EncodeMuLaw(int sample14)
    {
        const int Bias = 33, Clip = 8158;
        var mask = sample14 < 0 ? 0x7F : 0xFF;
        var biased = Math.Min(Math.Abs(sample14), Clip) + Bias;
        var segment = 26 - int.LeadingZeroCount(biased);
        return (byte)(((segment << 4) | ((biased >> (segment + 1)) & 0x0F)) ^ mask);
    }

    private static byte EncodeALaw(int sample13)
    {
        var mask = sample13 < 0 ? 0x55 : 0xD5;
        var magnitude = sample13 < 0 ? -sample13 - 1 : sample13;
        var segment = Math.Max(0, 27 - int.LeadingZeroCount(magnitude));
        var step = segment < 2 ? magnitude >> 1 : magnitude >> segment;
        return (byte)(((segment << 4) | (step & 0x0F)) ^ mask);
    }
}
