using Kindline.Foundation;

namespace Kindline.Patients.Duplicates;

/// <summary>Whether a record has changed in what is compared. A new number says so itself (<see cref="PatientPhone"/>), and new records are come by in their order (<see cref="ComparedUpTo"/>).</summary>
internal static class CompareAnew
{
    private static readonly HashSet<string> Compared =
    [
        nameof(Patient.FirstName), nameof(Patient.LastName), nameof(Patient.BornOn), nameof(Patient.Mrn), nameof(Patient.Street), nameof(Patient.Zip),
        nameof(Patient.Email), nameof(Patient.MergedIntoId),
    ];

    public static bool IsDue(Db db, Patient patient) =>
        db.Entry(patient).Properties.Any(p => p.IsModified && Compared.Contains(p.Metadata.Name) && !Equals(p.OriginalValue, p.CurrentValue));
}
