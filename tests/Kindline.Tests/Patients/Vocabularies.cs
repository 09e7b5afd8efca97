using Kindline.Patients.Search;

namespace Kindline.Tests.Patients;

/// <summary>Vocabularies as tests need them.</summary>
internal static class Vocabularies
{
    public static NameVocabulary Of(params (string Word, int Count)[] words)
    {
        var counts = new NameCounts();
        foreach (var (word, count) in words)
        {
            counts.Add(word, count);
        }
        return counts.ToVocabulary();
    }

    /// <summary>Of people's names, so many of each.</summary>
    public static NameVocabulary Of(params (string Given, string Family, int Count)[] people)
    {
        var counts = new NameCounts();
        foreach (var (given, family, count) in people)
        {
            counts.AddName(family, given, count);
        }
        return counts.ToVocabulary();
    }
}
