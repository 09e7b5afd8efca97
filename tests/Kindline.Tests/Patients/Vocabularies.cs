using Kindline.Patients.Search;

namespace Kindline.Tests.Patients;

/// <summary>Vocabularies as tests need them.</summary>
internal static class Vocabularies
{
    /// <summary>Of people who have one word for a name, so many of each.</summary>
    public static NameVocabulary Of(params (string Word, int Count)[] words) => Of([.. words.Select(w => ("", w.Word, w.Count))]);

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
