using Kindline.Voice.Audio;
using Kindline.Voice.Sdp;

namespace Kindline.Voice.Tests.Audio;

public sealed class G711Tests
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    [Theory]
    [InlineData(AudioCodec.Pcmu)]
    [InlineData(AudioCodec.Pcma)]
    public void Every_byte_survives_decoding_and_encoding(AudioCodec codec)
    {
        var samples = new short[256];
        var bytes = new byte[256];

        G711.Decode(codec, AllBytes, samples);
        G711.Encode(codec, samples, bytes);

        // mu-law has two zeros; both mean silence
        var expected = AllBytes.Select(b => codec == AudioCodec.Pcmu && b == 0x7F ? G711.PcmuSilence : b);
        bytes.ShouldBe(expected);
    }

    [Theory]
    [InlineData(AudioCodec.Pcmu, 0)]
    [InlineData(AudioCodec.Pcma, 8)]
    public void Every_sample_comes_back_within_the_step_of_its_segment(AudioCodec codec, int zeroError)
    {
        var samples = Enumerable.Range(short.MinValue, 65536).Select(i => (short)i).ToArray();
        var bytes = new byte[samples.Length];
        var back = new short[samples.Length];

        G711.Encode(codec, samples, bytes);
        G711.Decode(codec, bytes, back);

        Math.Abs((int)back[32768]).ShouldBe(zeroError);
        samples.Zip(back).ShouldAllBe(p => Math.Abs(p.First - p.Second) <= 16 + (Math.Abs((int)p.First) / 16));
    }

    // ITU-T G.711 tables 1a and 2a, decision value number 128 and its neighbours, scaled to 16 bits
    [Theory]
    [InlineData(AudioCodec.Pcmu, 0x00, -32124)]
    [InlineData(AudioCodec.Pcmu, 0x80, 32124)]
    [InlineData(AudioCodec.Pcmu, 0xFF, 0)]
    [InlineData(AudioCodec.Pcmu, 0xFE, 8)]
    [InlineData(AudioCodec.Pcma, 0x2A, -32256)]
    [InlineData(AudioCodec.Pcma, 0xAA, 32256)]
    [InlineData(AudioCodec.Pcma, 0xD5, 8)]
    [InlineData(AudioCodec.Pcma, 0x55, -8)]
    public void Known_codes_have_their_values(AudioCodec codec, byte code, short value)
    {
        var sample = new short[1];

        G711.Decode(codec, [code], sample);

        sample[0].ShouldBe(value);
    }
}
