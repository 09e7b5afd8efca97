using System.Buffers;
using System.Buffers.Binary;

namespace Kindline.Voice.Rtp;

/// <summary>
/// The payload of a named telephone event (RFC 4733 2.3): event, end bit, volume, duration in timestamp units.
/// </summary>
/// <param name="Event">0 to 9, 10 = *, 11 = #, 12 to 15 = A to D (RFC 4733 3.2).</param>
/// <param name="End">The key was released.</param>
/// <param name="Volume">Power in -dBm0, 0 to 63.</param>
/// <param name="Duration">How long it has been held, 1/8000 s.</param>
internal readonly record struct TelephoneEvent(byte Event, bool End, byte Volume, ushort Duration)
{
    internal const int Length = 4;
    internal const string Keys = "0123456789*#ABCD";

    internal static readonly SearchValues<char> AllKeys = SearchValues.Create(Keys);

    /// <summary>The key, or null for an event that is no key (flash, fax tones).</summary>
    internal char? Key => Event < Keys.Length ? Keys[Event] : null;

    internal static bool TryParse(ReadOnlySpan<byte> payload, out TelephoneEvent parsed)
    {
        parsed = default;
        if (payload.Length < Length)
        {
            return false;
        }
        parsed = new TelephoneEvent(
            payload[0], (payload[1] & 0x80) != 0, (byte)(payload[1] & 0x3F), BinaryPrimitives.ReadUInt16BigEndian(payload[2..]));
        return true;
    }

    internal void Write(Span<byte> payload)
    {
        payload[0] = Event;
        payload[1] = (byte)((End ? 0x80 : 0) | Volume);
        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], Duration);
    }
}
