using Kindline.Foundation;
using Kindline.Patients.Search;

namespace Kindline.Patients.Import;

/// <summary>What a row of a sheet says of a person; null where it says nothing.</summary>
internal sealed record PersonLine(
    long Line, string? Mrn, string FirstName, string LastName, DateOnly? BornOn, IReadOnlyList<LinePhone> Phones, string? Email,
    string? Street, string? City, string? State, string? Zip, string? Language, string? Plan, int? BalanceCents)
{
    /// <summary>By which the person is looked for.</summary>
    public string? MrnKey { get; } = SearchKeys.Record(Mrn);

    public string FamilyKey { get; } = NameText.FamilyKey(LastName);

    public string GivenKey { get; } = NameText.GivenKey(FirstName);

    /// <summary>Values of the practice's own fields, as these keep them; null where the row has none.</summary>
    public IReadOnlyDictionary<PatientFieldId, string>? Own { get; init; }

    /// <summary>One medicine a line.</summary>
    public string? Medications { get; init; }

    public string? ChartNotes { get; init; }

    public IEnumerable<string> Numbers => Phones.Select(p => p.Number);

    public string? Payer { get; init; }

    public string? MemberId { get; init; }

    /// <summary>Who sent the person here.</summary>
    public string? ReferredBy { get; init; }

    /// <summary>Where they heard of the practice, or the list was bought.</summary>
    public string? Source { get; init; }

    public PatientStatus? Status { get; init; }

    public LineWishes Wishes { get; init; } = LineWishes.None;

    /// <summary>Of the second coverage: payer, plan and member number; null where the row says nothing of one.</summary>
    public (string? Payer, string? Plan, string? MemberId)? Second { get; init; }
}

/// <summary>How a row was read: as a person, perhaps with values left out, or not at all.</summary>
internal abstract record LineOutcome
{
    private LineOutcome()
    {
    }

    /// <param name="LeftOut">"Phone: 12 is no telephone number", of what was not taken over.</param>
    public sealed record Read(PersonLine Person, IReadOnlyList<string> LeftOut) : LineOutcome;

    public sealed record Rejected(string Why) : LineOutcome;
}
