using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Kindline.Voice.Audio;

/// <summary>
/// Reads and writes RIFF WAVE files (Multimedia Programming Interface 1.0; RFC 2361 for the format tags). Reads PCM of 8, 16, 24
/// or 32 bits, float of 32 or 64 and G.711, mono or stereo, at any rate from 1 to 384 kHz, and gives what the exchange plays.
/// </summary>
/// <remarks>
/// <code>
/// "RIFF" size:4 "WAVE"  "fmt " 16:4 tag:2 channels:2 rate:4 bytesPerSecond:4 blockAlign:2 bits:2  "data" size:4 samples...
/// </code>
/// </remarks>
public static class WavFile
{
    /// <summary>The length of the header that <see cref="WriteHeader"/> writes.</summary>
    public const int HeaderLength = 44;

    private const int MaxFileBytes = 256 * 1024 * 1024;

    /// <summary>Reads a file. Input and output errors of the file system are thrown.</summary>
    public static WavResult Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads a stream to its end, 256 MB at most.</summary>
    public static WavResult Read(Stream stream)
    {
        using var whole = new MemoryStream();
        var chunk = new byte[81920];
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            whole.Write(chunk, 0, read);
            if (whole.Length > MaxFileBytes)
            {
                return new WavError(MaxFileBytes, "longer than 256 MB");
            }
        }
        return Parse(whole.GetBuffer().AsSpan(0, (int)whole.Length));
    }

    /// <summary>Reads a file that is in memory.</summary>
    public static WavResult Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
        {
            return new WavError(0, NotWave(file));
        }
        WavFormat? format = null;
        for (var at = 12; at + 8 <= file.Length;)
        {
            var id = file.Slice(at, 4);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var body = file[(at + 8)..];
            if (id.SequenceEqual("data"u8))
            {
                // A length beyond the end is what a recorder leaves that could not seek back: take what is there.
                return format is { } f
                    ? new WavAudio(Resampler.ToTelephone(f.ToMono(body[..(int)Math.Min(size, (uint)body.Length)]), f.SampleRate), f)
                    : new WavError(at, "samples before their format");
            }
            if (size > body.Length)
            {
                return new WavError(at, "a chunk reaches beyond the end");
            }
            if (id.SequenceEqual("fmt "u8) && WavFormat.Parse(body[..(int)size], out format) is { } wrong)
            {
                return new WavError(at + 8 + wrong.At, wrong.Reason);
            }
            at += 8 + (int)size + (int)(size & 1);
        }
        return new WavError(file.Length, "no samples");
    }

    // What recorders and telephones save by themselves, told by its first bytes.
    private static string NotWave(ReadOnlySpan<byte> file)
    {
        var found = file switch
        {
            [(byte)'I', (byte)'D', (byte)'3', ..] or [0xFF, >= 0xE0, ..] => "an MP3 file",
            [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "an Ogg file",
            [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => "a FLAC file",
            [0x1A, 0x45, 0xDF, 0xA3, ..] => "a WebM file",
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "an MPEG-4 file",
            [] => "an empty file",
            _ => null,
        };
        return found is null ? "not a RIFF WAVE file" : $"{found}, not a RIFF WAVE file";
    }

    /// <summary>Writes 8 kHz 16-bit samples as a complete file; stereo samples stand in turn, left first.</summary>
    public static void Write(Stream stream, ReadOnlySpan<short> samples, int channels = 1)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        WriteHeader(header, samples.Length * (long)sizeof(short), channels);
        stream.Write(header);
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(samples));
            return;
        }
        Span<byte> swapped = stackalloc byte[sizeof(short)];
        foreach (var sample in samples)
        {
            BinaryPrimitives.WriteInt16LittleEndian(swapped, sample);
            stream.Write(swapped);
        }
    }

    /// <summary>Writes 8 kHz 16-bit samples to a new file.</summary>
    public static void Write(string path, ReadOnlySpan<short> samples, int channels = 1)
    {
        using var stream = File.Create(path);
        Write(stream, samples, channels);
    }

    /// <summary>
    /// The 44 bytes before 8 kHz 16-bit samples, for whoever streams them. A length that is not known yet, or over 4 GB, is
    /// written as the largest that fits.
    /// </summary>
    /// <param name="header">At least <see cref="HeaderLength"/> bytes.</param>
    /// <param name="dataBytes">Bytes of samples that follow, or <see cref="long.MaxValue"/>.</param>
    /// <param name="channels">1 or 2.</param>
    public static void WriteHeader(Span<byte> header, long dataBytes, int channels)
    {
        var blockAlign = channels * sizeof(short);
        var size = (uint)Math.Min(dataBytes, uint.MaxValue - HeaderLength);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], size + HeaderLength - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], WavFormat.Pcm);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], AudioFrame.SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], (uint)(AudioFrame.SampleRate * blockAlign));
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], (ushort)blockAlign);
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], size);
    }
}
