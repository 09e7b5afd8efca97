using Kindline.Patients.Search;

namespace Kindline.Tests.Patients;

/// <summary>What words may be meant by one that is misspelt or half remembered.</summary>
public sealed class NameVocabularyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_list_finds_the_very_words_that_are_as_near_as_is_asked(int within)
    {
        var random = new Random(5);
        string[] words = [.. Enumerable.Range(0, 3_000).Select(_ => Word(random)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] asked = [.. words.Take(40), .. Enumerable.Range(0, 200).Select(_ => Word(random))];

        var list = new WordList(words);

        asked.SelectMany(word => list.Within(word, within).Select(f => (word, words[f.Number], f.Distance)))
            .ShouldBe(asked.SelectMany(word => Compared(words, word, within)));
    }

    [Fact]
    public void A_word_longer_than_any_is_near_those_that_were_cut()
    {
        var list = new WordList([new string('a', NameText.LongestWord)]);

        list.Within(new string('a', NameText.LongestWord + 20), 2).ShouldHaveSingleItem().Distance.ShouldBe(0);
    }

    [Fact]
    public void Parts_are_found_behind_a_beginning_the_most_frequent_first_and_no_more_than_asked()
    {
        var words = Vocabularies.Of(("maria", 5), ("aria", 100), ("ariaria", 3), ("muñoz", 7), ("zaria", 9), ("mariaria", 1));

        words.Containing("aria", 10).ShouldBe(["zaria", "maria", "ariaria", "mariaria"]);
        words.Containing("aria", 2).ShouldBe(["zaria", "maria"]);
        words.Containing("ñoz", 10).ShouldBe(["muñoz"]);
        words.Containing("qqx", 10).ShouldBeEmpty();
    }

    [Fact]
    public void Words_that_stand_in_one_name_know_each_other_and_how_many_have_both()
    {
        var words = Vocabularies.Of(("maria", "lopez", 300), ("juan", "lopez", 2), ("lopez", "juan", 1), ("ana", "ana", 4));

        words.Pairs.Count(words.NumberOf("juan"), words.NumberOf("lopez")).ShouldBe(3);
        words.Pairs.Count(words.NumberOf("lopez"), words.NumberOf("maria")).ShouldBe(255);
        words.Pairs.Count(words.NumberOf("juan"), words.NumberOf("maria")).ShouldBe(0);
        words.Pairs.Beside(words.NumberOf("ana")).Length.ShouldBe(0);
        words.Bearers("lopez").ShouldBe(303);
    }

    [Fact]
    public void Two_misspelt_words_mean_names_that_somebody_has_and_of_those_as_near_the_frequent_first()
    {
        var words = Vocabularies.Of(("maria", "lopez", 1), ("marta", "lopez", 200), ("maria", "gomez", 50), ("juan", "lopes", 9));

        ForgivenNames.Of(words, "marza", "lopz").ShouldBe([("marta", "lopez"), ("maria", "lopez")]);
    }

    [Fact]
    public void Nobody_is_near_where_there_are_no_names() => ForgivenNames.Of(NameVocabulary.Empty, "maria", "lopez").ShouldBeEmpty();

    // Of few letters, so that many are near.
    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => (char)('a' + random.Next(3))));

    private static IEnumerable<(string, string, double)> Compared(string[] words, string asked, int within)
    {
        var distance = new EditDistance(asked);
        return words.Select(w => (asked, w, (double)distance.To(w))).Where(w => w.Item3 <= within);
    }
}
