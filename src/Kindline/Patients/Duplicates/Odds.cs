using static Kindline.Patients.Duplicates.Likeness;

namespace Kindline.Patients.Duplicates;

/// <summary>How often a field agrees so far.</summary>
/// <param name="Likeness">How far it agrees.</param>
/// <param name="Duplicates">m: of pairs of records of one person.</param>
/// <param name="Strangers">u: of pairs of two people who have nothing to do with each other.</param>
/// <param name="Household">u: of pairs of two people who live together: twins, spouses, a father and a son of one name.</param>
internal sealed record Odd(Likeness Likeness, double Duplicates, double Strangers, double Household);

/// <summary>
/// The probabilities of Fellegi and Sunter ("A Theory for Record Linkage", JASA 64, 1969), field by field. They are stated, not learnt: a
/// centre has no pairs whose truth is known before somebody has looked at them. Each column of a field adds up to 1. Where they are from:
/// <list type="bullet">
/// <item>Strangers: arithmetic. A birthday is one of 30,000 days (80 years); a date has about 40 neighbours that are one slip away; a ZIP
/// code holds a twentieth of a practice; equal numbers, streets and addresses of strangers are second-hand numbers and blocks of flats.
/// Equal names are told by the names themselves (<see cref="NameShares"/>), and what stands here is the usual name.</item>
/// <item>Duplicates: names differ most by misspelling and by changed places (Just et al., "Why Patient Matching Is a Challenge", Perspectives in
/// Health Information Management 13, 2016: of 398,939 confirmed duplicates, 53 % of the differences in first names and 34 % of those in last names are misspellings or
/// exchanges); how often each field differs at all is our judgement, as are the last columns. Marriage takes a twentieth of family names,
/// moving a quarter of addresses, and numbers change with them.</item>
/// <item>Household: most have one family name, one address, one number; a fiftieth of its pairs share a given name, and one of 70 a birthday.</item>
/// </list>
/// `./run bench duplicates` measures what they are worth.
/// </summary>
internal static class Odds
{
    /// <summary>So many duplicates a record: a tenth of the records of a practice have one, by what health systems tell of their indexes.</summary>
    public const double DuplicatesPerRecord = 0.1;

    /// <summary>So many others of the same household a record.</summary>
    public const double HouseholdPerRecord = 2;

    /// <summary>Of one household's pairs with one given name and with one birthday, so few have both: namesakes are a generation apart, and twins have two names.</summary>
    public const double NamesakesBornOneDay = 0.02;

    public static readonly IReadOnlyList<Odd> Family =
    [
        new(Same, 0.80, 0.002, 0.75), new(Alike, 0.09, 0.006, 0.02), new(Part, 0.05, 0.003, 0.08), new(Turned, 0.01, 0.00001, 0.0001),
        new(Differs, 0.05, 0.98899, 0.1499),
    ];

    // Turned is told with the family name, once.
    public static readonly IReadOnlyList<Odd> Given =
    [
        new(Same, 0.82, 0.006, 0.02), new(Alike, 0.10, 0.012, 0.03), new(Part, 0.05, 0.012, 0.04), new(Differs, 0.03, 0.97, 0.91),
    ];

    public static readonly IReadOnlyList<Odd> Born =
    [
        new(Same, 0.92, 0.00004, 0.014), new(Turned, 0.01, 0.00002, 0.0002), new(Alike, 0.03, 0.0013, 0.004), new(Part, 0.01, 0.012, 0.014),
        new(Differs, 0.03, 0.98664, 0.9678),
    ];

    public static readonly IReadOnlyList<Odd> Phone = [new(Same, 0.70, 0.0002, 0.70), new(Differs, 0.30, 0.9998, 0.30)];

    public static readonly IReadOnlyList<Odd> Address = [new(Same, 0.65, 0.001, 0.85), new(Part, 0.10, 0.05, 0.08), new(Differs, 0.25, 0.949, 0.07)];

    public static readonly IReadOnlyList<Odd> Email = [new(Same, 0.65, 0.00001, 0.25), new(Differs, 0.35, 0.99999, 0.75)];

    // Whoever is registered twice has two numbers as a rule, so two different ones say little; but some pairs are one number, misread.
    public static readonly IReadOnlyList<Odd> Record =
        [new(Same, 0.05, 0.000001, 0.000001), new(Alike, 0.05, 0.0001, 0.0002), new(Differs, 0.90, 0.999899, 0.999799)];

    /// <summary>What a field says, in bits: the logarithm of m/u against strangers and against a household. Nothing where it is missing.</summary>
    public static (double Strangers, double Household) Bits(IReadOnlyList<Odd> field, Likeness likeness)
    {
        foreach (var odd in field)
        {
            if (odd.Likeness == likeness)
            {
                return (Math.Log2(odd.Duplicates / odd.Strangers), Math.Log2(odd.Duplicates / odd.Household));
            }
        }
        return (0, 0);
    }
}
