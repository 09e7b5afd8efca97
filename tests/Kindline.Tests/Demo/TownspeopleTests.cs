using Kindline.Demo.Town;

namespace Kindline.Tests.Demo;

/// <summary>Who calls, and how.</summary>
public sealed class TownspeopleTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void The_same_seed_makes_the_same_town() => Errands(seed: 3, 300).ShouldBe(Errands(seed: 3, 300));

    [Fact]
    public void Another_seed_makes_another() => Errands(seed: 3, 300).ShouldNotBe(Errands(seed: 4, 300));

    [Fact]
    public void Forty_errands_hold_people_and_manners_of_all_kinds()
    {
        var forty = Errands(seed: 512, 40);

        forty.Select(e => e.Who).Distinct().Count().ShouldBe(Enum.GetValues<Townsperson>().Length);
        forty.Select(e => e.Manner).Distinct().Count().ShouldBe(Enum.GetValues<Manner>().Length);
    }

    [Fact]
    public void Every_number_is_one_that_belongs_to_nobody() =>
        Errands(seed: 3, 1000).Select(e => e.From).ShouldAllBe(number => number.Length == 12 && number.Substring(5, 5) == "55501");

    [Fact]
    public void A_mothers_number_is_never_an_offices() =>
        Errands(seed: 3, 1000).Where(e => e.Who == Townsperson.Mother).Select(e => e.From)
            .Intersect(Kindline.Patients.SyntheticPeople.OfficeNumbers).ShouldBeEmpty();

    private static List<Errand> Errands(int seed, int count)
    {
        var people = new Townspeople(seed, Today);
        return [.. Enumerable.Range(0, count).Select(_ => people.Next())];
    }
}
