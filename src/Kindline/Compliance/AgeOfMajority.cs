using System.Globalization;
using Kindline.Foundation;

namespace Kindline.Compliance;

/// <summary>
/// At what age a child's parents cease to speak for it (45 CFR 164.502(g)(3) leaves it to the states). Built in;
/// DATA/law/age_of_majority.csv replaces it. US is the age of every state that has no line; of several lines of a state the latest that
/// is in force counts:
/// <code>state,age,from,source
/// AL,19,1975-07-22,Code of Alabama 26-1-1</code>
/// </summary>
public sealed class AgeOfMajority
{
    private const string Usual = "US";

    private readonly List<Line> lines;

    private AgeOfMajority(List<Line> lines) => this.lines = lines;

    /// <exception cref="CannotStartException">The centre's own file cannot be read; the line is named.</exception>
    public static AgeOfMajority Load(KindlineOptions options)
    {
        var (text, name) = LawFile.Read(options, "age_of_majority.csv");
        List<Line> lines = [];
        var read = text.Split('\n', StringSplitOptions.TrimEntries);
        for (var n = 1; n < read.Length; n++)
        {
            if (read[n].Length > 0)
            {
                lines.Add(Line.Parse(read[n]) ?? throw new CannotStartException($"{name}, line {n + 1}: must be a state, an age, a day and a source, such as AL,19,1975-07-22,Code"));
            }
        }
        return lines.Exists(l => l.State == Usual) ? new AgeOfMajority(lines) : throw new CannotStartException($"{name} has no line for {Usual}, the usual age");
    }

    /// <summary>Whole years, by the law of a day.</summary>
    /// <param name="state">Two letters, or null where it is not known.</param>
    /// <param name="on">The day whose law counts.</param>
    public int In(string? state, DateOnly on)
    {
        var inForce = lines.Where(l => l.From <= on).OrderBy(l => l.From).ToList();
        return (inForce.FindLast(l => l.State == state) ?? inForce.FindLast(l => l.State == Usual) ?? lines.First(l => l.State == Usual)).Age;
    }

    private sealed record Line(string State, int Age, DateOnly From)
    {
        public static Line? Parse(string text) =>
            text.Split(',', 4) is [{ Length: 2 } state, var age, var from, { Length: > 0 }]
            && int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is > 0 and < 100
            && DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? new Line(state, years, day) : null;
    }
}
