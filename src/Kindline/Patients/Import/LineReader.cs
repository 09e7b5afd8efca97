using System.Globalization;
using Kindline.Foundation;

namespace Kindline.Patients.Import;

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
        var cells = new RowCells(row, Header, columns);
        var (first, last) = Name(cells);
        if (first.Length + last.Length == 0)
        {
            return new LineOutcome.Rejected("there is no name");
        }
        if (IsFormula(first) || IsFormula(last))
        {
            return new LineOutcome.Rejected("the name is a formula");
        }
        if (IsNoName(first) || IsNoName(last))
        {
            return new LineOutcome.Rejected("the name has no letters: does the right column hold it?");
        }
        if (!TryReadBirth(cells, out var bornOn, out var why))
        {
            return new LineOutcome.Rejected(why);
        }
        var person = new PersonLine(
            row.Line, cells.Text(ImportField.Mrn, 40), first, last, bornOn, LinePhones.Of(cells), Email(cells), cells.Text(ImportField.Street, 120), cells.Text(ImportField.City, 80),
            State(cells), cells.Text(ImportField.Zip, 10), Language(cells), cells.Text(ImportField.Plan, 120), Balance(cells))
        {
            Own = Own(cells),
            Medications = cells.Lines(ImportField.Medications, PatientMapping.LongestChart, splits: true),
            ChartNotes = cells.Lines(ImportField.ChartNotes, PatientMapping.LongestChart, splits: false),
            Second = Second(cells),
            Payer = cells.Text(ImportField.Payer, 120),
            MemberId = cells.Text(ImportField.MemberId, 40),
            ReferredBy = cells.Text(ImportField.ReferredBy, 120),
            Source = cells.Text(ImportField.Source, 80),
            Status = LineWishes.Status(cells),
            Wishes = LineWishes.Of(cells),
        };
        return person is { Mrn: null, BornOn: null, Phones: [] }
            ? new LineOutcome.Rejected("nothing but the name is known")
            : new LineOutcome.Read(person, cells.LeftOut);
    }

    /// <summary>The date of birth that a row seems to have; null where there is none.</summary>
    public DateOnly? BirthOf(SheetRow row) => new RowCells(row, Header, columns).Text(ImportField.BornOn, 40) is { } text ? DayOf(text) : null;

    private static (string First, string Last) Name(RowCells cells)
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

    private bool TryReadBirth(RowCells cells, out DateOnly? bornOn, out string why)
    {
        (bornOn, why) = (null, "");
        if (cells.Text(ImportField.BornOn, 40) is not { } text)
        {
            return true;
        }
        bornOn = DayOf(text);
        why = bornOn is null ? WhyNoDate(cells.NameOf(ImportField.BornOn), text)
            : bornOn > Today ? $"{cells.NameOf(ImportField.BornOn)} lies in the future"
            : bornOn < Today.AddYears(-OldestYears) ? $"{cells.NameOf(ImportField.BornOn)} is more than {OldestYears} years ago"
            : "";
        return why.Length == 0;
    }

    private string WhyNoDate(string column, string text) => (this with { DayFirst = !DayFirst }).DayOf(text) is null
        ? $"{column} is no date that can be read"
        : $"{column} is no date with the {(DayFirst ? "day" : "month")} first; it would be one with the {(DayFirst ? "month" : "day")} first";

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

    private static string? Email(RowCells cells)
    {
        var text = cells.Text(ImportField.Email, 254);
        return text is null || text.IsEmail() ? text : cells.Leave(ImportField.Email, "is no e-mail address");
    }

    private static string? State(RowCells cells)
    {
        var text = cells.Text(ImportField.State, 40)?.ToUpperInvariant();
        return text is null || UsState.IsCode(text) ? text : cells.Leave(ImportField.State, "is no state's two letters");
    }

    private static string? Language(RowCells cells)
    {
        var text = cells.Text(ImportField.Language, 40);
        return text is null ? null
            : Languages.TryGetValue(text, out var code) ? code
            : text.Length == 2 && text.All(char.IsAsciiLetter) ? text.ToLowerInvariant()
            : cells.Leave(ImportField.Language, "is no language that is known");
    }

    private static int? Balance(RowCells cells)
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

    private static (string? Payer, string? Plan, string? MemberId)? Second(RowCells cells)
    {
        var second = (Payer: cells.Text(ImportField.SecondaryPayer, 120), Plan: cells.Text(ImportField.SecondaryPlan, 120), MemberId: cells.Text(ImportField.SecondaryMemberId, 40));
        return second == default ? null : second;
    }

    private Dictionary<PatientFieldId, string>? Own(RowCells cells)
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

    // A date or a number: the column was taken for another.
    private static bool IsNoName(string text) => text.Length > 0 && !text.Any(char.IsLetter);

    // A spreadsheet would run it; a telephone number may begin with a plus.
    private static bool IsFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '@';
}
