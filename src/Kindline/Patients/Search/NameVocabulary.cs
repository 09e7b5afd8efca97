using System.Collections.Concurrent;
using System.Text;

namespace Kindline.Patients.Search;

/// <summary>A word that some name has, and how far it is from what was typed: 0 is the same.</summary>
/// <param name="Number">The word's place among all.</param>
internal readonly record struct NearWord(int Number, string Word, double Distance);

/// <summary>
/// All words of all names in the centre, each once, with how many names have it. People are millions and words a few hundred thousand, so
/// what is misspelt, heard or half remembered is looked for here, in memory, and the database is asked for whole words alone, which its
/// indexes know. Tells nobody whose word it is: whoever asks looks into the practices of his own with it.
/// Never changes. Memory: about 150 bytes a word, and its pairs. Cost with 300,000 words: 0.1 to 0.6 ms for parts, 1 to 4 ms for misspelt ones.
/// </summary>
internal sealed class NameVocabulary
{
    /// <summary>What is farther is another word.</summary>
    public const double Farthest = 2.25;

    private const int MostWords = (1 << 28) - 1;
    private const int MostKept = 256;
    private const byte Between = (byte)'\n';

    private readonly string[] words;
    private readonly int[] counts;
    private readonly Dictionary<string, int[]> bySound;

    private readonly WordList list;

    // 2 MB at most.
    private readonly ConcurrentDictionary<(string Word, int Most), IReadOnlyList<NearWord>> near = new();

    // All words in one text of UTF-8, the most frequent first, which one vectorised search walks until it has found enough; and where each begins.
    private readonly int[] byRank;
    private readonly byte[] text;
    private readonly int[] begins;

    /// <param name="words">Words of <see cref="NameText"/> in ordinal order.</param>
    /// <param name="counts">How many names have each.</param>
    /// <param name="pairs">Which of them stand in one name.</param>
    public NameVocabulary(string[] words, int[] counts, WordPairs pairs)
    {
        (this.words, this.counts, Pairs) = (words, counts, pairs);
        Names = counts.Sum(n => (long)n) / 2;
        bySound = Enumerable.Range(0, words.Length).GroupBy(n => SoundKey.Of(words[n]), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        list = new WordList(words);
        byRank = [.. Enumerable.Range(0, words.Length).OrderByDescending(n => counts[n])];
        begins = new int[words.Length];
        var all = new MemoryStream();
        for (var n = 0; n < byRank.Length; n++)
        {
            begins[n] = (int)all.Length;
            all.Write(Encoding.UTF8.GetBytes(words[byRank[n]]));
            all.WriteByte(Between);
        }
        text = all.ToArray();
    }

    public static NameVocabulary Empty { get; } = new NameCounts().ToVocabulary();

    /// <summary>How many words.</summary>
    public int Count => words.Length;

    /// <summary>How many names there are: each person has two, and what more they have is few.</summary>
    public long Names { get; }

    public WordPairs Pairs { get; }

    public string this[int number] => words[number];

    public bool Has(string word) => NumberOf(word) >= 0;

    /// <summary>The word's place among all; below zero where no name has it.</summary>
    public int NumberOf(string word) => Array.BinarySearch(words, word, StringComparer.Ordinal);

    /// <summary>How many names have this word.</summary>
    public int Bearers(string word)
    {
        var at = NumberOf(word);
        return at >= 0 ? counts[at] : 0;
    }

    /// <summary>What a whole name loses for being rare (<see cref="NameRarity"/>).</summary>
    public double RarityOf(string firstName, string lastName)
    {
        var (given, family) = (NumberOf(NameText.GivenKey(firstName)), NumberOf(NameText.FamilyKey(lastName)));
        return NameRarity.Of(given >= 0 && family >= 0 ? Pairs.Count(given, family) : 0);
    }

    /// <summary>The words that begin so, the most frequent first.</summary>
    public IReadOnlyList<string> Beginning(string prefix, int most)
    {
        var from = Array.BinarySearch(words, prefix, StringComparer.Ordinal);
        from = from >= 0 ? from : ~from;
        var to = ~Array.BinarySearch(words, prefix + char.MaxValue, StringComparer.Ordinal);
        return [.. Enumerable.Range(from, to - from).OrderByDescending(n => counts[n]).Take(most).Select(n => words[n])];
    }

    /// <summary>The words that have this part behind their beginning, the most frequent first.</summary>
    public IReadOnlyList<string> Containing(string part, int most)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        List<string> found = [];
        for (var at = 0; found.Count < most && text.AsSpan(at).IndexOf(bytes) is >= 0 and var further;)
        {
            at += further;
            var n = Array.BinarySearch(begins, at);
            n = n >= 0 ? n : ~n - 1;
            if (begins[n] == at)
            {
                // It may be there once more.
                at++;
                continue;
            }
            found.Add(words[byRank[n]]);
            if (n + 1 == begins.Length)
            {
                break;
            }
            at = begins[n + 1];
        }
        return found;
    }

    /// <summary>
    /// The words that are a letter or two away or sound the same, the nearest first and the most frequent of those. Kept a while, as whoever
    /// types the second word asks for the first anew with every letter.
    /// </summary>
    public IReadOnlyList<NearWord> Near(string word, int most)
    {
        if (!near.TryGetValue((word, most), out var found))
        {
            if (near.Count >= MostKept)
            {
                near.Clear();
            }
            near[(word, most)] = found = LookNear(word, most);
        }
        return found;
    }

    private IReadOnlyList<NearWord> LookNear(string word, int most)
    {
        var distance = new EditDistance(word);
        var found = list.Within(word, StepsFor(word));
        foreach (var n in bySound.GetValueOrDefault(SoundKey.Of(word), []))
        {
            var steps = distance.To(words[n]);
            if (Heard(steps) <= Farthest)
            {
                found.Add((n, Heard(steps)));
            }
        }
        // The nearest and of those the most frequent, as one number each, since thousands are sorted.
        var order = new ulong[found.Count];
        for (var n = 0; n < order.Length; n++)
        {
            order[n] = ((ulong)(found[n].Distance * 4) << 60) | ((ulong)(uint)(int.MaxValue - counts[found[n].Number]) << 28) | (uint)found[n].Number;
        }
        Array.Sort(order);
        return
        [
            .. order.DistinctBy(o => o & MostWords).Take(most)
                .Select(o => new NearWord((int)(o & MostWords), words[(int)(o & MostWords)], (o >> 60) / 4.0)),
        ];
    }

    /// <summary>
    /// How far a word is that sounds the same and is written with so many other letters: keys of few letters are those of very many names,
    /// and of those the ones that look alike are likelier.
    /// </summary>
    public static double Heard(int steps) => 1 + (0.25 * steps);

    /// <summary>How many letters may be wrong in a word.</summary>
    public static int StepsFor(string word) => word.Length switch { <= 1 => 0, <= 3 => 1, _ => 2 };
}
