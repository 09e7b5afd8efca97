namespace Kindline.Patients.Search;

/// <summary>Counts the words of names, and which of them stand in one name, on the way to a <see cref="NameVocabulary"/>.</summary>
internal sealed class NameCounts
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> words = [];
    private readonly List<int> counts = [];
    private readonly List<(int One, int Other, int Count)> pairs = [];

    /// <summary>So many more people have these as their family and first given name; what is without letters is no word.</summary>
    public void AddName(string family, string given, int count)
    {
        var (one, other) = (NumberOf(family), NumberOf(given));
        Add(one, count);
        Add(other, count);
        Pair(one, other, count);
    }

    /// <summary>So many more people have a word in their name beside one that was counted already.</summary>
    public void AddBeside(string word, string other, int count)
    {
        var number = NumberOf(word);
        Add(number, count);
        Pair(number, NumberOf(other), count);
    }

    /// <summary>Sorts all of it: a part of the seconds that <see cref="NameWords"/> takes.</summary>
    public NameVocabulary ToVocabulary()
    {
        var sorted = words.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order, StringComparer.Ordinal);
        var places = new int[order.Length];
        for (var n = 0; n < order.Length; n++)
        {
            places[order[n]] = n;
        }
        return new NameVocabulary(sorted, Array.ConvertAll(order, n => counts[n]), WordPairs.Of(sorted.Length, pairs.ConvertAll(p => (places[p.One], places[p.Other], p.Count))));
    }

    private void Add(int? number, int count)
    {
        if (number is { } word)
        {
            counts[word] += count;
        }
    }

    private void Pair(int? one, int? other, int count)
    {
        if (one is { } first && other is { } second && first != second)
        {
            pairs.Add((first, second, count));
        }
    }

    private int? NumberOf(string word)
    {
        if (word.Length == 0)
        {
            return null;
        }
        if (!numbers.TryGetValue(word, out var number))
        {
            numbers[word] = number = words.Count;
            words.Add(word);
            counts.Add(0);
        }
        return number;
    }
}
