using Kindline.Patients;

namespace Kindline.Lists.Bulk;

/// <summary>What becomes of one person, and why.</summary>
/// <param name="After">The text that is written; of who is changed alone.</param>
internal sealed record BulkVerdict(BulkOutcome Outcome, BulkWhy? Why, string? Before, string? After);

/// <summary>Decides about one person, without touching the record: before it starts, as it is done, and as it is undone.</summary>
internal static class BulkRule
{
    /// <summary>As the record is now.</summary>
    /// <param name="patient">Also one that was merged; null where there is none any more.</param>
    /// <param name="field">What is set.</param>
    /// <param name="value">To what.</param>
    /// <param name="now">Since when, where that is kept.</param>
    public static BulkVerdict Plan(Patient? patient, BulkField field, string? value, DateTimeOffset now)
    {
        if (patient is null || WhyAlone(patient) is not null)
        {
            return new(BulkOutcome.LeftOut, WhyAlone(patient), patient is null ? null : field.Read(patient), null);
        }
        var before = field.Read(patient);
        var after = field.Wanted(value, before, now);
        return after == before ? new(BulkOutcome.Same, null, before, null) : new(BulkOutcome.Waiting, null, before, after);
    }

    /// <summary>The same when its turn comes: whose value is another one than when it started was changed by somebody who knew why.</summary>
    public static BulkVerdict Do(Patient? patient, BulkField field, string? value, string? planned, DateTimeOffset now)
    {
        var verdict = Plan(patient, field, value, now);
        return verdict.Outcome is not BulkOutcome.Waiting ? verdict
            : verdict.Before != planned ? verdict with { Outcome = BulkOutcome.LeftOut, Why = BulkWhy.ChangedSince, After = null }
            : verdict with { Outcome = BulkOutcome.Changed };
    }

    /// <summary>Whether what was before comes back: only where the record still has what was written.</summary>
    public static (BulkOutcome Outcome, BulkWhy? Why) Undo(Patient? patient, BulkField field, BulkPerson person) =>
        patient is null ? (BulkOutcome.Kept, BulkWhy.Gone)
        : patient.MergedIntoId is not null ? (BulkOutcome.Kept, BulkWhy.Merged)
        : field.Read(patient) != person.After ? (BulkOutcome.Kept, BulkWhy.ChangedSince)
        : (BulkOutcome.Restored, null);

    private static BulkWhy? WhyAlone(Patient? patient) => patient switch
    {
        null => BulkWhy.Gone,
        { MergedIntoId: not null } => BulkWhy.Merged,
        { Status: PatientStatus.Deceased } => BulkWhy.Deceased,
        _ => null,
    };
}
