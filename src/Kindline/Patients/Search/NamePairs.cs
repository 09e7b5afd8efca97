namespace Kindline.Patients.Search;

/// <summary>Which two of the typed words the indexes are asked for; the others are looked at in what they find.</summary>
internal static class NamePairs
{
    // More words would ask for more pairs than they tell people apart.
    private const int MostWords = 4;

    /// <param name="Whole">A word that is taken to be whole, or a beginning; null where only one was typed.</param>
    /// <param name="Typed">The word that is perhaps still being typed.</param>
    public sealed record Pair(string? Whole, string Typed);

    /// <summary>
    /// "maria lopez" is one pair; "maria de la cruz lop" are "maria", "cruz" and "delacruz" with "lop", and "maria" with "cruz".
    /// </summary>
    public static IReadOnlyList<Pair> Of(IReadOnlyList<string> words)
    {
        List<string> telling = [.. words.Where((w, n) => !NameText.IsParticle(w) || n == words.Count - 1).Distinct(StringComparer.Ordinal).Take(MostWords)];
        if (telling.Count == 0)
        {
            return [];
        }
        if (telling.Count == 1)
        {
            // "de la cruz" alone is the family name and the word, and so is "delacruz".
            return words.Count == 1 ? [new Pair(null, telling[0])]
                // "al smith": what stands before some names is the whole of others.
                : [new Pair(words[0], words[^1]), new Pair(null, string.Concat(words)), new Pair(null, telling[0])];
        }
        List<Pair> pairs = [];
        var last = telling[^1];
        for (var n = telling.Count - 2; n >= 0; n--)
        {
            pairs.Add(new Pair(telling[n], last));
        }
        if (telling.Count > 2)
        {
            // The last may be a name of two words' second half, as yet unknown to any index.
            pairs.Add(new Pair(telling[0], telling[^2]));
        }
        if (words.Count > 2)
        {
            pairs.Add(new Pair(words[0], string.Concat(words.Skip(1))));
            pairs.Add(new Pair(string.Concat(words.Take(words.Count - 1)), words[^1]));
        }
        else
        {
            // "mc allister" is one name.
            pairs.Add(new Pair(null, string.Concat(words)));
        }
        return pairs;
    }
}
