using Kindline.Patients.Search;

namespace Kindline.Patients.Duplicates;

/// <summary>
/// Which share of all names a word is: two who are called Quisenberry say more than two who are called Garcia. Of few names it would be
/// chance, so that the usual share counts as much as <see cref="Usual"/> names more.
/// </summary>
internal sealed class NameShares(NameVocabulary words)
{
    private const double Usual = 5_000;

    public double Of(string word, double usual) => (words.Bearers(word) + (Usual * usual)) / (words.Names + Usual);
}
