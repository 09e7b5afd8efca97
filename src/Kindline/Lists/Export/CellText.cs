using System.Globalization;
using System.Text;
using Kindline.Lists.Columns;

namespace Kindline.Lists.Export;

/// <summary>A value as a file has it: days and times as the practice's clock shows them, money in dollars, words as a person writes them.</summary>
internal static class CellText
{
    private const string TimeForm = "yyyy-MM-dd HH:mm";

    public static string Of(object? value, ColumnKind kind, TimeZoneInfo zone) => value switch
    {
        null => "",
        int cents when kind is ColumnKind.Money => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => Time(at, zone),
        Enum word => Words(word),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Time(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString(TimeForm, CultureInfo.InvariantCulture);

    /// <summary>NotActive becomes "Not active".</summary>
    private static string Words(Enum word)
    {
        var text = new StringBuilder();
        foreach (var letter in word.ToString())
        {
            text.Append(text.Length > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter);
        }
        return text.ToString();
    }
}
