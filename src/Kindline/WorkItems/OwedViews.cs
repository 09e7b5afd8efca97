using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;

namespace Kindline.WorkItems;

/// <summary>What we owe somebody, as the list shows it.</summary>
internal sealed record OwedView(
    OwedId Id, OwedKind Kind, string Number, Named<PracticeId> Practice, Named<QueueId>? Queue, InteractionId InteractionId,
    Named<Guid>? Owner, DateTimeOffset CreatedAt, DateTimeOffset DueAt, bool Overdue, Escalation Escalation, DateTimeOffset? ClosedAt,
    OwedClosing? Closing, string? CloseReason, int Attempts, string? Note);

/// <summary>A page of what we owe; the open count and the counts by kind are of all that the person may see, whatever the filter.</summary>
internal sealed record OwedList(IReadOnlyList<OwedView> Items, int Total, int OpenCount, OwedCounts Counts);

/// <summary>How many entries of each kind are open.</summary>
internal sealed record OwedCounts(int Abandoned, int Voicemail, int CallBack, int ReturnedTransfer, int Interrupted)
{
    public static OwedCounts Of(IReadOnlyDictionary<OwedKind, int> open) => new(
        open.GetValueOrDefault(OwedKind.Abandoned), open.GetValueOrDefault(OwedKind.Voicemail), open.GetValueOrDefault(OwedKind.CallBack),
        open.GetValueOrDefault(OwedKind.ReturnedTransfer), open.GetValueOrDefault(OwedKind.Interrupted));
}

/// <summary>How pressing an open entry is.</summary>
internal enum Escalation
{
    None,

    /// <summary>Its time comes within a quarter of an hour.</summary>
    Due,

    /// <summary>Its time has gone by.</summary>
    Late,

    /// <summary>By an hour or more.</summary>
    VeryLate,
}

internal static class OwedClock
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public static Escalation Of(Owed owed, DateTimeOffset now) => (owed.ClosedAt, now - owed.DueAt) switch
    {
        (not null, _) => Escalation.None,
        (_, var past) when past >= Long => Escalation.VeryLate,
        (_, var past) when past > TimeSpan.Zero => Escalation.Late,
        (_, var past) when past > -Soon => Escalation.Due,
        _ => Escalation.None,
    };
}

/// <summary>The checked filter of the list; what is null stays unfiltered.</summary>
internal sealed record OwedFilter(bool? Open = null, OwedKind? Kind = null, PracticeId? Practice = null, bool Mine = false)
{
    public IQueryable<Owed> Apply(IQueryable<Owed> rows, Guid me)
    {
        rows = Open is { } open ? rows.Where(o => (o.ClosedAt == null) == open) : rows;
        rows = Kind is { } kind ? rows.Where(o => o.Kind == kind) : rows;
        rows = Practice is { } practice ? rows.Where(o => o.PracticeId == practice) : rows;
        return Mine ? rows.Where(o => o.OwnerId == me) : rows;
    }
}
