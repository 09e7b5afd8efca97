using System.Runtime.ExceptionServices;

namespace Kindline.Patients.Import;

/// <summary>The rows of a file that one transaction takes in, as they were read.</summary>
/// <param name="Rows">None at the end of the file.</param>
/// <param name="Fault">Why nothing behind them can be read; null where it can.</param>
internal sealed record RowsRead(IReadOnlyList<(long Line, LineOutcome Outcome)> Rows, ExceptionDispatchInfo? Fault)
{
    private const int Most = 5_000;

    /// <param name="sheet">Read from where it is.</param>
    /// <param name="reader">How its rows are read.</param>
    /// <param name="behind">The line whose row is in the database with all before it.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<RowsRead> NextAsync(SheetFile sheet, LineReader reader, long behind, CancellationToken ct)
    {
        List<(long Line, LineOutcome Outcome)> rows = new(Most);
        try
        {
            while (rows.Count < Most && await sheet.NextAsync(ct) is { } row)
            {
                if (row.Line > behind)
                {
                    rows.Add((row.Line, reader.Read(row)));
                }
            }
            return new RowsRead(rows, null);
        }
        catch (SheetException fault)
        {
            return new RowsRead(rows, ExceptionDispatchInfo.Capture(fault));
        }
    }
}
