using Kindline.Foundation;

namespace Kindline.Compliance;

/// <summary>
/// Which state an American number's area code belongs to. People keep their numbers when they move, so this is one fact of several.
/// Built in; DATA/law/us_area_codes.csv replaces it. Of each line the first two fields count, the first line names them:
/// <code>area_code,state,tz_primary,tz_all,multi_tz,source
/// 201,NJ,America/New_York,America/New_York,0,phonenumber-util</code>
/// </summary>
public sealed class AreaCodes
{
    private readonly Dictionary<string, string> states;

    private AreaCodes(Dictionary<string, string> states) => this.states = states;

    /// <exception cref="CannotStartException">The centre's own file cannot be read; the line is named.</exception>
    public static AreaCodes Load(KindlineOptions options)
    {
        var (text, name) = LawFile.Read(options, "us_area_codes.csv");
        var states = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        for (var n = 1; n < lines.Length; n++)
        {
            if (lines[n].Length == 0)
            {
                continue;
            }
            if (lines[n].Split(',') is not [{ Length: 3 } code, { Length: 2 } state, ..] || !code.All(char.IsAsciiDigit))
            {
                throw new CannotStartException($"{name}, line {n + 1}: must begin with an area code and a state, such as 201,NJ");
            }
            states[code] = state;
        }
        return new AreaCodes(states);
    }

    /// <summary>Two letters, or null for a number of no state that we know: another country's, toll-free, not a number.</summary>
    public string? StateOf(string e164) =>
        e164.Length == 12 && e164.StartsWith("+1", StringComparison.Ordinal) ? states.GetValueOrDefault(e164[2..5]) : null;
}
