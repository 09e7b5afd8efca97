using System.Security.Cryptography;

namespace Kindline.Voice.Recording;

/// <summary>
/// The key of one recording: random, used for one file only, kept beside the file's row wrapped by the master key. Who deletes
/// the wrapped key has shredded the recording (NIST SP 800-88, cryptographic erase).
/// </summary>
public sealed class RecordingKey
{
    /// <summary>The bytes of a master or data key.</summary>
    public const int KeyLength = 32;

    /// <summary>The bytes of a file id.</summary>
    public const int FileIdLength = 12;

    private const byte WrapVersion = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int CipherAt = 1 + FileIdLength + NonceLength;
    private const int WrappedLength = CipherAt + KeyLength + TagLength;

    private readonly byte[] fileId;
    private readonly byte[] dataKey;

    private RecordingKey(byte[] fileId, byte[] dataKey, byte[] wrapped)
    {
        this.fileId = fileId;
        this.dataKey = dataKey;
        Wrapped = wrapped;
    }

    /// <summary>12 random bytes that name the file in every sealed part of it.</summary>
    public ReadOnlySpan<byte> FileId => fileId;

    /// <summary>The 32 bytes that encrypt the file. Never stored.</summary>
    public ReadOnlySpan<byte> DataKey => dataKey;

    /// <summary>
    /// What to store: version 1, file id, nonce, the data key under AES-256-GCM with the master key and the file id as associated
    /// data, tag; 73 bytes.
    /// </summary>
    public ReadOnlyMemory<byte> Wrapped { get; }

    /// <summary>A new key.</summary>
    /// <param name="masterKey">32 bytes.</param>
    public static RecordingKey Create(ReadOnlySpan<byte> masterKey)
    {
        var fileId = RandomNumberGenerator.GetBytes(FileIdLength);
        var dataKey = RandomNumberGenerator.GetBytes(KeyLength);
        var wrapped = new byte[WrappedLength];
        wrapped[0] = WrapVersion;
        fileId.CopyTo(wrapped, 1);
        var nonce = wrapped.AsSpan(1 + FileIdLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var gcm = new AesGcm(masterKey, TagLength);
        gcm.Encrypt(nonce, dataKey, wrapped.AsSpan(CipherAt, KeyLength), wrapped.AsSpan(CipherAt + KeyLength), fileId);
        return new RecordingKey(fileId, dataKey, wrapped);
    }

    /// <summary>The key that was wrapped, or null where the master key is another or the bytes were altered.</summary>
    public static RecordingKey? Unwrap(ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length != WrappedLength || wrapped[0] != WrapVersion)
        {
            return null;
        }
        var fileId = wrapped.Slice(1, FileIdLength).ToArray();
        var dataKey = new byte[KeyLength];
        using var gcm = new AesGcm(masterKey, TagLength);
        try
        {
            gcm.Decrypt(
                wrapped.Slice(1 + FileIdLength, NonceLength),
                wrapped.Slice(CipherAt, KeyLength),
                wrapped[(CipherAt + KeyLength)..],
                dataKey,
                fileId);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return new RecordingKey(fileId, dataKey, wrapped.ToArray());
    }
}
