using System.Globalization;
using Kindline.Foundation;

namespace Kindline.Patients;

/// <summary>
/// What a person typed into the patient search, taken apart: dates of birth, telephone numbers, record numbers and words of
/// the name. All parts must fit.
/// </summary>
internal sealed record PatientSearch(IReadOnlyList<string> Words, IReadOnlyList<string> Numbers, DateOnly? BornOn)
{
    public const int Longest = 120;

    // American forms first: the document's practices write month before day.
    private static readonly string[] DateForms = ["yyyy-MM-dd", "M/d/yyyy", "M-d-yyyy", "M.d.yyyy", "yyyy/M/d"];

    public bool Empty => Words.Count == 0 && Numbers.Count == 0 && BornOn is null;

    /// <summary>"lopez 3/14/1971", "(512) 555-0143", "Maria", "DM100234".</summary>
    public static PatientSearch Parse(string query)
    {
        if (PhoneNumber.TryParse(query, out var whole))
        {
            return new PatientSearch([], [whole.Value], null);
        }
        List<string> words = [];
        List<string> numbers = [];
        DateOnly? bornOn = null;
        foreach (var part in query.Split([' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (DateOnly.TryParseExact(part, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                bornOn = date;
            }
            else if (IsNumber(part))
            {
                numbers.Add(string.Concat(part.Where(char.IsAsciiDigit)));
            }
            else
            {
                words.Add(part);
            }
        }
        return new PatientSearch(words, numbers, bornOn);
    }

    private static bool IsNumber(string part) =>
        part.Any(char.IsAsciiDigit) && part.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '(' or ')' or '.');
}
