using Kindline.Foundation;

namespace Kindline.Compliance;

/// <summary>A holiday of one year.</summary>
/// <param name="On">The day on which offices are closed: the weekday beside it where the law says so.</param>
public sealed record Holiday(DateOnly On, string Name, string Source);

/// <summary>
/// The holidays of the countries that practices and their agents sit in (R419), as rules with their source. Built in; DATA/law/holidays.csv
/// replaces them. What a government proclaims from year to year is no rule, and is entered by hand:
/// <code>country,name,rule,source
/// US,Thanksgiving Day,4 thursday 11,5 U.S.C. 6103(a)</code>
/// </summary>
public sealed class HolidayCalendars
{
    private readonly IReadOnlyList<(string Country, string Name, HolidayRule Rule, string Source)> lines;

    private HolidayCalendars(IReadOnlyList<(string Country, string Name, HolidayRule Rule, string Source)> lines) => this.lines = lines;

    /// <summary>ISO 3166-1, two letters each, in order.</summary>
    public IReadOnlyList<string> Countries => [.. lines.Select(l => l.Country).Distinct().Order(StringComparer.Ordinal)];

    /// <exception cref="CannotStartException">The centre's own file cannot be read; the line is named.</exception>
    public static HolidayCalendars Load(KindlineOptions options)
    {
        var (text, name) = LawFile.Read(options, "holidays.csv");
        List<(string, string, HolidayRule, string)> lines = [];
        var read = text.Split('\n', StringSplitOptions.TrimEntries);
        for (var n = 1; n < read.Length; n++)
        {
            if (read[n].Length == 0)
            {
                continue;
            }
            if (read[n].Split(',', 4) is not [{ Length: 2 } country, { Length: > 0 and <= 80 } holiday, var rule, { Length: > 0 } source] || HolidayRule.Parse(rule) is not { } parsed)
            {
                throw new CannotStartException($"{name}, line {n + 1}: must be a country, a name, a rule and a source, such as US,Thanksgiving Day,4 thursday 11,5 U.S.C. 6103(a)");
            }
            lines.Add((country, holiday, parsed, source));
        }
        return new HolidayCalendars(lines);
    }

    /// <summary>Those of a country whose day lies in a year, in their order. New Year's Day of the year after may be one of them.</summary>
    public IReadOnlyList<Holiday> Of(string country, int year) =>
    [
        .. from line in lines
           where line.Country == country
           from of in new[] { year, year + 1 }
           let day = line.Rule.In(of)
           where day.Year == year
           orderby day
           select new Holiday(day, line.Name, line.Source),
    ];
}
