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

    /// <summary>A promise further off than this is a typing error.</summary>
    private static readonly TimeSpan FurthestFollowUp = TimeSpan.FromDays(366);

    private const int LongestNotes = 8000;
    private const int LongestText = 200;

    private readonly bool saysFollowUp;

    /// <summary>A promise to call back; null takes it back, an absent one leaves it.</summary>
    public FollowUpInput? FollowUp
    {
        get;
        init
        {
            field = value;
            saysFollowUp = true;
        }
    }

    /// <summary>Whether the promise was given at all, be it as null.</summary>
    public bool SaysFollowUp() => saysFollowUp;

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
        Short("followUp.note", FollowUp?.Note, 500, errors);
        if (NextState is not (null or "ready" or "away" or "signedOut"))
        {
            errors.Add("nextState", "must be ready, away or signedOut");
        }
        CheckSubjects(errors);
        return errors;
    }

    /// <summary>Checks the promised time; the one that is kept already may be saved again after it has gone by.</summary>
    public void CheckFollowUp(DateTimeOffset? kept, DateTimeOffset now, FieldErrors errors)
    {
        if (FollowUp is null)
        {
            return;
        }
        if (FollowUp.At is not { } at)
        {
            errors.Add("followUp.at", "is needed");
        }
        else if (at == kept)
        {
            return;
        }
        else if (at <= now)
        {
            errors.Add("followUp.at", "must not lie in the past");
        }
        else if (at > now + FurthestFollowUp)
        {
            errors.Add("followUp.at", "must lie within a year");
        }
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

/// <summary>When to call back, to the second, and what for.</summary>
internal sealed record FollowUpInput(DateTimeOffset? At, string? Note)
{
    // Databases keep fewer digits than a clock gives: the same time must be the same when it is saved again.
    public DateTimeOffset? At { get; } = At is { } at ? new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) : null;

    /// <summary>As the event keeps it; null without a time.</summary>
    public FollowUpFact? ToFact() => At is { } at ? new FollowUpFact(at, Note?.Trim() is { Length: > 0 } note ? note : null) : null;
}
