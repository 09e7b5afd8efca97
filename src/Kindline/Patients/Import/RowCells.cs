using System.Buffers;

namespace Kindline.Patients.Import;

/// <summary>The values of a row by field, and what of them was left out.</summary>
internal sealed class RowCells(SheetRow row, IReadOnlyList<string> header, int[][] columns)
{
    private static readonly char[] EndsOfLines = ['\r', '\n'];
    private static readonly char[] Spaces = ['\t', '\r', '\n', '\v', '\f'];
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

    public string NameOf(ImportField field) => NameOf(columns[(int)field][0]);

    public string NameOf(int column) => header[column];

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

    // Tabs and ends of lines keep words apart.
    private static string Visible(string text) => text.AsSpan().ContainsAny(Controls)
        ? string.Join(' ', text.Split(Spaces, StringSplitOptions.RemoveEmptyEntries).Select(part => string.Concat(part.Where(c => !char.IsControl(c)))))
        : text;

    // What databases write for nothing.
    private static bool IsNothing(string text) => text is "NULL" or "null" or "N/A" or "n/a" or "NA" or "-" or "\\N" or "None" or "#N/A";
}
