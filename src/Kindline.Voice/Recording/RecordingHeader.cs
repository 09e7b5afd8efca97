using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kindline.Voice.Recording;

/// <summary>
/// The 76 bytes at the beginning of a recording, readable without a key and sealed with one.
/// </summary>
/// <remarks>
/// <code>
///  0 "KINDLREC"   8 version:2 = 1   10 header length:2   12 file id:12   24 nonce salt:4   28 start, Unix ms:8
/// 36 sample rate:2   38 channels:1   39 codec:1 (0 = mu-law)   40 seconds in a sealed part:2   42 zero:2   44 HMAC-SHA256 of all before:32
/// </code>
/// Numbers are big-endian. The HMAC key is HKDF(data key, "kindline recording header").
/// </remarks>
internal sealed record RecordingHeader(byte[] FileId, byte[] Salt, DateTimeOffset StartedAt)
{
    internal const int Length = 76;
    internal const int SaltLength = 4;

    private const ushort Version = 1;
    private const int SealAt = 44;
    private static ReadOnlySpan<byte> Magic => "KINDLREC"u8;

    private static ReadOnlySpan<byte> Shape => [0x1F, 0x40, 2, 0, 0, 1, 0, 0];

    internal byte[] Write(RecordingKey key)
    {
        var header = new byte[Length];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), Length);
        FileId.CopyTo(header, 12);
        Salt.CopyTo(header, 24);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(28), StartedAt.ToUnixTimeMilliseconds());
        Shape.CopyTo(header.AsSpan(36));
        Seal(key, header).CopyTo(header, SealAt);
        return header;
    }

    /// <summary>Null with the reason where these bytes do not begin a recording, or not one of this key.</summary>
    internal static RecordingHeader? Read(ReadOnlySpan<byte> header, RecordingKey key, out UnreadableReason reason)
    {
        reason = UnreadableReason.NotARecording;
        if (header.Length < Length)
        {
            return null;
        }
        if (!header[..8].SequenceEqual(Magic) || BinaryPrimitives.ReadUInt16BigEndian(header[8..]) != Version
            || BinaryPrimitives.ReadUInt16BigEndian(header[10..]) != Length || !header.Slice(36, Shape.Length).SequenceEqual(Shape))
        {
            return null;
        }
        reason = UnreadableReason.WrongKeyOrAlteredHeader;
        return CryptographicOperations.FixedTimeEquals(Seal(key, header), header.Slice(SealAt, 32))
            && header.Slice(12, 12).SequenceEqual(key.FileId)
            ? new RecordingHeader(
                header.Slice(12, 12).ToArray(),
                header.Slice(24, SaltLength).ToArray(),
                DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(header[28..])))
            : null;
    }

    private static byte[] Seal(RecordingKey key, ReadOnlySpan<byte> header)
    {
        Span<byte> hmacKey = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.DataKey, hmacKey, salt: [], info: "kindline recording header"u8);
        return HMACSHA256.HashData(hmacKey, header[..SealAt]);
    }
}
