namespace Kindline.Patients.Duplicates;

/// <summary>What to make of a score. None of them merges by itself: a person decides.</summary>
public enum Certainty
{
    /// <summary>Not worth a look.</summary>
    Unlikely,

    /// <summary>Three of ten at least.</summary>
    Possible,

    /// <summary>Nine of ten at least.</summary>
    Likely,

    /// <summary>999 of 1,000 at least, with the same date of birth and names that are the same, alike or turned round.</summary>
    Certain,
}

/// <summary>How likely two records are one person, and why.</summary>
/// <param name="Probability">0 to 1.</param>
/// <param name="Agreement">What agrees and what does not.</param>
public sealed record PairScore(double Probability, Agreement Agreement)
{
    public const double Possible = 0.3;
    public const double Likely = 0.9;
    public const double Certain = 0.999;

    public Certainty Certainty => CertaintyOf(Probability, Agreement);

    public static Certainty CertaintyOf(double probability, Agreement agreement) => probability switch
    {
        >= Certain when agreement is
        {
            Born: Likeness.Same,
            Family: Likeness.Same or Likeness.Alike or Likeness.Turned or Likeness.Part,
            Given: Likeness.Same or Likeness.Alike or Likeness.Turned,
        } => Certainty.Certain,
        >= Likely => Certainty.Likely,
        >= Possible => Certainty.Possible,
        _ => Certainty.Unlikely,
    };
}

/// <summary>
/// Scores pairs after Fellegi and Sunter, against two rival explanations: that the two are strangers, or that they live together. Each is a sum
/// of log2(m/u) over the fields and of its prior. One rival alone would do wrong: fields of strangers agree by chance, each by itself, while
/// those of a household agree all at once, so that twins, or a father and a son of one name, would score as a duplicate.
/// </summary>
/// <param name="shares">How frequent names are.</param>
/// <param name="people">How many records the practice has: among more of them more agree by chance.</param>
internal sealed class Scoring(NameShares shares, int people)
{
    private const int FewestPeople = 1_000;

    private static readonly double HouseholdPrior = Math.Log2(Odds.DuplicatesPerRecord / Odds.HouseholdPerRecord);
    private readonly double strangersPrior = Math.Log2(Odds.DuplicatesPerRecord / Math.Max(people, FewestPeople));

    public PairScore Of(ComparedPerson one, ComparedPerson other)
    {
        var agreement = Comparison.Of(one, other);
        var (strangers, household) = (strangersPrior, HouseholdPrior);
        foreach (var (field, likeness) in (ReadOnlySpan<(IReadOnlyList<Odd>, Likeness)>)
        [
            (Odds.Family, agreement.Family), (Odds.Given, agreement.Given), (Odds.Born, agreement.Born), (Odds.Phone, agreement.Phone),
            (Odds.Address, agreement.Address), (Odds.Email, agreement.Email), (Odds.Record, agreement.Record),
        ])
        {
            var bits = Odds.Bits(field, likeness);
            (strangers, household) = (strangers + bits.Strangers, household + bits.Household);
        }
        strangers += Rarity(agreement.Family, one.Family.Word, Odds.Family[0]) + Rarity(agreement.Given, one.Given.Word, Odds.Given[0]);
        household -= agreement is { Born: Likeness.Same, Given: Likeness.Same or Likeness.Turned } ? Math.Log2(Odds.NamesakesBornOneDay) : 0;
        // Of the two rivals each is that many times as likely as the duplicate.
        return new PairScore(1 / (1 + double.Exp2(-strangers) + double.Exp2(-household)), agreement);
    }

    /// <summary>What a name that is the same says more than the usual one, in bits; of a frequent name that is less than nothing.</summary>
    private double Rarity(Likeness likeness, string word, Odd same) =>
        likeness is Likeness.Same ? Math.Log2(same.Strangers / shares.Of(word, same.Strangers)) : 0;
}
