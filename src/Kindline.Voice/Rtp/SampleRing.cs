namespace Kindline.Voice.Rtp;

/// <summary>Samples that wait at their RTP timestamps, half a second of them, with holes. Not thread-safe.</summary>
internal sealed class SampleRing
{
    internal const int Capacity = 4096;
    private const int Mask = Capacity - 1;

    private readonly short[] samples = new short[Capacity];
    private readonly bool[] present = new bool[Capacity];

    internal void Put(uint timestamp, ReadOnlySpan<short> audio)
    {
        for (var i = 0; i < audio.Length; i++)
        {
            var slot = (int)((timestamp + (uint)i) & Mask);
            samples[slot] = audio[i];
            present[slot] = true;
        }
    }

    /// <summary>False for a hole; each sample is there once.</summary>
    internal bool TryTake(uint timestamp, out short sample)
    {
        var slot = (int)(timestamp & Mask);
        sample = samples[slot];
        var was = present[slot];
        present[slot] = false;
        return was;
    }

    /// <summary>Copies what stands from here on until the next hole, and gives how many that were.</summary>
    internal int Peek(uint timestamp, Span<short> ahead)
    {
        var count = 0;
        for (; count < ahead.Length && present[(int)((timestamp + (uint)count) & Mask)]; count++)
        {
            ahead[count] = samples[(int)((timestamp + (uint)count) & Mask)];
        }
        return count;
    }

    /// <summary>How far away the next sample is; null where there is none before the end.</summary>
    internal int? HoleAt(uint timestamp, uint end)
    {
        for (var length = 0; length < (int)(end - timestamp); length++)
        {
            if (present[(int)((timestamp + (uint)length) & Mask)])
            {
                return length;
            }
        }
        return null;
    }

    internal void Clear() => Array.Clear(present);
}
