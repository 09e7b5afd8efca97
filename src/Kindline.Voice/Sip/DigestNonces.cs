using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;

namespace Kindline.Voice.Sip;

/// <summary>
/// Issues nonces that carry their own time and seal, so that an unanswered challenge costs no memory (RFC 7616 5.4), and
/// whom they were issued to. Only the counts of nonces that were used with the right secret are kept, for the life of the nonce.
/// </summary>
internal sealed class DigestNonces(byte[] key, TimeSpan life, TimeProvider clock)
{
    private const int TimeBytes = 8;
    private const int RandomBytes = 8;
    private const int PeerBytes = 8;
    private const int SealBytes = 16;
    private const int PlainBytes = TimeBytes + RandomBytes + PeerBytes;

    private readonly ConcurrentDictionary<string, CountWindow> used = new(StringComparer.Ordinal);
    private long sweepAt;

    /// <summary>How many nonces are remembered.</summary>
    public int Remembered => used.Count;

    /// <param name="to">Who is challenged; null where nobody will ask.</param>
    public string Issue(IPAddress? to = null)
    {
        Span<byte> nonce = stackalloc byte[PlainBytes + SealBytes];
        BinaryPrimitives.WriteInt64BigEndian(nonce, clock.GetUtcNow().UtcTicks);
        RandomNumberGenerator.Fill(nonce[TimeBytes..(TimeBytes + RandomBytes)]);
        WritePeer(to, nonce[(TimeBytes + RandomBytes)..PlainBytes]);
        Seal(nonce[..PlainBytes], nonce[PlainBytes..]);
        return Convert.ToBase64String(nonce);
    }

    /// <summary>Whether we issued the nonce and it is still young.</summary>
    public bool IsFresh(string nonce)
    {
        Span<byte> bytes = stackalloc byte[PlainBytes + SealBytes];
        return IsOurs(nonce, bytes) && clock.GetUtcNow().UtcTicks - BinaryPrimitives.ReadInt64BigEndian(bytes) <= life.Ticks;
    }

    /// <summary>Whether we issued the nonce to this address, however long ago: its sender has received what we sent there.</summary>
    public bool IsIssuedTo(string nonce, IPAddress? peer)
    {
        Span<byte> bytes = stackalloc byte[PlainBytes + SealBytes];
        Span<byte> expected = stackalloc byte[PeerBytes];
        WritePeer(peer, expected);
        return IsOurs(nonce, bytes) && CryptographicOperations.FixedTimeEquals(expected, bytes[(TimeBytes + RandomBytes)..PlainBytes]);
    }

    private bool IsOurs(string nonce, Span<byte> bytes)
    {
        Span<byte> seal = stackalloc byte[SealBytes];
        if (!Convert.TryFromBase64String(nonce, bytes, out var length) || length != bytes.Length)
        {
            return false;
        }
        Seal(bytes[..PlainBytes], seal);
        return CryptographicOperations.FixedTimeEquals(seal, bytes[PlainBytes..]);
    }

    /// <summary>Takes one count of a fresh nonce; false where it was taken before.</summary>
    public bool TryUse(string nonce, uint count)
    {
        var now = clock.GetUtcNow().UtcTicks;
        Sweep(now);
        return used.GetOrAdd(nonce, static (_, at) => new CountWindow(at), now + life.Ticks).TryTake(count);
    }

    private void Sweep(long now)
    {
        var due = Interlocked.Read(ref sweepAt);
        if (now < due || Interlocked.CompareExchange(ref sweepAt, now + life.Ticks / 4, due) != due)
        {
            return;
        }
        foreach (var (nonce, window) in used)
        {
            if (window.EndsAt < now)
            {
                used.TryRemove(nonce, out _);
            }
        }
    }

    private void WritePeer(IPAddress? peer, Span<byte> into)
    {
        Span<byte> address = stackalloc byte[16];
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var length = 0;
        peer?.TryWriteBytes(address, out length);
        HMACSHA256.HashData(key, address[..length], full);
        full[..PeerBytes].CopyTo(into);
    }

    private void Seal(ReadOnlySpan<byte> plain, Span<byte> seal)
    {
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, plain, full);
        full[..SealBytes].CopyTo(seal);
    }

    /// <summary>The highest count taken and the 63 before it: datagrams may overtake each other.</summary>
    private sealed class CountWindow(long endsAt)
    {
        private readonly Lock gate = new();
        private uint highest;
        private ulong taken;

        public long EndsAt { get; } = endsAt;

        public bool TryTake(uint count)
        {
            lock (gate)
            {
                if (count > highest)
                {
                    var ahead = count - highest;
                    taken = (ahead >= 64 ? 0 : taken << (int)ahead) | 1;
                    highest = count;
                    return true;
                }
                var behind = highest - count;
                var bit = behind >= 64 ? 0 : 1UL << (int)behind;
                if (bit == 0 || (taken & bit) != 0)
                {
                    return false;
                }
                taken |= bit;
                return true;
            }
        }
    }
}
