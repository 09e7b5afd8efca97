using System.Buffers;
using System.Globalization;
using Kindline.Foundation;
using Kindline.Patients.Search;

namespace Kindline.Patients.Import;

/// <summary>What a row of a sheet says of a person; null where it says nothing.</summary>
internal sealed record PersonLine(
    long Line, string? Mrn, string FirstName, string LastName, DateOnly? BornOn, IReadOnlyList<string> Phones, string? Email,
    string? Street, string? City, string? State, string? Zip, string? Language, string? Plan, int? BalanceCents)
{
    /// <summary>By which the person is looked for.</summary>
    public string? MrnKey { get; } = SearchKeys.Record(Mrn);

    public string FamilyKey { get; } = NameText.FamilyKey(LastName);

    public string GivenKey { get; } = NameText.GivenKey(FirstName);

    /// <summary>Values of the practice's own fields, as these keep them; null where the row has none.</summary>
    public IReadOnlyDictionary<PatientFieldId, string>? Own { get; init; }

    /// <summary>One medicine a line.</summary>
    public string? Medications { get; init; }

    public string? ChartNotes { get; init; }

    /// <summary>Of the second coverage: payer, plan and member number; null where the row says nothing of one.</summary>
    public (string? Payer, string? Plan, string? MemberId)? Second { get; init; }
}

/// <summary>How a row was read: as a person, perhaps with values left out, or not at all.</summary>
internal abstract record LineOutcome
{
    private LineOutcome()
    {
    }

    /// <param name="LeftOut">"Phone: 12 is no telephone number", of what was not taken over.</param>
    public sealed record Read(PersonLine Person, IReadOnlyList<string> LeftOut) : LineOutcome;

    public sealed record Rejected(string Why) : LineOutcome;
}

/// <summary>
/// Reads rows by a mapping. Who a person is must be beyond doubt: a row without a name, or with a date of birth that is none, is rejected;
/// any other value that makes no sense is left out, and said.
/// </summary>
/// <param name="Header">The names of the columns.</param>
/// <param name="Mapping">Which holds what.</param>
/// <param name="DayFirst">Whether 3/4/1971 is the third of April.</param>
/// <param name="Today">Nobody is born after it.</param>
internal sealed record LineReader(IReadOnlyList<string> Header, ImportMapping Mapping, bool DayFirst, DateOnly Today)
{
    private const int OldestYears = 125;

    // The first day of Excel's count, with the day in 1900 that never was.
    private static readonly DateOnly ExcelZero = new(1899, 12, 30);

    private static readonly string[] MonthFirst = ["M/d/yyyy", "M-d-yyyy", "M.d.yyyy", "M/d/yy", "M-d-yy"];
    private static readonly string[] DayBefore = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d/M/yy", "d-M-yy"];
    private static readonly string[] Clear =
        ["yyyy-MM-dd", "yyyy/M/d", "yyyyMMdd", "d MMM yyyy", "d-MMM-yyyy", "MMM d yyyy", "MMM d, yyyy", "MMMM d, yyyy", "d MMMM yyyy"];

