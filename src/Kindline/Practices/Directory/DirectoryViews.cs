using Kindline.Foundation;

namespace Kindline.Practices;

/// <summary>Who works where for a practice, what for, and when it is closed.</summary>
/// <param name="Today">By the practice's own calendar.</param>
/// <param name="Closures">From today on, the next first.</param>
internal sealed record DirectoryView(
    DateOnly Today, IReadOnlyList<ClosureView> Closures, IReadOnlyList<LocationRow> Locations, IReadOnlyList<ProviderRow> Providers, IReadOnlyList<VisitTypeRow> VisitTypes);

/// <param name="OpensAt">Null where the practice is closed all day.</param>
internal sealed record ClosureView(DateOnly On, string Name, TimeOnly? OpensAt, TimeOnly? ClosesAt);

/// <param name="Hours">Its own; none where they are the practice's.</param>
/// <param name="Open">Whether it is open now.</param>
/// <param name="ScheduleNow">What holds today: closed before the first day.</param>
internal sealed record LocationRow(
    LocationId Id, string Name, string Address, string? Phone, string? Fax, string? Note, IReadOnlyList<HoursInput> Hours, bool Open, ScheduleAccess Schedule,
    DateOnly? OpenFrom, ScheduleAccess ScheduleNow, bool Retired)
{
    /// <param name="practice">With its hours and closures.</param>
    /// <param name="now">The instant, and the day in the practice's own zone.</param>
    public static LocationRow Of(Location row, Practice practice, (DateTimeOffset At, DateOnly Today) now) => new(
        row.Id, row.Name, row.Address, row.Phone, row.Fax, row.Note, HoursInput.Of(row.Hours),
        row.Hours.Count == 0 ? practice.IsOpenAt(now.At) : practice.IsOpenAt(now.At, row.Hours),
        row.Schedule, row.OpenFrom, row.ScheduleOn(now.Today), row.RetiredAt is not null);
}

/// <param name="ScheduleNow">What holds today: closed before the first day.</param>
internal sealed record ProviderRow(
    ProviderId Id, string Name, string? Specialty, string? Npi, bool AcceptsNewPatients, int? YoungestYears, int? OldestYears, ScheduleAccess Schedule,
    DateOnly? OpenFrom, ScheduleAccess ScheduleNow, string? Note, bool Retired)
{
    public static ProviderRow Of(Provider row, DateOnly today) => new(
        row.Id, row.Name, row.Specialty, row.Npi, row.AcceptsNewPatients, row.YoungestYears, row.OldestYears, row.Schedule, row.OpenFrom,
        row.ScheduleOn(today), row.Note, row.RetiredAt is not null);
}

internal sealed record VisitTypeRow(VisitTypeId Id, string Name, int Minutes, bool IsTelevisit, bool ForNewPatients, string? Preparation, bool Retired)
{
    public static VisitTypeRow Of(VisitType row) => new(row.Id, row.Name, row.Minutes, row.IsTelevisit, row.ForNewPatients, row.Preparation, row.RetiredAt is not null);
}
