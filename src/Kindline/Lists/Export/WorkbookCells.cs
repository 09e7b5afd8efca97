using Kindline.Lists.Columns;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace Kindline.Lists.Export;

/// <summary>Values as cells of one workbook, with the styles that days, times and money are shown by.</summary>
internal sealed class WorkbookCells(Spreadsheet workbook)
{
    // The calendar of workbooks begins with it, and with a leap day that never was.
    private static readonly DateOnly FirstDay = new(1900, 3, 1);

    private readonly StyleId day = workbook.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd") });
    private readonly StyleId time = workbook.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd hh:mm") });
    private readonly StyleId money = workbook.AddStyle(new Style { Format = NumberFormat.Custom("0.00") });

    public StyledCell Of(object? value, ColumnKind kind, TimeZoneInfo zone) => value switch
    {
        int cents when kind is ColumnKind.Money => new StyledCell(cents / 100m, money),
        int number when kind is ColumnKind.Number => new StyledCell(number, null),
        DateOnly on when on >= FirstDay => new StyledCell(on.ToDateTime(TimeOnly.MinValue), day),
        DateTimeOffset at => new StyledCell(TimeZoneInfo.ConvertTime(at, zone).DateTime, time),
        _ => new StyledCell(CellText.Of(value, kind, zone), null),
    };
}
