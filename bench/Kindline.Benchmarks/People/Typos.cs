namespace Kindline.Benchmarks.People;

/// <summary>What fingers and ears make of a name.</summary>
internal sealed class Typos(int seed)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private readonly Random random = new(seed);

    public static IReadOnlyList<string> Kinds { get; } = ["one letter", "two letters", "swap", "accent", "doubled"];

    /// <summary>A name with a mistake of a kind, in one of its words of four letters or more.</summary>
    public string Make(string kind, string given, string family)
    {
        var inFamily = given.Length < 4 || (family.Length >= 4 && random.Next(2) == 0);
        var word = inFamily ? family : given;
        var wrong = kind switch
        {
            "one letter" => OneLetter(word),
            "two letters" => word.Length > 4 ? OneLetter(OneLetter(word)) : OneLetter(word),
            "swap" => Swap(word),
            "accent" => Accent(word),
            _ => Double(word),
        };
        return inFamily ? $"{given} {wrong}" : $"{wrong} {family}";
    }

    private string OneLetter(string word)
    {
        var at = random.Next(word.Length);
        var letter = Letters[random.Next(Letters.Length)].ToString();
        return random.Next(3) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, letter),
            _ => word.Remove(at, 1).Insert(at, letter),
        };
    }

    private string Swap(string word)
    {
        var at = random.Next(word.Length - 1);
        return $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}";
    }

    private string Double(string word)
    {
        var at = random.Next(word.Length);
        return word.Insert(at, word[at].ToString());
    }

    // The accent on the first vowel, whether it belongs there or not.
    private static string Accent(string word)
    {
        var at = word.IndexOfAny(['a', 'e', 'i', 'o', 'u']);
        return at < 0 ? word : word.Remove(at, 1).Insert(at, word[at] switch { 'a' => "á", 'e' => "é", 'i' => "í", 'o' => "ó", _ => "ü" });
    }
}
