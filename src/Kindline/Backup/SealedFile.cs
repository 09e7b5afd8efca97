using System.Buffers.Binary;
using System.Security.Cryptography;
using Kindline.Foundation;

namespace Kindline.Backup;

/// <summary>
/// A file that only the master key opens: 16 bytes of salt, then frames of at most one MiB, each AES-256-GCM under a key of the
/// file's own (HKDF-SHA256 of the master key and the salt, RFC 5869). A frame is its length (4 bytes, big-endian; the highest bit
/// marks the last), the sealed bytes and a tag of 16; its number is the nonce, so that frames cannot be cut off, swapped or left out.
/// </summary>
internal static class SealedFile
{
    private const int SaltLength = 16;
    private const int TagLength = 16;
    private const int FrameLength = 1 << 20;
    private const uint LastFrame = 0x8000_0000;

    /// <summary>Seals all that the source gives. Cost: one pass, one MiB of memory.</summary>
    public static async Task SealAsync(Stream source, string path, MasterKey master, CancellationToken ct)
    {
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        await target.WriteAsync(salt, ct);
        using var cipher = Cipher(master, salt);
        var (plain, next) = (new byte[FrameLength], new byte[FrameLength]);
        var sealedBytes = new byte[FrameLength];
        var read = await source.ReadAtLeastAsync(plain, FrameLength, throwOnEndOfStream: false, ct);
        for (var number = 0L; ; number++)
        {
            // Only the frame behind it tells whether this one is the last.
            var ahead = read < FrameLength ? 0 : await source.ReadAtLeastAsync(next, FrameLength, throwOnEndOfStream: false, ct);
            var head = Head(read, isLast: ahead == 0);
            var tag = new byte[TagLength];
            cipher.Encrypt(Nonce(number), plain.AsSpan(0, read), sealedBytes.AsSpan(0, read), tag, head);
            await target.WriteAsync(head, ct);
            await target.WriteAsync(sealedBytes.AsMemory(0, read), ct);
            await target.WriteAsync(tag, ct);
            if (ahead == 0)
            {
                target.Flush(flushToDisk: true);
                return;
            }
            (plain, next, read) = (next, plain, ahead);
        }
    }

    /// <summary>Writes the plain bytes to the target.</summary>
    /// <exception cref="BackupException">The file is cut, was changed, or another key made it; what was written so far is worthless.</exception>
    public static async Task OpenAsync(string path, Stream target, MasterKey master, CancellationToken ct)
    {
        await using var source = File.OpenRead(path);
        var salt = new byte[SaltLength];
        await FillAsync(source, salt, path, ct);
        using var cipher = Cipher(master, salt);
        var head = new byte[4];
        for (var number = 0L; ; number++)
        {
            await FillAsync(source, head, path, ct);
            var (length, isLast) = Read(head);
            if (length > FrameLength)
            {
                throw Damaged(path);
            }
            var frame = new byte[length];
            var tag = new byte[TagLength];
            await FillAsync(source, frame, path, ct);
            await FillAsync(source, tag, path, ct);
            try
            {
                cipher.Decrypt(Nonce(number), frame, tag, frame, head);
            }
            catch (AuthenticationTagMismatchException)
            {
                throw Damaged(path);
            }
            await target.WriteAsync(frame, ct);
            if (isLast && source.Position != source.Length)
            {
                throw Damaged(path);
            }
            if (isLast)
            {
                return;
            }
        }
    }

    private static AesGcm Cipher(MasterKey master, byte[] salt) => new(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Derive("backup"), outputLength: 32, salt), TagLength);

    private static byte[] Head(int length, bool isLast)
    {
        var head = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(head, (uint)length | (isLast ? LastFrame : 0));
        return head;
    }

    private static (uint Length, bool IsLast) Read(byte[] head)
    {
        var value = BinaryPrimitives.ReadUInt32BigEndian(head);
        return (value & ~LastFrame, (value & LastFrame) != 0);
    }

    private static byte[] Nonce(long number)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), number);
        return nonce;
    }

    private static async Task FillAsync(Stream source, byte[] buffer, string path, CancellationToken ct)
    {
        if (await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct) < buffer.Length)
        {
            throw Damaged(path);
        }
    }

    private static BackupException Damaged(string path) =>
        new($"{Path.GetFileName(path)} is cut or was changed, or the backup was made with another master key.");
}
