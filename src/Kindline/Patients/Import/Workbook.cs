using System.Globalization;
using System.IO.Compression;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Kindline.Patients.Import;

/// <summary>
/// The first visible sheet of a workbook (.xlsx, ECMA-376): dates as dates, formulas by the value that was kept with them, numbers as they were typed.
/// The rows are read one by one; only the table of texts that the form has is in memory, so what it may grow to is limited.
/// </summary>
internal sealed class Workbook : SheetFile
{
    private const int MostParts = 10_000;
    private const long LargestTexts = 512L << 20;
    private const long LargestPart = 4L << 30;
    private const int MostRows = 1 << 20;
    private const int WidestSheet = 1 << 14;

    private readonly IExcelDataReader reader;
    private readonly Stream content;
    private long row;

    private Workbook(IExcelDataReader reader, Stream content) => (this.reader, this.content) = (reader, content);

    /// <exception cref="SheetException">It is broken, has a password, or would not fit into memory.</exception>
    public static Workbook Open(Stream content) => Guarded(0, () =>
    {
        Measure(content);
        content.Position = 0;
        var reader = ExcelReaderFactory.CreateOpenXmlReader(content, new ExcelReaderConfiguration { LeaveOpen = true });
        while (reader.VisibleState != "visible" && reader.NextResult())
        {
        }
        return reader.FieldCount <= WidestSheet ? new Workbook(reader, content) : throw Broken(0);
    });

    public override async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await content.DisposeAsync();
    }

    protected override ValueTask<SheetRow?> NextRowAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Guarded(row + 1, () => reader.Read() ? Row() : null));
    }

    private SheetRow Row()
    {
        row++;
        if (row > MostRows)
        {
            throw new SheetException($"Row {row} and all behind it cannot be read: a workbook has {MostRows} rows at most.");
        }
        string? fault = null;
        // One more than may be filled, to be refused for it.
        var cells = new string[Math.Min(reader.FieldCount, MostColumns + 1)];
        for (var n = 0; n < cells.Length; n++)
        {
            cells[n] = Text(n, ref fault);
        }
        var used = Array.FindLastIndex(cells, c => c.Length > 0) + 1;
        return new SheetRow(row, cells[..used], fault);
    }

    private string Text(int column, ref string? fault)
    {
        switch (reader.GetValue(column))
        {
            case null:
                return "";
            case string text:
                return text;
            case DateTime at:
                return at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
            case double number:
                return Number(number, reader.GetNumberFormatString(column));
            case bool yes:
                return yes ? "TRUE" : "FALSE";
            case IFormattable other:
                return other.ToString(null, CultureInfo.InvariantCulture);
            default:
                fault = $"the value in column {column + 1} cannot be read";
                return "";
        }
    }

    /// <summary>A postal code "02139" is kept as 2139 and shown with five digits.</summary>
    private static string Number(double number, string? shownAs)
    {
        if (number != Math.Truncate(number) || Math.Abs(number) >= 1e15)
        {
            return number.ToString("R", CultureInfo.InvariantCulture);
        }
        var digits = ((long)number).ToString(CultureInfo.InvariantCulture);
        return shownAs is { Length: > 1 } && shownAs.All(c => c == '0') ? digits.PadLeft(shownAs.Length, '0') : digits;
    }

    // A few kilobytes may stand for gigabytes.
    private static void Measure(Stream content)
    {
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.GetEntry("xl/workbook.xml") is null)
        {
            throw new SheetException("This is no workbook (.xlsx), but another packed file.");
        }
        if (zip.Entries.Count > MostParts || zip.Entries.Any(e => e.Length > LargestPart) || zip.GetEntry("xl/sharedStrings.xml")?.Length > LargestTexts)
        {
            throw new SheetException("This workbook is too large when it is unpacked. Save it as CSV UTF-8 and take that file.");
        }
    }

    private static T Guarded<T>(long row, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException)
        {
            throw new SheetException("This workbook has a password. Save it without one.");
        }
#pragma warning disable CA1031 // Whatever the library meets in broken parts, it throws as it comes: of the packing, of XML, or an index out of range.
        catch (Exception e) when (e is not SheetException)
#pragma warning restore CA1031
        {
            throw Broken(row);
        }
    }

    private static SheetException Broken(long row) => new(row == 0
        ? "This workbook is broken or incomplete. Open it in a spreadsheet program and save it anew."
        : $"Row {row} and all behind it cannot be read: the workbook is broken there. Open it in a spreadsheet program and save it anew.");
}
