using Kindline.Foundation;

namespace Kindline.Patients;

/// <summary>What a record holds for fields of the practice's own; its values are loaded.</summary>
internal static class OwnValues
{
    /// <summary>Before the id, where fields of all kinds are named by one text.</summary>
    public const string Prefix = "field:";

    public static string KeyOf(PatientFieldId id) => Prefix + id;

    /// <summary>Null of a field that every record has.</summary>
    public static PatientFieldId? IdOf(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal) && PatientFieldId.TryParse(key[Prefix.Length..], out var id) ? id : null;

    extension(Patient patient)
    {
        /// <summary>Null where nothing is known.</summary>
        public string? OwnValue(PatientFieldId field) => patient.FieldValues.Find(v => v.FieldId == field)?.Value;

        /// <param name="field">Which.</param>
        /// <param name="value">As the field keeps it (<see cref="PatientField.Plain"/>); null for nothing.</param>
        public void SetOwnValue(PatientFieldId field, string? value)
        {
            var known = patient.FieldValues.Find(v => v.FieldId == field);
            if (value is null)
            {
                patient.FieldValues.RemoveAll(v => v.FieldId == field);
            }
            else if (known is null)
            {
                patient.FieldValues.Add(new PatientFieldValue { PatientId = patient.Id, FieldId = field, Value = value });
            }
            else
            {
                known.Value = value;
            }
        }
    }
}
