using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kindline.Foundation;

/// <summary>
/// A file that only the master key opens: 16 bytes of salt, then frames of at most one MiB, each AES-256-GCM under a key of the
/// file's own (HKDF-SHA256 of the key of the file's purpose and the salt, RFC 5869). A frame is its length (4 bytes, big-endian; the highest bit
/// marks the last), the sealed bytes and a tag of 16; its number is the nonce, so that frames cannot be cut off, swapped or left out.
/// </summary>
internal static class SealedFile
{
    public const int SaltLength = 16;
    public const int HeadLength = 4;
    public const int TagLength = 16;
    public const int FrameLength = 1 << 20;

    private const uint LastFrame = 0x8000_0000;

    /// <summary>Seals all that the source gives. Cost: one pass, three MiB of memory.</summary>
    public static async Task SealAsync(Stream source, string path, MasterKey master, string purpose, CancellationToken ct)
    {
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        await target.WriteAsync(salt, ct);
        using var cipher = Cipher(master, purpose, salt);
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

    public static AesGcm Cipher(MasterKey master, string purpose, byte[] salt) => new(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Derive(purpose), outputLength: 32, salt), TagLength);

    public static byte[] Head(int length, bool isLast)
    {
        var head = new byte[HeadLength];
        BinaryPrimitives.WriteUInt32BigEndian(head, (uint)length | (isLast ? LastFrame : 0));
        return head;
    }

    public static byte[] Nonce(long number)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), number);
        return nonce;
    }
}
