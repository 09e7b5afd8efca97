using Kindline.Foundation;

namespace Kindline.Patients.Search;

/// <summary>Somebody who may be meant, and how far the name is from what was typed (<see cref="NameScore"/>).</summary>
internal sealed record FoundPerson(PatientId Id, string FirstName, string LastName, double Score = 0);

/// <summary>A person as a list shows them, with all that whoever may see all may see.</summary>
internal sealed record ListedPerson(
    PatientId Id, PatientKind Kind, string Name, DateOnly? BornOn, string? Mrn, string Language, PatientPractice Practice, List<string> Phones, bool Vip);
