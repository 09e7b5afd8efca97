namespace Kindline.Patients.Search;

/// <summary>
/// Which words stand in one name, by their numbers in the vocabulary, either way round. Of what two misspelt words may mean nearly all pairs
/// are nobody's name: what this knows, the database need not be asked. Immutable. Memory: 10 bytes a pair.
/// </summary>
internal sealed class WordPairs
{
    private readonly int[] begins;
    private readonly int[] others;
    private readonly byte[] counts;

    private WordPairs(int[] begins, int[] others, byte[] counts)
    {
        this.begins = begins;
        this.others = others;
        this.counts = counts;
    }

    /// <param name="words">How many words there are.</param>
    /// <param name="pairs">Two words' numbers, and how many people have both; some may be there twice.</param>
    public static WordPairs Of(int words, IReadOnlyCollection<(int One, int Other, int Count)> pairs)
    {
        var keys = new ulong[pairs.Count * 2];
        var at = 0;
        foreach (var (one, other, count) in pairs)
        {
            keys[at++] = Key(one, other, count);
            keys[at++] = Key(other, one, count);
        }
        Array.Sort(keys);
        var (begins, others, counts) = (new int[words + 1], new List<int>(keys.Length), new List<byte>(keys.Length));
        for (var n = 0; n < keys.Length; n++)
        {
            var count = (int)(keys[n] & byte.MaxValue);
            if (n > 0 && keys[n] >> 8 == keys[n - 1] >> 8)
            {
                counts[^1] = (byte)Math.Min(byte.MaxValue, counts[^1] + count);
                continue;
            }
            others.Add((int)((keys[n] >> 8) & 0xfffffff));
            counts.Add((byte)count);
            begins[(int)(keys[n] >> 36) + 1] = others.Count;
        }
        for (var n = 1; n <= words; n++)
        {
            begins[n] = Math.Max(begins[n], begins[n - 1]);
        }
        return new WordPairs(begins, [.. others], [.. counts]);

        static ulong Key(int one, int other, int count) => ((ulong)one << 36) | ((ulong)other << 8) | (uint)Math.Min(byte.MaxValue, count);
    }

    /// <summary>The words that stand beside one, in order.</summary>
    public ReadOnlySpan<int> Beside(int word) => others.AsSpan(begins[word]..begins[word + 1]);

    /// <summary>How many people have a word and each of those <see cref="Beside"/> it, to 255.</summary>
    public ReadOnlySpan<byte> CountsOf(int word) => counts.AsSpan(begins[word]..begins[word + 1]);

    /// <summary>How many people have both, to 255.</summary>
    public int Count(int one, int other)
    {
        var at = Beside(one).BinarySearch(other);
        return at >= 0 ? CountsOf(one)[at] : 0;
    }
}
