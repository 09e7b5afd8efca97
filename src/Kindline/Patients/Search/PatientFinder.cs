using Kindline.Foundation;

namespace Kindline.Patients.Search;

/// <summary>
/// Finds the people who may be meant by what was typed, the likeliest first. Numbers, record numbers, addresses and dates of birth are
/// looked up by their indexes, and names filter what they find; names alone are looked up in turn as they stand, as beginnings, and
/// last as what is misspelt, heard or half remembered (<see cref="NameVocabulary"/>), until enough are found.
/// Cost with two million patients (./run bench search): two statements of 0.3 to 2 ms for most letters; where names are misspelt up to
/// four, and 1 to 5 ms of looking through the vocabulary.
/// </summary>
internal sealed class PatientFinder(NameWords names)
{
    /// <summary>How many are found at most: whoever has more to choose from types more.</summary>
    public const int Most = 60;

    // As many as one day's births, or four last digits, have in a large centre: another mark or a name chooses among them.
    private const int MostToNarrow = 2_000;

    // Below so many a misspelling is likelier than a rare name.
    private const int Enough = 8;

    private const int MostBeginnings = 40;

    // Two words are two pairs, as they stand and as one: finding nothing for one of them costs less than another statement.
    private const int AskedTogether = 2;

    // Of those who may be meant by a misspelt name, the first few of one name; the others stand behind those of other names a little less near.
    private const int FewOfOneName = 3;
    private const double Crowding = 0.25;

    // A letter is a beginning, not a name; so are two of them that stand alone.
    private const int MostOfBeginning = 1;
    private const int MostOfBeginningAlone = 2;

    public async Task<IReadOnlyList<FoundPerson>> FindAsync(Db db, PatientSearch search, IReadOnlyList<PracticeId> practices, CancellationToken ct)
    {
        if (practices.Count == 0)
        {
            return [];
        }
        var lookups = new SearchStatements(db, practices, ct);
        var score = new NameScore(search.Words);
        IEnumerable<FoundPerson> found = search is { Numbers: [], Records: [], Emails: [], BornOn: null }
            ? await ByNameAsync(lookups, search.Words, score, ct)
            : Scored(await ByMarksAsync(lookups, search), search.Words, score);
        return [.. found.OrderBy(p => p.Score).ThenBy(p => p.LastName, StringComparer.Ordinal).ThenBy(p => p.FirstName, StringComparer.Ordinal)
            .ThenBy(p => p.Id.Value).Take(Most)];
    }

    /// <summary>Whoever has all of the numbers, addresses and dates.</summary>
    private static async Task<IReadOnlyCollection<FoundPerson>> ByMarksAsync(SearchStatements lookups, PatientSearch search)
    {
        Dictionary<PatientId, FoundPerson>? all = null;
        var parts = search.Words.Count + search.Emails.Count + search.Records.Count + search.Numbers.Count + (search.BornOn is null ? 0 : 1);
        var most = parts > 1 ? MostToNarrow : Most;
        foreach (var email in search.Emails)
        {
            Narrow(await lookups.ByEmailAsync(email, most));
        }
        foreach (var record in search.Records)
        {
            Narrow(await lookups.ByRecordAsync(record, most));
        }
        foreach (var number in search.Numbers)
        {
            Narrow([.. await lookups.ByNumberAsync(number, most), .. search.MaybeBornOn is { } maybe ? await lookups.ByBirthAsync(maybe, most) : []]);
        }
        if (search.BornOn is { } day)
        {
            Narrow(await lookups.ByBirthAsync(day, most));
        }
        return all?.Values ?? (IReadOnlyCollection<FoundPerson>)[];

        void Narrow(IReadOnlyList<FoundPerson> found)
        {
            var these = found.DistinctBy(p => p.Id).ToDictionary(p => p.Id);
            all = all is null ? these : all.Where(p => these.ContainsKey(p.Key)).ToDictionary();
        }
    }

    private async Task<IReadOnlyCollection<FoundPerson>> ByNameAsync(
        SearchStatements lookups, IReadOnlyList<string> words, NameScore score, CancellationToken ct)
    {
        var found = new Dictionary<PatientId, FoundPerson>();
        NamePairs.Pair[] pairs = [.. NamePairs.Of(words)];
        foreach (var together in pairs.Chunk(AskedTogether))
        {
            Array.ForEach(together, AsTyped);
            if (await EnoughAsync())
            {
                return found.Values;
            }
        }
        var vocabulary = await names.NowAsync(ct);
        Array.ForEach(pairs, Completed);
        if (await EnoughAsync())
        {
            return found.Values;
        }
        Array.ForEach(pairs, Forgiven);
        foreach (var sameName in (await ScoredAsync()).GroupBy(p => (p.FirstName, p.LastName)))
        {
            var rarity = words.Count > 1 ? vocabulary.RarityOf(sameName.Key.FirstName, sameName.Key.LastName) : 0;
            foreach (var (n, person) in sameName.Index())
            {
                found.TryAdd(person.Id, person with { Score = person.Score + rarity + (Crowding * Math.Max(0, n - FewOfOneName)) });
            }
        }
        return found.Values;

        void AsTyped(NamePairs.Pair pair)
        {
            if (pair.Whole is { } whole)
            {
                lookups.AddWords([whole], pair.Typed);
            }
            else
            {
                lookups.AddBeginning(pair.Typed);
            }
        }

        void Completed(NamePairs.Pair pair)
        {
            if (pair.Whole is { } whole)
            {
                lookups.AddWords([.. vocabulary.Beginning(whole, MostBeginnings).Where(w => w != whole)], pair.Typed);
            }
            else
            {
                lookups.AddWords(vocabulary.Containing(pair.Typed, MostBeginnings));
            }
        }

        void Forgiven(NamePairs.Pair pair)
        {
            switch (pair)
            {
                case { Whole: { } whole, Typed.Length: > MostOfBeginning }:
                    lookups.AddPairs(ForgivenNames.Of(vocabulary, whole, pair.Typed));
                    break;
                case { Whole: null, Typed.Length: > MostOfBeginningAlone }:
                    lookups.AddWords(ForgivenNames.Of(vocabulary, pair.Typed));
                    break;
            }
        }

        async Task<IEnumerable<FoundPerson>> ScoredAsync() => Scored((await lookups.AskAsync()).DistinctBy(p => p.Id), words, score);

        async Task<bool> EnoughAsync()
        {
            foreach (var person in await ScoredAsync())
            {
                found.TryAdd(person.Id, person);
            }
            return found.Values.Count(p => p.Score < NameScore.Missing) >= Enough;
        }
    }

    private static IEnumerable<FoundPerson> Scored(IEnumerable<FoundPerson> found, IReadOnlyList<string> words, NameScore score) =>
        words.Count == 0
            ? found
            : from person in found
              let away = score.Of(person.FirstName, person.LastName)
              where away is not null
              select person with { Score = away.Value };
}
