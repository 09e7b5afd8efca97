using System.Globalization;

namespace Kindline.Patients.Import;

/// <summary>A sheet's text as a field of the practice's own keeps it: what people write for a number, a day, yes and no.</summary>
internal static class OwnText
{
    private static readonly string[] Yes = ["yes", "y", "true", "1", "x"];
    private static readonly string[] No = ["no", "n", "false", "0"];

    /// <param name="field">What the column holds.</param>
    /// <param name="text">Of the cell, not empty.</param>
    /// <param name="dayOf">Reads a day as the file's other days are read.</param>
    /// <returns>Null where it makes no sense.</returns>
    public static string? Plain(PatientField field, string text, Func<string, DateOnly?> dayOf) => field.Kind switch
    {
        FieldKind.Number => field.Plain(text.TrimStart('$').Replace(",", "", StringComparison.Ordinal).Trim()),
        FieldKind.Date => dayOf(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldKind.YesNo => Yes.Contains(text, StringComparer.OrdinalIgnoreCase) ? "yes" : No.Contains(text, StringComparer.OrdinalIgnoreCase) ? "no" : null,
        FieldKind.Choice => field.Choices.Find(c => c.Equals(text, StringComparison.OrdinalIgnoreCase)),
        _ => field.Plain(text),
    };
}
