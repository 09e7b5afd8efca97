using Kindline.Foundation;

namespace Kindline.Patients.Duplicates;

/// <summary>A pair as the queue lists it.</summary>
/// <param name="Hidden">One of the two is a VIP whose record is not open: of both there are names alone, as what agrees would tell the rest.</param>
internal sealed record PairView(
    PairId Id, PatientPractice Practice, PairPerson One, PairPerson Other, double Probability, Certainty Certainty, Agreement Agreement, PairState State,
    DateTimeOffset FoundAt, DateTimeOffset? DecidedAt, bool Hidden);

/// <param name="Vip">A person whose record is hidden until somebody says why.</param>
internal sealed record PairPerson(PatientId Id, string Name, DateOnly? BornOn, string? Mrn, bool Vip);

/// <summary>A pair side by side. Of a merged one the survivor is named, and the records are what they are by now; of a hidden one there are none.</summary>
internal sealed record PairDetail(PairView Pair, PairRecord? One, PairRecord? Other, PatientId? Survivor);

/// <summary>All of a record that a decision needs, in the order of <see cref="RecordChange.Choices"/>, and how much hangs on it.</summary>
internal sealed record PairRecord(
    PatientId Id, PatientKind Kind, string FirstName, string LastName, DateOnly? BornOn, string? Mrn, string? Address, string? Email, string Language, string? Plan,
    int? BalanceCents, IReadOnlyList<string> Phones, IReadOnlyList<string> Alerts, int Contacts, DateTimeOffset? LastContactAt, int Visits, DateTimeOffset? NextVisitAt);
