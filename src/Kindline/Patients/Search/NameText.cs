using System.Globalization;
using System.Text;

namespace Kindline.Patients.Search;

/// <summary>
/// Names as they are looked for: without case, accents, apostrophes and hyphens, so that "O'Hara", "o hara" and "OHARA", "Muñoz" and
/// "munoz" are the same. Letters of other scripts stay what they are.
/// </summary>
internal static class NameText
{
    /// <summary>The longest word that is kept, in letters.</summary>
    public const int LongestWord = 40;

    // What stands before a name of several words, in the languages of the practices' patients: typed or left out as one likes.
    private static readonly HashSet<string> Particles =
    [
        "de", "la", "las", "los", "del", "da", "das", "do", "dos", "di", "du", "le", "van", "von", "der", "den", "ter", "el", "al", "bin", "ibn",
        "y", "e", "st", "san", "santa",
    ];

    // Letters that Unicode does not take apart into a letter and a mark.
    private static readonly Dictionary<char, string> Plain = new()
    {
        ['ß'] = "ss",
        ['ø'] = "o",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ı'] = "i",
    };

    /// <summary>Whether a word says little by itself.</summary>
    public static bool IsParticle(string word) => Particles.Contains(word);

    /// <summary>
    /// The words of a name, plain; none where there is no letter or digit in it. Apostrophes join, all else parts.
    /// Names of plain letters, which nearly all are, are read as they stand, without being normalized.
    /// </summary>
    public static IReadOnlyList<string> Words(string name) => Ascii.IsValid(name) ? PlainWords(name) : AnyWords(name.Normalize(NormalizationForm.FormKD));

    private static List<string> PlainWords(string name)
    {
        List<string> words = [];
        Span<char> word = stackalloc char[LongestWord];
        var length = 0;
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                if (length < LongestWord)
                {
                    word[length++] = char.ToLowerInvariant(letter);
                }
            }
            else if (letter is not ('\'' or '`') && length > 0)
            {
                words.Add(new string(word[..length]));
                length = 0;
            }
        }
        if (length > 0)
        {
            words.Add(new string(word[..length]));
        }
        return words;
    }

    private static List<string> AnyWords(string name)
    {
        List<string> words = [];
        var word = new StringBuilder();
        foreach (var letter in name)
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(letter))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                    break;
                case UnicodeCategory.Surrogate:
                    word.Append(letter);
                    break;
                default:
                    Append(letter);
                    break;
            }
        }
        End();
        return words;

        void Append(char letter)
        {
            if (letter is '\'' or '’' or '‘' or '`' or '´' or 'ʼ')
            {
                return;
            }
            if (!char.IsLetterOrDigit(letter))
            {
                End();
                return;
            }
            var lower = char.ToLowerInvariant(letter);
            if (Plain.TryGetValue(lower, out var plain))
            {
                word.Append(plain);
            }
            else
            {
                word.Append(lower);
            }
        }

        void End()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString(0, Math.Min(word.Length, LongestWord)));
                word.Clear();
            }
        }
    }

    /// <summary>A family name as one word: "De la Cruz" is "delacruz".</summary>
    public static string FamilyKey(string lastName) => Joined(Words(lastName));

    /// <summary>A family name of these words as one.</summary>
    public static string Joined(IReadOnlyList<string> words)
    {
        var joined = words is [var only] ? only : string.Concat(words);
        return joined.Length <= LongestWord ? joined : joined[..LongestWord];
    }

    /// <summary>The first word of a given name.</summary>
    public static string GivenKey(string firstName) => Words(firstName) is [var first, ..] ? first : "";

    /// <summary>
    /// The other words by which a person may be looked for: further given names, and the parts of a family name of several words.
    /// "María Elena", "De la Cruz" has "elena" and "cruz".
    /// </summary>
    public static IReadOnlyList<string> OtherWords(string firstName, string lastName)
    {
        var family = Words(lastName);
        return [.. Words(firstName).Skip(1).Concat(family.Count > 1 ? family.Where(w => !IsParticle(w)) : []).Distinct(StringComparer.Ordinal)];
    }
}
