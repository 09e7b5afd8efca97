using System.Numerics;
using System.Runtime.InteropServices;

namespace Kindline.Voice.Rtp;

/// <summary>Sums of frames, clipped to 16 bits.</summary>
internal static class Mixing
{
    internal static void AddTo(Span<short> frame, ReadOnlySpan<short> addend)
    {
        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = Clip(frame[i] + addend[i]);
        }
    }

    internal static void AddTo(Span<int> sum, ReadOnlySpan<short> addend)
    {
        var sums = MemoryMarshal.Cast<int, Vector<int>>(sum);
        var addends = MemoryMarshal.Cast<short, Vector<short>>(addend);
        for (var i = 0; i < addends.Length; i++)
        {
            Vector.Widen(addends[i], out var low, out var high);
            sums[2 * i] += low;
            sums[(2 * i) + 1] += high;
        }
        for (var i = addends.Length * Vector<short>.Count; i < addend.Length; i++)
        {
            sum[i] += addend[i];
        }
    }

    /// <summary>Two sums in one.</summary>
    internal static void Add(ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<int> sum)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = one[i] + other[i];
        }
    }

    /// <summary>The sum without one's own voice.</summary>
    internal static void Without(ReadOnlySpan<int> sum, ReadOnlySpan<short> own, Span<short> heard)
    {
        for (var i = 0; i < heard.Length; i++)
        {
            heard[i] = Clip(sum[i] - own[i]);
        }
    }

    internal static void Clip(ReadOnlySpan<int> sum, Span<short> clipped)
    {
        for (var i = 0; i < clipped.Length; i++)
        {
            clipped[i] = Clip(sum[i]);
        }
    }

    private static short Clip(int value) => (short)Math.Clamp(value, short.MinValue, short.MaxValue);
}
