using System.Text;

namespace Kindline.Benchmarks.People;

/// <summary>
/// Names put together of syllables, as many as a large country has, spread as names are: the hundredth most frequent has a hundredth of
/// the bearers of the first (Zipf). A third is Spanish in sound. The same seed invents the same names.
/// </summary>
internal sealed class InventedNames
{
    private static readonly string[] Begins =
        ["B", "Br", "C", "Ch", "Cl", "D", "F", "Fr", "G", "Gr", "H", "J", "K", "Kr", "L", "M", "N", "P", "Pr", "R", "S", "Sch", "St", "T", "Tr", "V", "W", "Z", "A", "E", "O", "Ol", "Al"];

    private static readonly string[] Middles =
        ["an", "ar", "al", "e", "el", "en", "er", "i", "il", "in", "o", "ol", "on", "or", "u", "ul", "un", "ei", "ie", "au", "oo", "ea", "a", "ama", "eri", "oni", "ari", "ole"];

    private static readonly string[] EnglishEnds =
        ["son", "ton", "ley", "man", "berg", "ner", "ski", "ford", "well", "ing", "er", "s", "den", "by", "wood", "land", "ham", "ck", "tt", "ds", "pp", "ll", "sen", "ker", "ler"];

    private static readonly string[] SpanishEnds = ["ez", "ero", "ado", "illa", "andez", "inez", "osa", "uez", "ares", "ina", "ales", "uela", "eda", "iño", "ía", "ón"];

    private static readonly string[] GivenEnds = ["a", "ia", "na", "elle", "y", "ie", "o", "us", "an", "en", "el", "er", "ine", "eth", "io", "ita"];

    private readonly string[] family;
    private readonly string[] given;
    private readonly Random random;

    public InventedNames(int seed, int families = 120_000, int givens = 8_000)
    {
        random = new Random(seed);
        family = Invent(families, () => random.Next(3) == 0 ? SpanishEnds : EnglishEnds);
        given = Invent(givens, () => GivenEnds);
    }

    /// <summary>A family name; every twelfth is a double one, every fortieth has a small word before it.</summary>
    public string Family() => random.Next(40) switch
    {
        0 => "De la " + Pick(family),
        1 or 2 or 3 => $"{Pick(family)}-{Pick(family)}",
        _ => Pick(family),
    };

    /// <summary>A given name; every tenth has a second.</summary>
    public string Given() => random.Next(10) == 0 ? $"{Pick(given)} {Pick(given)}" : Pick(given);

    // Zipf with exponent 1: the rank is exponential in a uniform number.
    private string Pick(string[] from) => from[Math.Min(from.Length - 1, (int)(Math.Exp(random.NextDouble() * Math.Log(from.Length + 1)) - 1))];

    private string[] Invent(int count, Func<string[]> ends)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (names.Count < count)
        {
            var name = new StringBuilder(Of(Begins));
            for (var n = random.Next(1, 3); n > 0; n--)
            {
                name.Append(Of(Middles));
            }
            var whole = name.Append(Of(ends())).ToString();
            if (whole.Length is > 3 and < 13)
            {
                names.Add(whole);
            }
        }
        return [.. names];
    }

    private string Of(string[] parts) => parts[random.Next(parts.Length)];
}
