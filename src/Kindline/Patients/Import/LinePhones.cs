using System.Text.RegularExpressions;
using Kindline.Foundation;

namespace Kindline.Patients.Import;

/// <summary>A number of a row, in E.164, and what its column or a word beside it says of the line.</summary>
internal readonly record struct LinePhone(string Number, LineType Type, bool IsWork);

/// <summary>
/// Reads the telephone numbers of a row. A cell may hold several, a word of which each is ("cell", "work"), and an extension, which is
/// not kept and is said. What a column is called tells of all of its numbers.
/// </summary>
internal static partial class LinePhones
{
    private static readonly string[] Apart = [";", "|", ",", "\r", "\n", " or ", " / ", " & "];

    private static readonly string[] Mobile = ["mobile", "cell", "cellular", "c", "m"];
    private static readonly string[] Landline = ["landline"];
    private static readonly string[] Work = ["work", "office", "business", "employer", "w", "o"];
    private static readonly string[] Plain = ["home", "h", "phone", "tel", ""];

    public static List<LinePhone> Of(RowCells cells)
    {
        List<LinePhone> phones = [];
        foreach (var (column, text) in cells.All(ImportField.Phone))
        {
            var name = cells.NameOf(column);
            // "5125550142.0" is what becomes of a number in a column of numbers.
            var whole = text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
            foreach (var part in PhoneNumber.TryParse(whole, out _) ? [whole] : whole.Split(Apart, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (Read(part, name, out var hasExtension) is not { } phone)
                {
                    cells.Leave(column, "is no telephone number");
                    continue;
                }
                if (hasExtension)
                {
                    cells.Leave(column, "is taken without its extension");
                }
                if (!phones.Exists(p => p.Number == phone.Number))
                {
                    phones.Add(phone);
                }
            }
        }
        return phones;
    }

    private static LinePhone? Read(string text, string column, out bool hasExtension)
    {
        hasExtension = false;
        if (PhoneNumber.TryParse(text, out var number))
        {
            return new LinePhone(number.Value, TypeOf(column), IsWork(column));
        }
        var match = WithMore().Match(text);
        var word = match.Groups["word"].Value;
        // Whose number it is instead, such as "mom", is another person's.
        if (!match.Success || !PhoneNumber.TryParse(match.Groups["number"].Value, out number) || !IsKnown(word))
        {
            return null;
        }
        hasExtension = match.Groups["extension"].Success;
        return new LinePhone(number.Value, TypeOf(word) is var type and not LineType.Unknown ? type : TypeOf(column), IsWork(word) || IsWork(column));
    }

    private static bool IsKnown(string word) => Has(word, Plain) || TypeOf(word) != LineType.Unknown || IsWork(word);

    // "Home" may be either by now.
    private static LineType TypeOf(string name) => Has(name, Mobile) ? LineType.Mobile : Has(name, Landline) ? LineType.Landline : LineType.Unknown;

    private static bool IsWork(string name) => Has(name, Work);

    /// <summary>Whether one of the words stands in a name: "Cell Phone", "patient_mobile", "workphone".</summary>
    private static bool Has(string name, string[] words) =>
        Array.Exists(words, word => word.Length < 4 ? name.Equals(word, StringComparison.OrdinalIgnoreCase) : name.Contains(word, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("""^(?<number>[^\p{L}#]*[0-9])\s*(?:(?:x|ext\.?|extension|\#)\s*(?<extension>[0-9]{1,6}))?\s*\(?(?<word>\p{L}*)\.?\)?$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WithMore();
}
