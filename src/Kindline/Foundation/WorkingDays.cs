namespace Kindline.Foundation;

/// <summary>Days on which offices work: Monday to Friday, holidays too.</summary>
internal static class WorkingDays
{
    /// <summary>So many working days after a day; weekends are left out.</summary>
    public static DateOnly After(DateOnly day, int count)
    {
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }
        return day;
    }
}