    private static readonly Dictionary<string, string> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["english"] = "en",
        ["eng"] = "en",
        ["spanish"] = "es",
        ["spa"] = "es",
        ["español"] = "es",
        ["espanol"] = "es",
        ["vietnamese"] = "vi",
        ["chinese"] = "zh",
        ["mandarin"] = "zh",
        ["korean"] = "ko",
        ["tagalog"] = "tl",
        ["arabic"] = "ar",
        ["french"] = "fr",
        ["german"] = "de",
        ["russian"] = "ru",
        ["portuguese"] = "pt",
    };

    // Rows are many, and a mapping has its fields by column: here are the columns of each field, in their order.
    private readonly int[][] columns =
        [.. Enum.GetValues<ImportField>().Select(field => Mapping.Fields.Where(f => f.Value == field).Select(f => f.Key).Order().ToArray())];

    /// <summary>The practice's own fields; a column of one that is not here any more is passed over.</summary>
    public IReadOnlyList<PatientField> OwnFields { get; init; } = [];

    public LineOutcome Read(SheetRow row)
    {
        if (row.Fault is { } fault)
        {
            return new LineOutcome.Rejected(fault);
        }
        var cells = new Cells(row, Header, columns);
        var (first, last) = Name(cells);
        if (first.Length + last.Length == 0)
        {
            return new LineOutcome.Rejected("there is no name");
        }
        if (IsFormula(first) || IsFormula(last))
        {
            return new LineOutcome.Rejected("the name is a formula");
        }
        if (!TryReadBirth(cells, out var bornOn, out var why))
        {
            return new LineOutcome.Rejected(why);
        }
        var person = new PersonLine(
            row.Line, cells.Text(ImportField.Mrn, 40), first, last, bornOn, Phones(cells), Email(cells), cells.Text(ImportField.Street, 120), cells.Text(ImportField.City, 80),
            State(cells), cells.Text(ImportField.Zip, 10), Language(cells), cells.Text(ImportField.Plan, 120), Balance(cells))
        {
            Own = Own(cells),
            Medications = cells.Lines(ImportField.Medications, PatientMapping.LongestChart, splits: true),
            ChartNotes = cells.Lines(ImportField.ChartNotes, PatientMapping.LongestChart, splits: false),
            Second = Second(cells),
        };
        return person is { Mrn: null, BornOn: null, Phones: [] }
            ? new LineOutcome.Rejected("nothing but the name is known")
            : new LineOutcome.Read(person, cells.LeftOut);
    }

    private static (string First, string Last) Name(Cells cells)
    {
        var (first, last) = (cells.Name(ImportField.FirstName, 80) ?? "", cells.Name(ImportField.LastName, 80) ?? "");
        if (cells.Name(ImportField.FullName, 160) is { } whole)
        {
            var comma = whole.IndexOf(',', StringComparison.Ordinal);
            var space = whole.LastIndexOf(' ');
            (first, last) = comma >= 0 ? (whole[(comma + 1)..].Trim(), whole[..comma].Trim())
                : space >= 0 ? (whole[..space].Trim(), whole[(space + 1)..])
                : ("", whole);
        }
        return (first, last);
    }

    private bool TryReadBirth(Cells cells, out DateOnly? bornOn, out string why)
    {
        (bornOn, why) = (null, "");
        if (cells.Text(ImportField.BornOn, 40) is not { } text)
        {
            return true;
        }
        bornOn = DayOf(text);
        why = bornOn is null ? $"{cells.NameOf(ImportField.BornOn)} is no date that can be read"
            : bornOn > Today ? $"{cells.NameOf(ImportField.BornOn)} lies in the future"
            : bornOn < Today.AddYears(-OldestYears) ? $"{cells.NameOf(ImportField.BornOn)} is more than {OldestYears} years ago"
            : "";
        return why.Length == 0;
    }

    private DateOnly? DayOf(string text)
    {
        // Some exports have a time behind every date.
        var day = text.Split(['T', ' '], 2) is [var date, var rest] && rest.Contains(':', StringComparison.Ordinal) ? date : text;
        return TryReadDate(day, out var read) ? read : null;
    }

    private bool TryReadDate(string text, out DateOnly date)
    {
        if (DateOnly.TryParseExact(text, Clear, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out date))
        {
            return true;
        }
        if (DateOnly.TryParseExact(text, DayFirst ? DayBefore : MonthFirst, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            // "3/14/31" of somebody who is alive lies behind us.
            date = text.Length < 9 && date > Today && date.Year - 100 > 0 ? date.AddYears(-100) : date;
            return true;
        }
        // "25934" is what a spreadsheet shows of a date whose column is no date's.
        if (text.Length == 5 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            date = ExcelZero.AddDays(days);
            return true;
        }
        return false;
    }

    private static List<string> Phones(Cells cells)
    {
        List<string> phones = [];
        foreach (var (column, text) in cells.All(ImportField.Phone))
        {
            // "5125550142.0" is what becomes of a number in a column of numbers.
            var plain = text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
            if (!PhoneNumber.TryParse(plain, out var number))
            {
                cells.Leave(column, "is no telephone number");
            }
            else if (!phones.Contains(number.Value))
            {
                phones.Add(number.Value);
            }
        }
        return phones;
    }

    private static string? Email(Cells cells)
    {
        var text = cells.Text(ImportField.Email, 254);
        return text is null || text.IsEmail() ? text : cells.Leave(ImportField.Email, "is no e-mail address");
    }

    private static string? State(Cells cells)
    {
        var text = cells.Text(ImportField.State, 40)?.ToUpperInvariant();
        return text is null || UsState.IsCode(text) ? text : cells.Leave(ImportField.State, "is no state's two letters");
    }

    private static string? Language(Cells cells)
    {
        var text = cells.Text(ImportField.Language, 40);
        return text is null ? null
            : Languages.TryGetValue(text, out var code) ? code
            : text.Length == 2 && text.All(char.IsAsciiLetter) ? text.ToLowerInvariant()
            : cells.Leave(ImportField.Language, "is no language that is known");
    }

    private static int? Balance(Cells cells)
    {
        if (cells.Text(ImportField.Balance, 40) is not { } text)
        {
            return null;
        }
        const NumberStyles Money = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowParentheses;
        var plain = text.Replace("$", "", StringComparison.Ordinal).Trim();
        if (decimal.TryParse(plain, Money, CultureInfo.InvariantCulture, out var amount) && Math.Abs(amount) < 10_000_000)
        {
            return (int)Math.Round(amount * 100);
        }
        cells.Leave(ImportField.Balance, "is no amount");
        return null;
    }

    private static (string? Payer, string? Plan, string? MemberId)? Second(Cells cells)
    {
        var second = (Payer: cells.Text(ImportField.SecondaryPayer, 120), Plan: cells.Text(ImportField.SecondaryPlan, 120), MemberId: cells.Text(ImportField.SecondaryMemberId, 40));
        return second == default ? null : second;
    }

    private Dictionary<PatientFieldId, string>? Own(Cells cells)
    {
        Dictionary<PatientFieldId, string>? values = null;
        foreach (var (column, id) in Mapping.Own)
        {
            if (OwnFields.FirstOrDefault(f => f.Id == id) is not { } field || cells.At(column) is not { } text)
            {
                continue;
            }
            if (OwnText.Plain(field, text, DayOf) is { } plain)
            {
                (values ??= [])[id] = plain;
            }
            else
            {
                cells.Leave(column, field.Expects());
            }
        }
        return values;
    }

    // A spreadsheet would run it; a telephone number may begin with a plus.
    private static bool IsFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '@';

    /// <summary>The values of a row by field, and what of them was left out.</summary>
    private sealed class Cells(SheetRow row, IReadOnlyList<string> header, int[][] columns)
    {
        private static readonly char[] EndsOfLines = ['\r', '\n'];
        private static readonly char[] EndsOfItems = ['\r', '\n', ';', '|'];

        private static readonly SearchValues<char> Controls =
            SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(char.IsControl)]);

        private List<string>? leftOut;

        public IReadOnlyList<string> LeftOut => leftOut ?? [];

        public IEnumerable<(int Column, string Text)> All(ImportField field)
        {
            foreach (var column in columns[(int)field])
            {
                if (Trimmed(column) is { } text && !IsNothing(text))
                {
                    yield return (column, text);
                }
            }
        }

        public string NameOf(ImportField field) => header[columns[(int)field][0]];

        /// <summary>What stands in a column; null for nothing.</summary>
        public string? At(int column) => Trimmed(column) is { } whole && Visible(whole) is { Length: > 0 } text && !IsNothing(text) ? text : null;

        /// <summary>The first value; null where there is none, or it is too long.</summary>
        public string? Text(ImportField field, int longest) => Plain(First(field, isName: false), longest);

        /// <summary>The same of a name: there are people whose name is Null, and Na.</summary>
        public string? Name(ImportField field, int longest) => Plain(First(field, isName: true), longest);

        /// <summary>The first value line by line; null where there is none, or it is too long.</summary>
        /// <param name="field">Which.</param>
        /// <param name="longest">In characters.</param>
        /// <param name="splits">Whether semicolons and bars part lines too.</param>
        public string? Lines(ImportField field, int longest, bool splits)
        {
            if (First(field, isName: false) is not var (column, text))
            {
                return null;
            }
            var plain = string.Join('\n', text.Split(splits ? EndsOfItems : EndsOfLines).Select(line => Visible(line).Trim()).Where(line => line.Length > 0));
            return plain.Length == 0 ? null : plain.Length <= longest ? plain : Leave(column, $"is longer than {longest} characters");
        }

        private (int Column, string Text)? First(ImportField field, bool isName)
        {
            foreach (var column in columns[(int)field])
            {
                if (Trimmed(column) is { } text && (isName || !IsNothing(text)))
                {
                    return (column, text);
                }
            }
            return null;
        }

        private string? Trimmed(int column) => column < row.Cells.Count && row.Cells[column].Trim() is { Length: > 0 } text ? text : null;

        private string? Plain((int Column, string Text)? given, int longest)
        {
            if (given is not var (column, text))
            {
                return null;
            }
            var plain = Visible(text);
            return plain.Length <= longest ? plain : Leave(column, $"is longer than {longest} characters");
        }

        public string? Leave(ImportField field, string why) => Leave(columns[(int)field][0], why);

        public string? Leave(int column, string why)
        {
            (leftOut ??= []).Add($"{header[column]} {why}");
            return null;
        }

        private static string Visible(string text) => text.AsSpan().ContainsAny(Controls) ? string.Concat(text.Where(c => !char.IsControl(c))) : text;

        // What databases write for nothing.
        private static bool IsNothing(string text) => text is "NULL" or "null" or "N/A" or "n/a" or "NA" or "-" or "\\N" or "None" or "#N/A";
    }
}
