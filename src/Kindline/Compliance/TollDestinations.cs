using Kindline.Foundation;

namespace Kindline.Compliance;

/// <summary>
/// How numbers begin: "+1900", or "+1xxx976" where x is any digit. It covers every number that begins so.
/// </summary>
public sealed record DialPattern
{
    private const int Longest = 15;

    private readonly string text;

    private DialPattern(string text) => this.text = text;

    /// <summary>A plus and 1 to 15 digits or x (E.164 has no more); false where the text is none.</summary>
    public static bool TryParse(string text, out DialPattern pattern)
    {
        var digits = text.StartsWith('+') ? text[1..].ToLowerInvariant() : "";
        var isOne = digits.Length is > 0 and <= Longest && digits.All(d => char.IsAsciiDigit(d) || d == 'x');
        pattern = new DialPattern(isOne ? $"+{digits}" : "+");
        return isOne;
    }

    /// <summary>Reads patterns parted by commas or white space.</summary>
    /// <returns>Null, or the first word that is no pattern.</returns>
    public static string? Parse(string text, out IReadOnlyList<DialPattern> patterns)
    {
        var found = new List<DialPattern>();
        patterns = found;
        foreach (var word in text.Split((char[])[',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryParse(word, out var pattern))
            {
                patterns = [];
                return word;
            }
            found.Add(pattern);
        }
        return null;
    }

    public bool Covers(string e164)
    {
        if (e164.Length < text.Length)
        {
            return false;
        }
        for (var n = 0; n < text.Length; n++)
        {
            if (text[n] != 'x' && text[n] != e164[n])
            {
                return false;
            }
        }
        return true;
    }

    public override string ToString() => text;
}

/// <summary>
/// Where calls to the outside may go before an administrator says otherwise: what is allowed, less what is denied. Built in;
/// DATA/law/toll_destinations.csv replaces it. The first line names the fields, the first two count:
/// <code>pattern,verdict,what,source
/// +1900,denied,premium rate,47 CFR 64.1501</code>
/// </summary>
public sealed class TollDestinations
{
    private TollDestinations(string allowed, string denied) => (Allowed, Denied) = (allowed, denied);

    /// <summary>Patterns, parted by blanks.</summary>
    public string Allowed { get; }

    /// <summary>Patterns that are not called though an allowed one covers them.</summary>
    public string Denied { get; }

    /// <exception cref="CannotStartException">The centre's own file cannot be read; the line is named.</exception>
    public static TollDestinations Load(KindlineOptions options)
    {
        var (text, name) = LawFile.Read(options, "toll_destinations.csv");
        var (allowed, denied) = (new List<DialPattern>(), new List<DialPattern>());
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        for (var n = 1; n < lines.Length; n++)
        {
            if (lines[n].Length == 0)
            {
                continue;
            }
            if (lines[n].Split(',') is not [var written, ("allowed" or "denied") and var verdict, ..] || !DialPattern.TryParse(written, out var pattern))
            {
                throw new CannotStartException($"{name}, line {n + 1}: must begin with a pattern and a verdict, such as +1900,denied");
            }
            (verdict == "allowed" ? allowed : denied).Add(pattern);
        }
        return new TollDestinations(string.Join(' ', allowed), string.Join(' ', denied));
    }
}
