namespace Kindline.Patients.Search;

/// <summary>What two words are meant to be, where they are misspelt, only heard, or not yet typed to their end: the likeliest first.</summary>
internal static class ForgivenNames
{
    private const int MostNear = 400;
    private const int MostOfEach = 40;
    private const int MostPairs = 60;

    // How many neighbours of words are looked at in all: the last are those of the farthest and rarest.
    private const int MostLookedAt = 300_000;

    private const int MostBeginnings = 24;
    private const int MostParts = 8;
    private const double HalfTyped = 0.25;
    private const double Inside = 0.75;

    /// <summary>
    /// Pairs of words that some name has. Cost: that of two words (<see cref="NameVocabulary.Near"/>), and a nanosecond for each neighbour of the
    /// words that have fewer.
    /// </summary>
    public static IReadOnlyList<(string One, string Other)> Of(NameVocabulary vocabulary, string whole, string typed)
    {
        var (one, other) = (vocabulary.Near(whole, MostNear), Meant(vocabulary, typed, MostNear));
        var found = Neighbours(one) <= Neighbours(other)
            ? Together(vocabulary, one, other)
            : Together(vocabulary, other, one);
        return [.. found.OrderBy(f => f.Away).Take(MostPairs).Select(f => (vocabulary[f.One], vocabulary[f.Other]))];

        int Neighbours(IReadOnlyList<NearWord> of) => of.Sum(n => vocabulary.Pairs.Beside(n.Number).Length);
    }

    public static IReadOnlyList<string> Of(NameVocabulary vocabulary, string typed) => [.. Meant(vocabulary, typed, MostOfEach).Select(n => n.Word)];

    private static List<(int One, int Other, double Away)> Together(NameVocabulary vocabulary, IReadOnlyList<NearWord> from, IReadOnlyList<NearWord> to)
    {
        // One bit a word tells nearly all that it is not meant.
        var meant = new ulong[(vocabulary.Count >> 6) + 1];
        var distances = new Dictionary<int, double>(to.Count);
        foreach (var word in to)
        {
            meant[word.Number >> 6] |= 1UL << (word.Number & 63);
            distances[word.Number] = word.Distance;
        }
        List<(int, int, double)> found = [];
        var looked = 0;
        foreach (var word in from)
        {
            var beside = vocabulary.Pairs.Beside(word.Number);
            var counts = vocabulary.Pairs.CountsOf(word.Number);
            for (var n = 0; n < beside.Length; n++)
            {
                var other = beside[n];
                if ((meant[other >> 6] >> (other & 63) & 1) != 0)
                {
                    found.Add((word.Number, other, word.Distance + distances[other] + NameRarity.Of(counts[n])));
                }
            }
            looked += beside.Length;
            if (looked > MostLookedAt)
            {
                break;
            }
        }
        return found;
    }

    private static IReadOnlyList<NearWord> Meant(NameVocabulary vocabulary, string typed, int most) =>
    [
        .. vocabulary.Near(typed, most)
            .Concat(vocabulary.Beginning(typed, MostBeginnings).Select(w => new NearWord(vocabulary.NumberOf(w), w, HalfTyped)))
            .Concat(vocabulary.Containing(typed, MostParts).Select(w => new NearWord(vocabulary.NumberOf(w), w, Inside)))
            .OrderBy(n => n.Distance).DistinctBy(n => n.Number),
    ];
}
