using Kindline.Foundation;
using Kindline.Interactions;

namespace Kindline.Dispositions;

/// <summary>What an agent writes after (or during) a call. An absent field leaves things as they are; an empty text clears them.</summary>
internal sealed record WrapUpInput(
    string? CallerType, string? CallerPatientId, string? Reason, string? Source, bool? Resolved, string? Notes,
    IReadOnlyList<SubjectInput>? Subjects, bool? Done, string? NextState, string? NextReason)
{
    /// <summary>A provider office asks about five patients, a mother about two children; three is the usual most.</summary>
    public const int MostSubjects = 20;

    private const int LongestNotes = 8000;
    private const int LongestText = 200;

    /// <summary>Checks what can be checked without the database.</summary>
    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        InteractionQuery.Name<CallerType>(CallerType, "callerType", errors);
        InteractionQuery.Id(CallerPatientId, "callerPatientId", errors, static g => new PatientId(g));
        Short("reason", Reason, LongestText, errors);
        Short("source", Source, LongestText, errors);
        Short("notes", Notes, LongestNotes, errors);
        Short("nextReason", NextReason, 120, errors);
        if (NextState is not (null or "ready" or "away"))
        {
            errors.Add("nextState", "must be ready or away");
        }
        CheckSubjects(errors);
        return errors;
    }

    private void CheckSubjects(FieldErrors errors)
    {
        if (Subjects is null)
        {
            return;
        }
        if (Subjects.Count > MostSubjects)
        {
            errors.Add("subjects", $"must be {MostSubjects} at most");
        }
        if (Subjects.Any(s => s is null))
        {
            errors.Add("subjects", "must hold objects, not null");
            return;
        }
        for (var n = 0; n < Subjects.Count; n++)
        {
            InteractionQuery.Id(Subjects[n].PatientId, $"subjects[{n}].patientId", errors, static g => new PatientId(g));
            Short($"subjects[{n}].notes", Subjects[n].Notes, LongestNotes, errors);
        }
        var named = Subjects.Select(s => s.PatientId).Where(id => !string.IsNullOrWhiteSpace(id)).ToList();
        if (named.Distinct(StringComparer.OrdinalIgnoreCase).Count() < named.Count)
        {
            errors.Add("subjects", "must name a person only once");
        }
    }

    private static void Short(string field, string? value, int longest, FieldErrors errors)
    {
        if (value?.Length > longest)
        {
            errors.Add(field, $"must be {longest} characters at most");
        }
    }
}

/// <summary>A person the call was about. The disposition is a key, or its labels: "Appointed / New patient / Fax".</summary>
internal sealed record SubjectInput(string? PatientId, string? Disposition, string? Notes);
