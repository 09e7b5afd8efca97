using System.Security.Cryptography;

namespace Kindline.Foundation;

/// <summary>
/// Reads a <see cref="SealedFile"/> from any place. Every frame but the last is of one length, so its place is known; the one that was read last
/// is kept open. Not for two readers at once. Cost: one MiB of memory twice, and a frame opened for each jump.
/// </summary>
internal sealed class SealedStream : Stream
{
    private const int Around = SealedFile.HeadLength + SealedFile.TagLength;
    private const int FrameOnDisk = SealedFile.FrameLength + Around;

    private readonly FileStream file;
    private readonly AesGcm cipher;
    private readonly long frames;
    private readonly byte[] plain = new byte[SealedFile.FrameLength];
    private readonly byte[] onDisk = new byte[FrameOnDisk];
    private long openFrame = -1;

    private SealedStream(FileStream file, AesGcm cipher)
    {
        (this.file, this.cipher) = (file, cipher);
        var content = file.Length - SealedFile.SaltLength;
        frames = (content + FrameOnDisk - 1) / FrameOnDisk;
        Length = content - frames * Around;
        if (frames <= 0 || content - (frames - 1) * FrameOnDisk < Around)
        {
            throw Damaged();
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    /// <exception cref="InvalidDataException">It is cut. What was changed, or sealed with another key, is found where it is read.</exception>
    public static SealedStream Open(string path, MasterKey master, string purpose)
    {
        var file = File.OpenRead(path);
        try
        {
            var salt = new byte[SealedFile.SaltLength];
            return file.ReadAtLeast(salt, salt.Length, throwOnEndOfStream: false) == salt.Length
                ? new SealedStream(file, SealedFile.Cipher(master, purpose, salt))
                : throw Damaged();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length)
        {
            // An empty file has one frame, which says so.
            OpenFrame(frames - 1);
            return 0;
        }
        var frame = Position / SealedFile.FrameLength;
        OpenFrame(frame);
        var at = (int)(Position - frame * SealedFile.FrameLength);
        var read = Math.Min(buffer.Length, LengthOf(frame) - at);
        plain.AsSpan(at, read).CopyTo(buffer);
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    // A frame lies in memory or is one read of the disk's own cache.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            cipher.Dispose();
        }
        base.Dispose(disposing);
    }

    private int LengthOf(long frame) => (int)Math.Min(SealedFile.FrameLength, Length - frame * SealedFile.FrameLength);

    private void OpenFrame(long frame)
    {
        if (frame == openFrame)
        {
            return;
        }
        openFrame = -1;
        var length = LengthOf(frame);
        var bytes = onDisk.AsSpan(0, length + Around);
        file.Position = SealedFile.SaltLength + frame * FrameOnDisk;
        file.ReadExactly(bytes);
        // That it is the last one is sealed with it: a file that was cut between two frames ends with one that is not.
        var head = SealedFile.Head(length, isLast: frame == frames - 1);
        if (!bytes[..SealedFile.HeadLength].SequenceEqual(head))
        {
            throw Damaged();
        }
        try
        {
            cipher.Decrypt(SealedFile.Nonce(frame), bytes[SealedFile.HeadLength..^SealedFile.TagLength], bytes[^SealedFile.TagLength..], plain.AsSpan(0, length), head);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Damaged();
        }
        openFrame = frame;
    }

    private static InvalidDataException Damaged() => new("The file is cut or was changed, or was sealed with another key.");
}
