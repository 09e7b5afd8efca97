using System.Buffers.Binary;

namespace Kindline.Voice.Audio;

/// <summary>The "fmt " chunk of a WAVE file: how its samples are written (RFC 2361; 0xFFFE is WAVE_FORMAT_EXTENSIBLE).</summary>
/// <param name="Tag">1 PCM, 3 IEEE float, 6 A-law, 7 mu-law.</param>
/// <param name="Channels">1 or 2.</param>
/// <param name="SampleRate">In hertz.</param>
/// <param name="Bits">Bits of a sample.</param>
public sealed record WavFormat(int Tag, int Channels, int SampleRate, int Bits)
{
    internal const int Pcm = 1, Float = 3, ALaw = 6, MuLaw = 7, Extensible = 0xFFFE;
    internal const int LeastRate = 1000, MostRate = 384_000;

    // What people find in files called .wav, so that the refusal can name it.
    private static readonly Dictionary<int, string> Compressed = new()
    {
        [0x02] = "Microsoft ADPCM",
        [0x11] = "IMA ADPCM",
        [0x31] = "GSM 6.10",
        [0x50] = "MPEG",
        [0x55] = "MP3",
        [0x161] = "Windows Media",
        [0xFF] = "AAC",
    };

    /// <summary>Whether the exchange plays such samples as they are.</summary>
    public bool IsPlayedAsItIs => this is { Tag: Pcm, Channels: 1, SampleRate: AudioFrame.SampleRate, Bits: 16 };

    /// <summary>For a person: "24-bit PCM, 44.1 kHz, stereo".</summary>
    public override string ToString() => FormattableString.Invariant($"{Encoding}, {SampleRate / 1000.0:0.###} kHz, {(Channels == 1 ? "mono" : "stereo")}");

    private string Encoding => Tag switch
    {
        ALaw => "A-law",
        MuLaw => "mu-law",
        Float => $"{Bits}-bit float",
        _ => $"{Bits}-bit PCM",
    };

    /// <summary>Null where it can be read; else what is wrong and the byte of the chunk where that stands.</summary>
    internal static (int At, string Reason)? Parse(ReadOnlySpan<byte> chunk, out WavFormat? format)
    {
        format = null;
        if (chunk.Length < 16)
        {
            return (0, $"a format chunk of {chunk.Length} bytes where at least 16 are needed");
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
        if (tag is not (Pcm or Float or ALaw or MuLaw))
        {
            return (0, $"samples compressed as {Compressed.GetValueOrDefault(tag, $"format {tag}")}; only PCM, float, A-law and mu-law can be read");
        }
        if (channels is not (1 or 2))
        {
            return (2, $"{channels} channels; only mono and stereo can be read");
        }
        if (rate is < LeastRate or > MostRate)
        {
            return (4, $"a rate of {rate} Hz; {LeastRate} to {MostRate} can be read");
        }
        if ((tag, bits) is not ((Pcm, 8 or 16 or 24 or 32) or (Float, 32 or 64) or (ALaw or MuLaw, 8)))
        {
            return (14, $"{bits} bits a sample, which is none of PCM's 8, 16, 24 or 32, float's 32 or 64, or G.711's 8");
        }
        format = new WavFormat(tag, channels, (int)rate, bits);
        return null;
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
        (Float, 32) => Finite(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        (Float, _) => Finite((float)BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        (_, 8) => (bytes[0] - 128) * 256f,
        (_, 16) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        (_, 24) => ((sbyte)bytes[2] << 8) + bytes[1] + (bytes[0] / 256f),
        _ => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 65536f,
    };

    // One sample that is no number would make silence of all that the filter reaches.
    private static float Finite(float value) => float.IsFinite(value) ? Math.Clamp(value, -1f, 1f) * 32768f : 0f;
}
