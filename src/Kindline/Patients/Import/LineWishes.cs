namespace Kindline.Patients.Import;

/// <summary>
/// What a row says against reaching a person. A file only ever adds a wish: what it leaves empty or denies, the person may have asked the
/// practice for. Whatever is no "no" in such a column is a wish, as a call to somebody who asked for none cannot be taken back.
/// </summary>
internal readonly record struct LineWishes(bool DoNotCall, bool NoTexts, bool NoVoicemail, bool NoEmail, bool NoMail)
{
    private static readonly string[] No = ["no", "n", "false", "f", "0", "0.0", "none", "ok", "ok to call", "ok to text"];
    private static readonly string[] Active = ["active", "a", "current", "established"];
    private static readonly string[] Inactive = ["inactive", "i", "archived", "discharged", "dismissed", "transferred"];
    private static readonly string[] Deceased = ["deceased", "dead", "died", "expired"];

    public static readonly LineWishes None;

    public static LineWishes Of(RowCells cells) => new(
        Has(cells, ImportField.DoNotCall), Has(cells, ImportField.NoTexts), Has(cells, ImportField.NoVoicemail), Has(cells, ImportField.NoEmail), Has(cells, ImportField.NoMail));

    /// <summary>Null where the row says nothing, or nothing that is known.</summary>
    public static PatientStatus? Status(RowCells cells)
    {
        if (cells.Text(ImportField.Status, 40) is not { } text)
        {
            return null;
        }
        PatientStatus? status = Is(text, Active) ? PatientStatus.Active : Is(text, Inactive) ? PatientStatus.Inactive : Is(text, Deceased) ? PatientStatus.Deceased : null;
        if (status is null)
        {
            cells.Leave(ImportField.Status, "is none of active, inactive and deceased");
        }
        return status;
    }

    /// <summary>Adds the wishes to those that are there.</summary>
    public void Apply(Patient patient, DateTimeOffset now)
    {
        if (DoNotCall)
        {
            patient.DoNotCallSince ??= now;
        }
        patient.NoTexts |= NoTexts;
        patient.NoVoicemail |= NoVoicemail;
        patient.NoEmail |= NoEmail;
        patient.NoMail |= NoMail;
    }

    private static bool Has(RowCells cells, ImportField field) => cells.All(field).Any(cell => !Is(cell.Text, No));

    private static bool Is(string text, string[] words) => words.Contains(text, StringComparer.OrdinalIgnoreCase);
}
