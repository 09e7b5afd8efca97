using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kindline.Voice.Recording;

/// <summary>
/// Seals and opens the seconds of a recording: AES-256-GCM, nonce = the file's salt and an 8-byte counter, associated data = file
/// id, counter, last flag. So no second can be altered, moved, repeated, taken from another file, or cut off at the end unseen.
/// </summary>
internal sealed class SecondSeal(RecordingKey key, RecordingHeader header) : IDisposable
{
    /// <summary>Audio bytes of a whole second: 8000 samples of mu-law, left and right in turn.</summary>
    internal const int AudioBytes = 16000;
    internal const int TagLength = 16;

    /// <summary>A whole second in the file.</summary>
    internal const int SealedBytes = AudioBytes + TagLength;

    private const int CounterLength = 8;

    private readonly AesGcm gcm = new(key.DataKey, TagLength);
    private readonly byte[] nonce = [.. header.Salt, .. new byte[CounterLength]];
    private readonly byte[] associated = [.. header.FileId, .. new byte[CounterLength + 1]];

    /// <summary>What stands after the last second of a properly closed file, so that a damaged end is told from a missing one.</summary>
    internal static ReadOnlySpan<byte> EndMark => "KINDLEND"u8;

    /// <summary>Writes ciphertext and tag; the output is 16 bytes longer than the audio.</summary>
    internal void Seal(long second, bool last, ReadOnlySpan<byte> audio, Span<byte> output)
    {
        Address(second, last);
        gcm.Encrypt(nonce, audio, output[..audio.Length], output.Slice(audio.Length, TagLength), associated);
    }

    /// <summary>False where the bytes are not what was sealed there.</summary>
    internal bool TryOpen(long second, bool last, ReadOnlySpan<byte> sealedBytes, Span<byte> audio)
    {
        Address(second, last);
        var length = sealedBytes.Length - TagLength;
        try
        {
            gcm.Decrypt(nonce, sealedBytes[..length], sealedBytes[length..], audio[..length], associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => gcm.Dispose();

    private void Address(long second, bool last)
    {
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(RecordingHeader.SaltLength), second);
        BinaryPrimitives.WriteInt64BigEndian(associated.AsSpan(RecordingKey.FileIdLength), second);
        associated[^1] = last ? (byte)1 : (byte)0;
    }
}
