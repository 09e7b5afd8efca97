using System.Globalization;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Search;

namespace Kindline.Tests.Patients.Duplicates;

/// <summary>How likely two records are one person.</summary>
public sealed class ScoringTests
{
    private static readonly NameVocabulary Words = Vocabularies.Of(("garcia", 4_000), ("maria", 3_000), ("quisenberry", 2), ("other", 193_000));

    private static readonly Patient Rosa = Person("Rosa", "Hinojosa", "1971-03-14", "+15125550142", "12 Juniper Lane", "78701", "rosa@example.com", "DM-100234");

    [Theory]
    [InlineData("Rosa", "Hinojosa", "1971-03-14", Likeness.Same, Likeness.Same, Likeness.Same)]
    [InlineData("ROSA", "Hinojósa", "1971-03-14", Likeness.Same, Likeness.Same, Likeness.Same)]
    [InlineData("Rosa", "Hinojoza", "1971-03-14", Likeness.Alike, Likeness.Same, Likeness.Same)]
    [InlineData("Rosa", "Hinojosa-Marlow", "1971-03-14", Likeness.Part, Likeness.Same, Likeness.Same)]
    [InlineData("Hinojosa", "Rosa", "1971-03-14", Likeness.Turned, Likeness.Turned, Likeness.Same)]
    [InlineData("R", "Hinojosa", "1971-03-14", Likeness.Same, Likeness.Part, Likeness.Same)]
    [InlineData("Maria Rosa", "Marlow", "1971-03-15", Likeness.Differs, Likeness.Part, Likeness.Alike)]
    [InlineData("Ida", "", "1971-12-01", Likeness.Missing, Likeness.Differs, Likeness.Part)]
    [InlineData("Rosa", "Hinojosa", "1971-03-41", Likeness.Same, Likeness.Same, Likeness.Missing)]
    [InlineData("Rosa", "Hinojosa", "1917-03-14", Likeness.Same, Likeness.Same, Likeness.Alike)]
    [InlineData("Rosa", "Hinojosa", "1988-06-02", Likeness.Same, Likeness.Same, Likeness.Differs)]
    public void Names_and_birthdays_agree_so_far(string first, string last, string born, Likeness family, Likeness given, Likeness bornOn)
    {
        var agreement = Compare(Rosa, Person(first, last, born));

        (agreement.Family, agreement.Given, agreement.Born).ShouldBe((family, given, bornOn));
    }

    [Fact]
    public void Day_and_month_may_have_changed_places() =>
        Compare(Person("Rosa", "Hinojosa", "1971-03-04"), Person("Rosa", "Hinojosa", "1971-04-03")).Born.ShouldBe(Likeness.Turned);

    [Theory]
    [InlineData("William", "Bill", Likeness.Alike)]
    [InlineData("José", "Pepe", Likeness.Alike)]
    [InlineData("Robert", "William", Likeness.Differs)]
    [InlineData("Ana", "Eva", Likeness.Differs)]
    public void Short_forms_are_alike(string one, string other, Likeness given) =>
        Compare(Person(one, "Marlow"), Person(other, "Marlow")).Given.ShouldBe(given);

    [Theory]
    [InlineData("12 juniper ln", "78701-1234", Likeness.Same)]
    [InlineData("12 N. Juniper Lane, Apt 4", null, Likeness.Same)]
    [InlineData("14 Juniper Lane", "78701", Likeness.Part)]
    [InlineData("12 Juniper Lane", "78702", Likeness.Differs)]
    [InlineData(null, null, Likeness.Missing)]
    public void Addresses_agree_by_number_and_name_or_by_ZIP(string? street, string? zip, Likeness address) =>
        Compare(Rosa, Person("Rosa", "Hinojosa", street: street, zip: zip)).Address.ShouldBe(address);

    [Theory]
    [InlineData("dm100234", Likeness.Same)]
    [InlineData("DM-110234", Likeness.Alike)]
    [InlineData("DM-100235", Likeness.Differs)]
    [InlineData(null, Likeness.Missing)]
    public void Record_numbers_are_one_but_for_their_writing_or_a_slip(string? mrn, Likeness record) =>
        Compare(Rosa, Person("Rosa", "Hinojosa", mrn: mrn)).Record.ShouldBe(record);

