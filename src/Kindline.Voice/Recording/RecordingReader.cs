using System.Buffers.Binary;
using Kindline.Voice.Audio;

namespace Kindline.Voice.Recording;

/// <summary>
/// A recording as a WAV file that browsers play: 44 bytes of header, then 16-bit stereo at 8 kHz. Its length is known at once and
/// any part can be read, decrypting only the seconds that it touches (HTTP ranges). A file cut by a crash ends with its last whole
/// second. Not thread-safe.
/// </summary>
#pragma warning disable CA1710 // it is the reader to RecordingWriter; that it is a stream is how it is read
public sealed class RecordingReader : Stream
#pragma warning restore CA1710
{
    private readonly Stream file;
    private readonly SecondSeal seal;
    private readonly long wholeSeconds;
    private readonly int tailBytes;
    private readonly bool hasEnd;
    private readonly byte[] wavHeader = new byte[WavFile.HeaderLength];
    private readonly byte[] sealedBytes = new byte[SecondSeal.SealedBytes];
    private readonly byte[] audio = new byte[SecondSeal.AudioBytes];
    private long openSecond = -1;
    private long position;

    private RecordingReader(
        Stream file, SecondSeal seal, RecordingHeader header, long wholeSeconds, int tailBytes, RecordingIntegrity integrity)
    {
        this.file = file;
        this.seal = seal;
        this.wholeSeconds = wholeSeconds;
        this.tailBytes = tailBytes;
        hasEnd = integrity is not RecordingTruncated;
        StartedAt = header.StartedAt;
        Integrity = integrity;
        WavFile.WriteHeader(wavHeader, Length - WavFile.HeaderLength, channels: 2);
    }

    /// <summary>When the recording began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>How long it plays.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(((wholeSeconds * SecondSeal.AudioBytes) + tailBytes) / (double)SecondSeal.AudioBytes);

    /// <summary>What the header and the end say; <see cref="Verify"/> looks at all of it.</summary>
    public RecordingIntegrity Integrity { get; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => WavFile.HeaderLength + (((wholeSeconds * SecondSeal.AudioBytes) + tailBytes) * sizeof(short));

    /// <inheritdoc/>
    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>Opens a recording; the stream, which must seek, belongs to the reader then, and is closed where there is none.</summary>
    public static RecordingOpening Open(Stream file, RecordingKey key)
    {
        Span<byte> start = stackalloc byte[RecordingHeader.Length];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (RecordingHeader.Read(start[..read], key, out var reason) is not { } header)
        {
            file.Dispose();
            return new RecordingUnreadable(reason);
        }
        return new RecordingOpened(Measure(file, new SecondSeal(key, header), header));
    }

    /// <summary>Opens a file.</summary>
    public static RecordingOpening Open(string path, RecordingKey key) =>
        Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), key);

    /// <summary>Opens every second once and tells whether the recording is as it was written.</summary>
    public RecordingIntegrity Verify()
    {
        for (var second = 0L; second < wholeSeconds; second++)
        {
            if (!TryOpenSecond(second))
            {
                return new RecordingTampered(second);
            }
        }
        return Integrity;
    }

    /// <inheritdoc/>
    /// <exception cref="RecordingTamperedException">A second that was asked for is not what was written.</exception>
    public override int Read(Span<byte> buffer)
    {
        var wanted = buffer[..(int)Math.Clamp(Length - position, 0, buffer.Length)];
        var rest = wanted;
        while (!rest.IsEmpty)
        {
            var copied = position < WavFile.HeaderLength ? ReadHeader(rest) : ReadAudio(rest);
            position += copied;
            rest = rest[copied..];
        }
        return wanted.Length;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => position,
        SeekOrigin.End => Length,
        _ => 0,
    };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            seal.Dispose();
            file.Dispose();
        }
        base.Dispose(disposing);
    }

    // The end mark tells a damaged end (mark there, seal broken; or seal whole, mark broken) from one that was never written.
    private static RecordingReader Measure(Stream file, SecondSeal seal, RecordingHeader header)
    {
        var body = file.Length - RecordingHeader.Length;
        var withoutMark = body - SecondSeal.EndMark.Length;
        var (seconds, tail) = withoutMark < 0 ? (0, 0) : Math.DivRem(withoutMark, SecondSeal.SealedBytes);
        var tailIsWhole = tail >= SecondSeal.TagLength && OpensAsLast(file, seal, seconds, (int)tail);
        var marked = withoutMark >= 0 && HasEndMark(file);
        RecordingIntegrity integrity = (tailIsWhole, marked) switch
        {
            (true, true) => new RecordingComplete(),
            (false, false) => new RecordingTruncated(body / SecondSeal.SealedBytes),
            _ => new RecordingTampered(seconds),
        };
        return integrity is RecordingTruncated cut
            ? new RecordingReader(file, seal, header, cut.WholeSeconds, 0, integrity)
            : new RecordingReader(file, seal, header, seconds, Math.Max(0, (int)tail - SecondSeal.TagLength), integrity);
    }

    private static bool OpensAsLast(Stream file, SecondSeal seal, long second, int length)
    {
        var bytes = new byte[length];
        file.Position = RecordingHeader.Length + (second * SecondSeal.SealedBytes);
        file.ReadExactly(bytes);
        return seal.TryOpen(second, last: true, bytes, new byte[length - SecondSeal.TagLength]);
    }

    private static bool HasEndMark(Stream file)
    {
        Span<byte> end = stackalloc byte[SecondSeal.EndMark.Length];
        file.Position = file.Length - end.Length;
        file.ReadExactly(end);
        return end.SequenceEqual(SecondSeal.EndMark);
    }

    private int ReadHeader(Span<byte> buffer)
    {
        var from = wavHeader.AsSpan((int)position);
        var count = Math.Min(from.Length, buffer.Length);
        from[..count].CopyTo(buffer);
        return count;
    }

    private int ReadAudio(Span<byte> buffer)
    {
        var (second, within) = Math.DivRem(position - WavFile.HeaderLength, SecondSeal.AudioBytes * sizeof(short));
        if (!TryOpenSecond(second))
        {
            throw new RecordingTamperedException(second);
        }
        var available = ((second < wholeSeconds ? SecondSeal.AudioBytes : tailBytes) * sizeof(short)) - (int)within;
        var count = Math.Min(available, buffer.Length);
        Span<byte> sample = stackalloc byte[sizeof(short)];
        for (var i = 0; i < count; i++)
        {
            var (index, half) = Math.DivRem((int)within + i, sizeof(short));
            BinaryPrimitives.WriteInt16LittleEndian(sample, G711.FromMuLaw(audio[index]));
            buffer[i] = sample[half];
        }
        return count;
    }

    private bool TryOpenSecond(long second)
    {
        if (second == openSecond)
        {
            return true;
        }
        openSecond = -1;
        var last = hasEnd && second == wholeSeconds;
        var bytes = sealedBytes.AsSpan(0, last ? tailBytes + SecondSeal.TagLength : SecondSeal.SealedBytes);
        file.Position = RecordingHeader.Length + (second * SecondSeal.SealedBytes);
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length || !seal.TryOpen(second, last, bytes, audio))
        {
            return false;
        }
        openSecond = second;
        return true;
    }
}
