namespace Kindline.Patients.Duplicates;

/// <summary>How far one field of two records says the same. What each word means for which field stands at <see cref="Agreement"/>.</summary>
public enum Likeness
{
    /// <summary>One of the two says nothing, so neither does the field.</summary>
    Missing,
    Same,
    Alike,
    Part,
    Turned,
    Differs,
}

/// <summary>Two records compared field by field; holds no value of either.</summary>
/// <param name="Family">Alike: a letter or two apart, or heard alike. Part: one is a word of the other, as a maiden name beside the married one. Turned: it is the other's given name, and the other way round.</param>
/// <param name="Given">Alike: as the family name, or a short form (Bill for William). Part: an initial, or another given name in common.</param>
/// <param name="Born">Turned: day and month changed places. Alike: one digit differs, or two neighbours changed places. Part: the year alone.</param>
/// <param name="Phone">Same: a number in common.</param>
/// <param name="Address">Same: number and name of the street. Part: the ZIP code.</param>
/// <param name="Email">Same, whatever its case.</param>
/// <param name="Record">The practice's record number. Same: but for hyphens and case. Alike: one character apart.</param>
public sealed record Agreement(Likeness Family, Likeness Given, Likeness Born, Likeness Phone, Likeness Address, Likeness Email, Likeness Record)
{
    /// <summary>"Same Alike Same Missing Differs Missing Differs": the fields in their order.</summary>
    public override string ToString() => string.Join(' ', [Family, Given, Born, Phone, Address, Email, Record]);

    /// <summary>Of a pair of whom nothing is told.</summary>
    public static Agreement Unknown { get; } = new(Likeness.Missing, Likeness.Missing, Likeness.Missing, Likeness.Missing, Likeness.Missing, Likeness.Missing, Likeness.Missing);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Agreement Parse(string text)
    {
        var said = Array.ConvertAll(text.Split(' '), Enum.Parse<Likeness>);
        return new Agreement(said[0], said[1], said[2], said[3], said[4], said[5], said[6]);
    }
}
