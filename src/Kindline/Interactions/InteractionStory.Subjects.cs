using Kindline.Foundation;

namespace Kindline.Interactions;

/// <summary>
/// Whom an interaction is about. Two hands write this list: the desk, where people are picked and verified, and the wrap-up, which
/// says how it ended for each. Whom the desk picked stays until the desk takes them out, however old the wrap-up form is.
/// </summary>
public static partial class InteractionStory
{
    /// <summary>
    /// Makes this the person of the call. Another one picked before was a mistake: what was verified of them does not pass on, what
    /// was chosen for the call does.
    /// </summary>
    private static void Bind(Interaction row, PatientId patient)
    {
        var subject = row.Subjects.Find(s => s.PatientId == patient)
            ?? row.Subjects.Find(s => s.Bound) ?? row.Subjects.Find(s => s.PatientId is null) ?? Added(row);
        if (subject.PatientId != patient)
        {
            (subject.PatientId, subject.VerifiedAt, subject.VerifiedBy, subject.Rights) = (patient, null, null, CallerRights.All);
        }
        subject.Bound = true;
        row.Subjects.Remove(subject);
        row.Subjects.Insert(0, subject);
        Number(row);
        if (row.CallerType is CallerType.Unknown or CallerType.Patient)
        {
            row.CallerPatientId = patient;
        }
    }

    private static void AddSubject(Interaction row, PatientId patient)
    {
        var subject = row.Subjects.Find(s => s.PatientId == patient) ?? Added(row);
        (subject.PatientId, subject.Bound) = (patient, true);
        row.Subjects.Remove(subject);
        row.Subjects.Insert(row.Subjects.Count(s => s.Bound), subject);
        Number(row);
    }

    private static void Unbind(Interaction row, PatientId patient)
    {
        row.Subjects.RemoveAll(s => s.PatientId == patient);
        row.CallerPatientId = row.CallerPatientId == patient ? null : row.CallerPatientId;
        Number(row);
    }

    private static void Verify(Interaction row, VerifyFact fact, DateTimeOffset at)
    {
        if (row.Subjects.Find(s => s.PatientId == fact.Patient) is { } subject)
        {
            (subject.VerifiedAt, subject.VerifiedBy, subject.Rights) = (at, fact.Method, fact.Rights ?? CallerRights.All);
        }
        if (fact.Speaker is { } speaker)
        {
            row.CallerType = speaker;
            row.CallerPatientId = speaker is CallerType.Patient ? row.CallerPatientId : null;
        }
    }

    /// <summary>Whoever comes to the telephone and fails is not whom it was opened for: what was earned ends, and the speaker stays who proved it last.</summary>
    private static void Unverify(Interaction row, PatientId patient)
    {
        if (row.Subjects.Find(s => s.PatientId == patient) is { } subject)
        {
            (subject.VerifiedAt, subject.VerifiedBy, subject.Rights) = (null, null, CallerRights.All);
        }
    }

    /// <summary>
    /// The wrap-up's list: those of the desk first and all of them, then the others in the order in which they were said. A
    /// disposition without a person is that of the person of the call where the list does not name them: the form had been
    /// filled in before it was known who calls.
    /// </summary>
    private static void WriteSubjects(Interaction row, IReadOnlyList<SubjectFact> said)
    {
        var rest = said.ToList();
        var first = row.Subjects.Find(s => s.Bound);
        foreach (var bound in row.Subjects.Where(s => s.Bound))
        {
            var ofNobody = bound == first ? rest.Find(f => f.PatientId is null) : null;
            if ((rest.Find(f => f.PatientId == bound.PatientId) ?? ofNobody) is { } fact)
            {
                (bound.Disposition, bound.Notes) = (fact.Disposition, fact.Notes);
                rest.Remove(fact);
            }
        }
        row.Subjects.RemoveAll(s => !s.Bound);
        row.Subjects.AddRange(rest.Select(f => new Subject
        {
            InteractionId = row.Id,
            PatientId = f.PatientId,
            Disposition = f.Disposition,
            Notes = f.Notes,
        }));
        Number(row);
    }

    private static Subject Added(Interaction row)
    {
        var subject = new Subject { InteractionId = row.Id };
        row.Subjects.Add(subject);
        return subject;
    }

    private static void Number(Interaction row)
    {
        for (var n = 0; n < row.Subjects.Count; n++)
        {
            row.Subjects[n].Position = n;
        }
    }
}
