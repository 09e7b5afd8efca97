using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Patients.Import;

namespace Kindline.Integrations.Imports;

/// <param name="Field">As the API calls it; a field of the practice's own by its label.</param>
/// <param name="Before">Null where there was nothing, or it is not for this person to see.</param>
internal sealed record ChangeView(string Field, string? Before, string? After);

/// <param name="Why">Why it is rejected, or what is left out of it.</param>
internal sealed record PreviewRow(
    long Line, string? Name, string? Mrn, DateOnly? BornOn, IReadOnlyList<string> Phones, IReadOnlyList<ChangeView> Changes, IReadOnlyList<string> AddedPhones, string? Why);

/// <summary>What the file would do, with the first rows of one kind.</summary>
/// <param name="WithLeftOut">Rows that are taken without a value that makes no sense.</param>
internal sealed record PreviewView(int Added, int Changed, int Same, int Rejected, int WithLeftOut, IReadOnlyList<PreviewRow> Rows)
{
    private const string Balance = "balanceCents";
    private const string ChartAsOf = "chartAsOf";
    private static readonly string[] Chart = ["medications", "chartNotes"];

    /// <param name="preview">What a check has found.</param>
    /// <param name="kind">Which rows.</param>
    /// <param name="own">How the practice calls its own fields.</param>
    /// <param name="vips">Those whose record is not open to whoever asks: what was known before is not told.</param>
    /// <param name="user">Who asks.</param>
    public static PreviewView Of(ImportPreview preview, RowKind kind, IReadOnlyDictionary<PatientFieldId, string> own, IReadOnlySet<PatientId> vips, SignedInUser user) => new(
        preview.CountOf(RowKind.Added), preview.CountOf(RowKind.Changed), preview.CountOf(RowKind.Same), preview.CountOf(RowKind.Rejected), preview.WithLeftOut,
        [.. preview.FirstOf(kind).Select(row => RowOf(row, own, HiddenFrom(user), row.Known is { } known && vips.Contains(known)))]);

    /// <summary>What a file says they may see, as they have it; what the practice knew before is another thing.</summary>
    private static IReadOnlyList<string> HiddenFrom(SignedInUser user) =>
        [.. user.Can(Permission.PatientsBalance) ? [] : (string[])[Balance], .. user.Can(Permission.PatientsChart) ? [] : Chart];

    private static PreviewRow RowOf(RowSeen row, IReadOnlyDictionary<PatientFieldId, string> own, IReadOnlyList<string> hidden, bool hidesAll) => new(
        row.Line, row.Person is { } p ? $"{p.FirstName} {p.LastName}".Trim() : null, row.Person?.Mrn, row.Person?.BornOn, [.. row.Person?.Numbers ?? []],
        [.. (row.Change?.Fields ?? new Dictionary<string, FieldChange>()).Where(f => f.Key != ChartAsOf).Select(f => new ChangeView(OwnValues.IdOf(f.Key) is { } id ? own.GetValueOrDefault(id, "") : f.Key, hidesAll || hidden.Contains(f.Key) ? null : f.Value.Before, f.Value.After))],
        row.Change?.AddedPhones ?? [], row.Why);
}
