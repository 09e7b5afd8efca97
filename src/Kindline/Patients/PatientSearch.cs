using System.Globalization;
using System.Text;
using Kindline.Foundation;
using Kindline.Patients.Search;

namespace Kindline.Patients;

/// <summary>What a person typed into the patient search, taken apart. All parts must fit.</summary>
/// <param name="Words">Words of a name, plain (<see cref="NameText"/>); the last may be half typed.</param>
/// <param name="Numbers">Digits of telephone or record numbers; with a plus a whole number in E.164.</param>
/// <param name="Records">Record numbers with letters and digits, in capitals.</param>
/// <param name="Emails">Beginnings of e-mail addresses, in small letters.</param>
/// <param name="BornOn">The date of birth.</param>
internal sealed record PatientSearch(
    IReadOnlyList<string> Words, IReadOnlyList<string> Numbers, IReadOnlyList<string> Records, IReadOnlyList<string> Emails, DateOnly? BornOn)
{
    public const int Longest = 120;

    // Three digits are a page of every tenth thousand people.
    private const int FewestDigits = 4;

    // American forms first: the document's practices write month before day.
    private static readonly string[] DateForms = ["yyyy-MM-dd", "M/d/yyyy", "M-d-yyyy", "M.d.yyyy", "yyyy/M/d", "M/d/yy", "M-d-yy"];

    // As dates are shown on every page, and as they are read out.
    private static readonly string[] SpokenForms = ["MMM d yyyy", "MMMM d yyyy", "d MMM yyyy", "d MMMM yyyy"];

    // As chart systems let them be typed; so are record numbers of eight digits.
    private static readonly string[] BareForms = ["MMddyyyy", "yyyyMMdd"];

    private static readonly DateOnly Oldest = new(1900, 1, 1);

    /// <summary>The date of birth that the one number of eight digits may be, where it is none of a person: "03141971".</summary>
    public DateOnly? MaybeBornOn { get; private init; }

    public bool Empty => Words.Count + Numbers.Count + Records.Count + Emails.Count == 0 && BornOn is null;

    /// <summary>The same, for whoever must not find people by their date of birth.</summary>
    public PatientSearch WithoutBirth() => this with { BornOn = null, MaybeBornOn = null };

    /// <summary>"lopez 3/14/1971", "lopez mar 14, 1971", "(512) 555-0143", "Maria", "DM100234", "lopez 0143", "m.lopez@".</summary>
    public static PatientSearch Parse(string query)
    {
        if (PhoneNumber.TryParse(query, out var whole))
        {
            return new PatientSearch([], [whole.Value], [], [], null);
        }
        var parts = new Parts();
        var typed = query.Split([' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (var n = 0; n < typed.Length; n++)
        {
            if (n + 2 < typed.Length && TryReadDate(string.Join(' ', typed[n..(n + 3)]), SpokenForms, out var spoken))
            {
                parts.Add(spoken);
                n += 2;
            }
            // "MRN 100234" is how the number is read out.
            else if (typed.Length == 1 || !typed[n].Equals("MRN", StringComparison.OrdinalIgnoreCase))
            {
                parts.Add(typed[n]);
            }
        }
        return parts.ToSearch();
    }

    private sealed class Parts
    {
        private readonly List<string> words = [];
        private readonly List<string> numbers = [];
        private readonly List<string> records = [];
        private readonly List<string> emails = [];
        private readonly StringBuilder digits = new();
        private DateOnly? bornOn;

        public void Add(DateOnly date)
        {
            EndNumber();
            bornOn = date;
        }

        public void Add(string part)
        {
            if (TryReadDate(part, DateForms, out var date))
            {
                Add(date);
            }
            else if (IsNumber(part))
            {
                // "(512) 555 0143" is one number.
                digits.Append(string.Concat(part.Where(char.IsAsciiDigit)));
            }
            else if (!IsHalfADate(part))
            {
                EndNumber();
                AddText(part);
            }
        }

        public PatientSearch ToSearch()
        {
            if (words.Count + numbers.Count + records.Count + emails.Count == 0 && bornOn is null && digits.Length > 0 && digits.Length < FewestDigits)
            {
                // Alone, so few digits can only be a record number's.
                records.Add(digits.ToString());
            }
            EndNumber();
            return new PatientSearch(words, numbers, records, emails, bornOn)
            {
                MaybeBornOn = numbers is [{ Length: 8 } bare] && TryReadDate(bare, BareForms, out var date) && date >= Oldest ? date : null,
            };
        }

        private void AddText(string part)
        {
            if (part.AsSpan().ContainsAny('@', '_') || part.Trim('.').Contains('.', StringComparison.Ordinal))
            {
                emails.Add(SearchKeys.Email(part)!);
            }
            else if (part.Any(char.IsAsciiDigit) && SearchKeys.Record(part) is { Length: > 0 } record)
            {
                records.Add(record);
            }
            else
            {
                words.AddRange(NameText.Words(part));
            }
        }

        private void EndNumber()
        {
            if (digits.Length >= FewestDigits)
            {
                numbers.Add(digits.ToString());
            }
            digits.Clear();
        }

        private static bool IsNumber(string part) =>
            part.Any(char.IsAsciiDigit) && part.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '(' or ')' or '.');

        // "5/14/1" is on its way.
        private static bool IsHalfADate(string part) => part.All(c => char.IsAsciiDigit(c) || c == '/');
    }

    private static bool TryReadDate(string text, string[] forms, out DateOnly date) =>
        DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
