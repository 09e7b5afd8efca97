using Kindline.Foundation;

namespace Kindline.Interactions;

/// <summary>What a merge of two patients' records makes of an interaction, and what its undoing does. Neither changes an earlier event.</summary>
public static partial class InteractionStory
{
    /// <summary>What of an interaction would be undone, asked before the merge is told; null where it does not name who is gone.</summary>
    internal static UnmergedFact? Undoing(Interaction row, MergedFact fact)
    {
        var gone = row.Subjects.Find(s => s.PatientId == fact.From);
        var isCaller = row.CallerPatientId == fact.From;
        if (gone is null && !isCaller)
        {
            return null;
        }
        var left = row.Subjects.Find(s => s.PatientId == fact.To);
        var before = gone is null || left is null ? null : new SubjectBefore(
            gone.Position, gone.Disposition, gone.Notes, gone.Bound, gone.VerifiedAt, gone.VerifiedBy,
            left.Disposition, left.Notes, left.Bound, left.VerifiedAt, left.VerifiedBy, gone.Rights, left.Rights);
        return new UnmergedFact(fact.Merge, fact.To, fact.From, isCaller, gone is not null, before);
    }

    /// <summary>Where both were subjects one of them is left, with what either lacked.</summary>
    private static void Merge(Interaction row, MergedFact fact)
    {
        row.CallerPatientId = row.CallerPatientId == fact.From ? fact.To : row.CallerPatientId;
        if (row.Subjects.Find(s => s.PatientId == fact.From) is not { } gone)
        {
            return;
        }
        if (row.Subjects.Find(s => s.PatientId == fact.To) is not { } left)
        {
            gone.PatientId = fact.To;
            return;
        }
        (left.Disposition, left.Notes) = (left.Disposition ?? gone.Disposition, left.Notes ?? gone.Notes);
        if (left.VerifiedAt is null)
        {
            (left.VerifiedAt, left.VerifiedBy, left.Rights) = (gone.VerifiedAt, gone.VerifiedBy, gone.Rights);
        }
        left.Bound |= gone.Bound;
        row.Subjects.Remove(gone);
        Number(row);
    }

    /// <summary>Whom the desk or the wrap-up took out since stays out, and what was said since stays said.</summary>
    private static void Unmerge(Interaction row, UnmergedFact fact)
    {
        row.CallerPatientId = fact.Caller && row.CallerPatientId == fact.From ? fact.To : row.CallerPatientId;
        if (!fact.Named || row.Subjects.Find(s => s.PatientId == fact.From) is not { } left)
        {
            return;
        }
        if (fact.Subject is not { } was)
        {
            left.PatientId = fact.To;
            return;
        }
        left.Disposition = left.Disposition == (was.OtherDisposition ?? was.Disposition) ? was.OtherDisposition : left.Disposition;
        left.Notes = left.Notes == (was.OtherNotes ?? was.Notes) ? was.OtherNotes : left.Notes;
        if (left.VerifiedAt == (was.OtherVerifiedAt ?? was.VerifiedAt))
        {
            (left.VerifiedAt, left.VerifiedBy, left.Rights) = (was.OtherVerifiedAt, was.OtherVerifiedBy, was.OtherRights);
        }
        left.Bound = left.Bound && (was.OtherBound || !was.Bound);
        row.Subjects.Insert(Math.Min(was.Position, row.Subjects.Count), new Subject
        {
            InteractionId = row.Id,
            PatientId = fact.To,
            Disposition = was.Disposition,
            Notes = was.Notes,
            Bound = was.Bound,
            VerifiedAt = was.VerifiedAt,
            VerifiedBy = was.VerifiedBy,
            Rights = was.Rights,
        });
        Number(row);
    }
}
