using System.Buffers.Binary;
using System.Text;
using Kindline.Voice.Audio;
using Kindline.Voice.Tests.Rtp;

namespace Kindline.Voice.Tests.Audio;

public sealed class WavFileTests
{
    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var samples = Tones.Render(500, 0.3, 440);
        using var file = new MemoryStream();

        WavFile.Write(file, samples);
        file.Position = 0;

        var audio = WavFile.Read(file).ShouldBeOfType<WavAudio>();
        audio.Samples.ToArray().ShouldBe(samples);
        audio.Duration.ShouldBe(TimeSpan.FromMilliseconds(500));
    }

    [Theory]
    [InlineData(1, 16, 44100, 1)]
    [InlineData(1, 16, 48000, 2)]
    [InlineData(1, 24, 96000, 2)]
    [InlineData(1, 8, 22050, 1)]
    [InlineData(1, 16, 16000, 1)]
    [InlineData(7, 8, 8000, 1)]
    [InlineData(6, 8, 8000, 2)]
    [InlineData(1, 16, 6000, 1)]
    [InlineData(1, 32, 11025, 2)]
    [InlineData(3, 32, 48000, 2)]
    [InlineData(3, 64, 44101, 1)]
    public void A_tone_of_any_format_sounds_the_same(int tag, int bits, int rate, int channels)
    {
        var audio = WavFile.Parse(File(tag, bits, rate, channels, 1000)).ShouldBeOfType<WavAudio>();

        audio.Duration.TotalSeconds.ShouldBe(1, 0.001);
        Goertzel.Amplitude(audio.Samples.Span, 1000).ShouldBe(0.5, 0.02);
        Goertzel.Amplitude(audio.Samples.Span, 1500).ShouldBeLessThan(0.005);
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(7000)]
    [InlineData(13000)]
    public void Nothing_above_4_kHz_folds_back(int frequency)
    {
        var audio = WavFile.Parse(File(1, 16, 48000, 1, frequency)).ShouldBeOfType<WavAudio>();

        Goertzel.Amplitude(audio.Samples.Span, Math.Abs(frequency - (8000 * (int)Math.Round(frequency / 8000.0)))).ShouldBeLessThan(0.002);
        audio.Samples.Span[500..7500].ToArray().Max(s => Math.Abs((int)s)).ShouldBeLessThan(60);
    }

    [Theory]
    [InlineData("", 0, "RIFF")]
    [InlineData("RIFF....WAVX", 0, "RIFF")]
    [InlineData("RIFF....WAVE", 12, "no samples")]
    [InlineData("RIFF....WAVEdata\0\0\0\0", 12, "before their format")]
    [InlineData("RIFF....WAVEfmt \u007f\0\0\0..", 12, "beyond the end")]
    [InlineData("RIFF....WAVEfmt \u0002\0\0\0..", 20, "2 bytes")]
    [InlineData("RIFF....WAVEfmt \u0010\0\0\0U\0\u0002\0................", 20, "MP3")]
    [InlineData("RIFF....WAVEfmt \u0010\0\0\0\u0001\0\u0006\0................", 22, "6 channels")]
    [InlineData("RIFF....WAVEfmt \u0010\0\0\0\u0001\0\u0001\0\u0001\0\0\0............", 24, "1 Hz")]
    [InlineData("RIFF....WAVEfmt \u0010\0\0\0\u0001\0\u0001\0@\u001f\0\0......\u000c\0....", 34, "12 bits")]
    [InlineData("ID3\u0003........", 0, "an MP3 file")]
    [InlineData("\u001aE\u00df\u00a3........", 0, "a WebM file")]
    public void What_is_no_wav_is_refused_at_its_byte(string file, long offset, string reason)
    {
        var error = WavFile.Parse(Encoding.Latin1.GetBytes(file)).ShouldBeOfType<WavError>();

        error.Offset.ShouldBe(offset);
        error.Reason.ShouldContain(reason);
    }

    [Fact]
    public void What_was_converted_is_said()
    {
        var stereo = WavFile.Parse(File(1, 24, 44100, 2, 1000)).ShouldBeOfType<WavAudio>();
        var plain = WavFile.Parse(File(1, 16, 8000, 1, 1000)).ShouldBeOfType<WavAudio>();

        (stereo.Format.ToString(), stereo.Format.IsPlayedAsItIs).ShouldBe(("24-bit PCM, 44.1 kHz, stereo", false));
        plain.Format.IsPlayedAsItIs.ShouldBeTrue();
    }

    [Fact]
    public void A_file_of_silence_is_known_for_one()
    {
        var silent = new WavAudio(new short[8000], new WavFormat(1, 1, 8000, 16));

        silent.IsSilent.ShouldBeTrue();
        (silent with { Samples = Tones.Render(100, 0.3, 440) }).IsSilent.ShouldBeFalse();
    }

    [Fact]
    public void Unknown_chunks_and_a_length_that_was_never_written_do_no_harm()
    {
        var plain = File(1, 16, 8000, 1, 1000);
        byte[] file = [.. plain[..12], .. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0, .. plain[12..]];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12 + 12 + 24 + 4), uint.MaxValue);

        WavFile.Parse(file).ShouldBeOfType<WavAudio>().Duration.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void No_damage_to_a_file_throws()
    {
        var random = new Random(11);
        var file = File(1, 24, 16000, 2, 1000)[..400];

        for (var i = 0; i < 20_000; i++)
        {
            var damaged = file[..random.Next(file.Length)];
            for (var flips = random.Next(6); flips > 0 && damaged.Length > 0; flips--)
            {
                damaged[random.Next(Math.Min(damaged.Length, 60))] = (byte)random.Next(256);
            }
            WavFile.Parse(damaged).ShouldNotBeNull();
        }
    }

    // One second of a sine at half of full scale, the same in all channels.
    private static byte[] File(int tag, int bits, int rate, int channels, double frequency)
    {
        using var data = new MemoryStream();
        for (var i = 0; i < rate; i++)
        {
            var sample = 0.5 * Math.Sin(2 * Math.PI * frequency * i / rate);
            for (var channel = 0; channel < channels; channel++)
            {
                data.Write(Sample(tag, bits, sample));
            }
        }
        var header = new byte[44];
        WavFile.WriteHeader(header, data.Length, channels);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), (ushort)tag);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), rate);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), (ushort)bits);
        return [.. header, .. data.ToArray()];
    }

    private static byte[] Sample(int tag, int bits, double value)
    {
        var linear = (short)(value * 32767);
        var encoded = new byte[1];
        var wide = (int)(value * 8388607);
        switch (tag, bits)
        {
            case (6, _):
                G711.Encode(Voice.Sdp.AudioCodec.Pcma, [linear], encoded);
                return encoded;
            case (7, _):
                G711.Encode(Voice.Sdp.AudioCodec.Pcmu, [linear], encoded);
                return encoded;
            case (_, 8):
                return [(byte)(128 + (value * 127))];
            case (_, 16):
                return [(byte)linear, (byte)(linear >> 8)];
            case (3, 32):
                return BitConverter.GetBytes((float)value);
            case (3, _):
                return BitConverter.GetBytes(value);
            case (_, 32):
                return BitConverter.GetBytes((int)(value * int.MaxValue));
            default:
                return [(byte)wide, (byte)(wide >> 8), (byte)(wide >> 16)];
        }
    }
}
