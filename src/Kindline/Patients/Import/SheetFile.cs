using System.Globalization;
using System.Text;
using Kindline.Foundation;

namespace Kindline.Patients.Import;

/// <summary>A row of a sheet as it stands there.</summary>
/// <param name="Line">The line of the file, or the row of the workbook, on which it begins, counted from 1.</param>
/// <param name="Cells">As many as there are; a short row has fewer than the header.</param>
/// <param name="Fault">Why it cannot be read, or null.</param>
internal sealed record SheetRow(long Line, IReadOnlyList<string> Cells, string? Fault);

/// <summary>
/// A table with a header, read row by row: text with separated values, or the first sheet of a workbook. The header is the first line with
/// more than one value: titles above it are passed over.
/// </summary>
internal abstract class SheetFile : IAsyncDisposable
{
    protected const int MostColumns = 500;
    private const int LongestCell = 10_000;

    // What reports have above their table: a title, the practice, a date.
    private const int MostLinesAbove = 10;

    private static readonly string[] DateForms = ["M/d/yyyy", "M-d-yyyy", "M.d.yyyy", "yyyy-M-d", "M/d/yy"];

    // Text may be Windows-1252, and the reader of workbooks asks for that before it looks at one.
    static SheetFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The names of the columns; unnamed ones are called by their place.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <param name="content">Read more than once, so it must be seekable; it is closed with this.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="SheetException">It is empty, no table, or has too many columns.</exception>
    public static async Task<SheetFile> OpenAsync(Stream content, CancellationToken ct)
    {
        SheetFile? sheet = null;
        try
        {
            var start = new byte[4];
            var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
            content.Position = 0;
            sheet = start.AsSpan(0, read) switch
            {
                [(byte)'P', (byte)'K', 3, 4] => Workbook.Open(content),
                [0xD0, 0xCF, 0x11, 0xE0] => throw new SheetException("This is a workbook of an old form, or one with a password. Save it as .xlsx without one."),
                _ => await SeparatedFile.OpenTextAsync(content, ct),
            };
            await sheet.ReadHeaderAsync(ct);
            return sheet;
        }
        catch
        {
            await (sheet?.DisposeAsync() ?? content.DisposeAsync());
            throw;
        }
    }

    /// <summary>The next row with anything in it; null at the end.</summary>
    /// <exception cref="SheetException">Nothing behind this place can be read.</exception>
    public async Task<SheetRow?> NextAsync(CancellationToken ct)
    {
        while (await NextRowAsync(ct) is { } row)
        {
            if (row.Cells.Any(c => !string.IsNullOrWhiteSpace(c)))
            {
                return row with { Cells = [.. row.Cells.Select(SpreadsheetCell.Unguard)], Fault = row.Fault ?? Fault(row.Cells) };
            }
        }
        return null;
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>The next row, empty or not; null at the end.</summary>
    protected abstract ValueTask<SheetRow?> NextRowAsync(CancellationToken ct);

    private async Task ReadHeaderAsync(CancellationToken ct)
    {
        var first = await NextAsync(ct) ?? throw new SheetException("The file is empty.");
        for (var lines = 1; first.Cells.Count(c => !string.IsNullOrWhiteSpace(c)) < 2; lines++)
        {
            first = (lines < MostLinesAbove ? await NextAsync(ct) : null)
                ?? throw new SheetException("There is only one column. A file of people is a table: one column for the name, one for the telephone number, and so on, saved as CSV or Excel.");
        }
        if (first.Fault is { } fault)
        {
            throw new SheetException($"Line {first.Line}, which should name the columns, cannot be read: {fault}.");
        }
        if (first.Cells.Any(IsData) && ImportMapping.Guess(first.Cells, []).Fields.Count == 0)
        {
            throw new SheetException(
                $"Line {first.Line} should name the columns, but there is a date or a telephone number in it. Put a line of names above the first person, such as Last name, First name, Date of birth, Phone.");
        }
        Header = [.. first.Cells.Select((name, n) => name.Trim() is { Length: > 0 } given ? given : $"column {n + 1}")];
        if (Header.Count > MostColumns)
        {
            throw new SheetException($"The file has {Header.Count} columns; {MostColumns} are read at most.");
        }
    }

    private static bool IsData(string cell) =>
        PhoneNumber.TryParse(cell, out _) || DateOnly.TryParseExact(cell.Trim(), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private string? Fault(IReadOnlyList<string> cells)
    {
        if (Header.Count > 0 && cells.Count > Header.Count && cells.Skip(Header.Count).Any(c => c.Length > 0))
        {
            return $"it has {cells.Count} values, and the header {Header.Count}";
        }
        for (var n = 0; n < cells.Count; n++)
        {
            var name = n < Header.Count ? Header[n] : $"column {n + 1}";
            if (cells[n].Length > LongestCell)
            {
                return $"{name} has {cells[n].Length} characters; {LongestCell} are read at most";
            }
            if (cells[n].Contains('\0', StringComparison.Ordinal))
            {
                return $"{name} has a character that is none (NUL)";
            }
        }
        return null;
    }
}

/// <summary>Why a file cannot be read, in words for whoever has it.</summary>
internal sealed class SheetException(string message) : Exception(message);
