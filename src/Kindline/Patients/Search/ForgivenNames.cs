namespace Kindline.Patients.Search;

/// <summary>What two words are meant to be, where they are misspelt, only heard, or not yet typed to their end: the likeliest first.</summary>
internal static class ForgivenNames
{
    // Where one word is right the other may be far from it: its bearers are few.
    private const int MostBesideKnown = 500;
    private const int MostOfKnown = 12;
    private const int MostOfEach = 40;
    private const int MostPairs = 400;

    private const int MostBeginnings = 24;
    private const int MostParts = 8;
    private const double HalfTyped = 0.25;
    private const double Inside = 0.75;

    public static IReadOnlyList<(string One, string Other)> Of(NameVocabulary vocabulary, string whole, string typed)
    {
        var (mostOfWhole, mostOfTyped) = (vocabulary.Has(whole), vocabulary.Has(typed)) switch
        {
            (true, false) => (MostOfKnown, MostBesideKnown),
            (false, true) => (MostBesideKnown, MostOfKnown),
            _ => (MostOfEach, MostOfEach),
        };
        var ofWhole = vocabulary.Near(whole, mostOfWhole);
        var ofTyped = Meant(vocabulary, typed, mostOfTyped);
        var pairs =
            from one in ofWhole
            from other in ofTyped
            orderby one.Distance + other.Distance
            select (one.Word, other.Word);
        return [.. pairs.Take(MostPairs)];
    }

    public static IReadOnlyList<string> Of(NameVocabulary vocabulary, string typed) => [.. Meant(vocabulary, typed, MostOfEach).Select(n => n.Word)];

    private static IReadOnlyList<NearWord> Meant(NameVocabulary vocabulary, string typed, int most) =>
    [
        .. vocabulary.Near(typed, most)
            .Concat(vocabulary.Beginning(typed, MostBeginnings).Select(w => new NearWord(w, HalfTyped)))
            .Concat(vocabulary.Containing(typed, MostParts).Select(w => new NearWord(w, Inside)))
            .OrderBy(n => n.Distance).DistinctBy(n => n.Word),
    ];
}
