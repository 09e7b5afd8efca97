using System.Globalization;

namespace Kindline.Foundation;

/// <summary>
/// Cells of files that people open with a spreadsheet: what would be run as a formula is led by an apostrophe (OWASP, CSV injection), which the
/// spreadsheet takes for "this is text"; numbers are left alone.
/// </summary>
internal static class SpreadsheetCell
{
    private const char Text = '\'';

    /// <summary>As it may stand in such a file.</summary>
    public static string Guard(string cell) => IsRun(cell) ? Text + cell : cell;

    /// <summary>What was meant, whether this or another program guarded it.</summary>
    public static string Unguard(string cell) => cell is [Text, .. var rest] && IsRun(rest) ? rest : cell;

    private static bool IsRun(string cell) =>
        cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]
        && !decimal.TryParse(cell.TrimEnd('%'), NumberStyles.Number, CultureInfo.InvariantCulture, out _);
}