    [Theory]
    [InlineData("Rosa", "Hinojosa", "1971-03-14", "+15125550142", "12 Juniper Lane", Certainty.Certain)]
    [InlineData("Rosa", "Hinojosa", "1971-03-14", "+15125550177", "90 Heron Way", Certainty.Certain)]
    [InlineData("Rosa", "Marlow", "1971-03-14", "+15125550142", "90 Heron Way", Certainty.Likely)]
    [InlineData("Hinojosa", "Rosa", "1971-03-14", "+15125550142", "12 Juniper Lane", Certainty.Certain)]
    [InlineData("Rosa", "Hinojosa", "1971-03-15", "+15125550142", "12 Juniper Lane", Certainty.Likely)]
    [InlineData("Roza", "Hinojoza", "1971-03-14", "+15125550177", "90 Heron Way", Certainty.Possible)]
    [InlineData("Elena", "Hinojosa", "1971-03-14", "+15125550142", "12 Juniper Lane", Certainty.Unlikely)]
    [InlineData("Rosa", "Hinojosa", "1948-11-02", "+15125550142", "12 Juniper Lane", Certainty.Unlikely)]
    [InlineData("Luis", "Hinojosa", "1969-08-30", "+15125550142", "12 Juniper Lane", Certainty.Unlikely)]
    [InlineData("Rosa", "Hinojosa", "1988-06-02", "+15125550177", "90 Heron Way", Certainty.Unlikely)]
    [InlineData("Ida", "Marlow", "1971-03-14", "+15125550177", "90 Heron Way", Certainty.Unlikely)]
    public void A_second_record_of_hers_is_told_from_her_household_and_from_strangers(
        string first, string last, string born, string phone, string street, Certainty certainty)
    {
        var other = Person(first, last, born, phone, street, "78701", mrn: "DM-104711");

        var score = Score(Rosa, other);

        score.Certainty.ShouldBe(certainty, $"{score}");
    }

    [Theory]
    [InlineData("Marco", "Marcos")]
    [InlineData("Ana", "Anna")]
    [InlineData("Mario", "Maria")]
    public void Twins_are_never_certain_however_alike_their_names_are(string one, string other)
    {
        var score = Score(
            Person(one, "Hinojosa", "2015-03-14", "+15125550142", "12 Juniper Lane", "78701", "home@example.com", "DM-100235"),
            Person(other, "Hinojosa", "2015-03-14", "+15125550142", "12 Juniper Lane", "78701", "home@example.com", "DM-100236"));

        score.Certainty.ShouldNotBe(Certainty.Certain, $"{score}");
    }

    [Fact]
    public void A_father_and_a_son_of_one_name_are_never_certain_with_or_without_a_birthday()
    {
        var father = Person("Juan", "De la Cruz", "1950-01-20", "+15125550142", "12 Juniper Lane", "78701", "home@example.com", "DM-100235");
        var son = Person("Juan", "De la Cruz", "1978-09-02", "+15125550142", "12 Juniper Lane", "78701", "home@example.com", "DM-100236");

        var known = Score(father, son);
        son.BornOn = null;
        var unknown = Score(father, son);

        (known.Certainty, unknown.Certainty).ShouldBe((Certainty.Unlikely, Certainty.Possible));
    }

    [Fact]
    public void A_rare_name_says_more_than_a_frequent_one() =>
        Score(Person("Maria", "Quisenberry", "1971-03-14"), Person("Maria", "Quisenberry", "1971-03-14")).Probability.ShouldBeGreaterThan(
            Score(Person("Maria", "Garcia", "1971-03-14"), Person("Maria", "Garcia", "1971-03-14")).Probability);

    [Fact]
    public void Two_record_numbers_lower_the_score_and_exclude_nothing()
    {
        var without = Score(Rosa, Person("Rosa", "Hinojosa", "1971-03-15"));

        var with = Score(Rosa, Person("Rosa", "Hinojosa", "1971-03-15", mrn: "DM-104711"));

        with.Probability.ShouldBeInRange(without.Probability / 2, Math.BitDecrement(without.Probability));
    }

    [Fact]
    public void The_order_of_two_does_not_matter()
    {
        var other = Person("Rosy", "Hinojosa Marlow", "1971-03-15", "+15125550142");

        Score(Rosa, other).ShouldBe(Score(other, Rosa));
    }

    [Fact]
    public void Each_field_of_the_table_adds_up_to_one()
    {
        foreach (var field in new[] { Odds.Family, Odds.Given, Odds.Born, Odds.Phone, Odds.Address, Odds.Email, Odds.Record })
        {
            foreach (var sum in new[] { field.Sum(o => o.Duplicates), field.Sum(o => o.Strangers), field.Sum(o => o.Household) })
            {
                sum.ShouldBe(1, 0.0001);
            }
        }
    }

    [Fact]
    public void What_agrees_is_read_as_it_was_written()
    {
        var agreement = Compare(Rosa, Person("Rosy", "Marlow", "1971-03-15"));

        Agreement.Parse(agreement.ToString()).ShouldBe(agreement);
    }

    private static Agreement Compare(Patient one, Patient other) => Comparison.Of(new ComparedPerson(one), new ComparedPerson(other));

    private static PairScore Score(Patient one, Patient other) => new Scoring(new NameShares(Words), 100_000).Of(new ComparedPerson(one), new ComparedPerson(other));

    private static Patient Person(
        string first, string last, string? born = null, string? phone = null, string? street = null, string? zip = null, string? email = null, string? mrn = null) => new()
        {
            FirstName = first,
            LastName = last,
            BornOn = DateOnly.TryParse(born, CultureInfo.InvariantCulture, out var day) ? day : null,
            Phones = phone is null ? [] : [new PatientPhone { Number = phone }],
            Street = street,
            Zip = zip,
            Email = email,
            Mrn = mrn,
        };
}
