using System.Buffers.Binary;

namespace Kindline.Voice.Audio;

/// <summary>The "fmt " chunk of a WAVE file: how its samples are written (RFC 2361; 0xFFFE is WAVE_FORMAT_EXTENSIBLE).</summary>
/// <param name="Tag">1 PCM, 6 A-law, 7 mu-law.</param>
/// <param name="Channels">1 or 2.</param>
/// <param name="SampleRate">In hertz.</param>
/// <param name="Bits">Bits of a sample.</param>
internal sealed record WavFormat(int Tag, int Channels, int SampleRate, int Bits)
{
    internal const int Pcm = 1, ALaw = 6, MuLaw = 7, Extensible = 0xFFFE;

    internal static bool TryParse(ReadOnlySpan<byte> chunk, out WavFormat? format)
    {
        format = null;
        if (chunk.Length < 16)
        {
            return false;
        }
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (tag == Extensible && chunk.Length >= 26)
        {
            // The sub-format GUID of an extensible file begins with the plain tag.
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        }
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        var known = (tag, bits) is (Pcm, 8 or 16 or 24) or (ALaw or MuLaw, 8);
        if (!known || channels is not (1 or 2) || rate is < 4000 or > 192_000)
        {
            return false;
        }
        format = new WavFormat(tag, channels, (int)rate, bits);
        return true;
    }

    /// <summary>Samples at the file's own rate, -1 to 1, the two channels of a stereo file averaged.</summary>
    internal float[] ToMono(ReadOnlySpan<byte> data)
    {
        var width = Bits / 8;
        var mono = new float[data.Length / (width * Channels)];
        for (var i = 0; i < mono.Length; i++)
        {
            var sum = 0f;
            for (var channel = 0; channel < Channels; channel++)
            {
                sum += Sample(data.Slice(((i * Channels) + channel) * width, width));
            }
            mono[i] = sum / Channels / 32768f;
        }
        return mono;
    }

    private float Sample(ReadOnlySpan<byte> bytes) => (Tag, Bits) switch
    {
        (ALaw, _) => G711.FromALaw(bytes[0]),
        (MuLaw, _) => G711.FromMuLaw(bytes[0]),
        (_, 8) => (bytes[0] - 128) * 256f,
        (_, 16) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        _ => ((sbyte)bytes[2] << 8) + bytes[1] + (bytes[0] / 256f),
    };
}
