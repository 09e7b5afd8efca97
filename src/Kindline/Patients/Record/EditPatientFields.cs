using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients;

/// <summary>A field of a practice as somebody wants it; the kind of one that there is stays.</summary>
internal sealed record PatientFieldInput(PracticeId? Practice, string? Label, FieldKind? Kind, IReadOnlyList<string>? Choices, int? Position, bool? Retired);

/// <param name="InUse">How many patients have a value.</param>
internal sealed record PatientFieldRow(
    PatientFieldId Id, PracticeId Practice, string Label, FieldKind Kind, IReadOnlyList<string> Choices, int Position, bool Retired, int InUse);

/// <summary>What came of making or changing a field.</summary>
internal abstract record FieldEdit
{
    public sealed record Done(PatientFieldRow Row) : FieldEdit;

    public sealed record Invalid(FieldErrors Errors) : FieldEdit;

    public sealed record NotFound : FieldEdit;
}

/// <summary>
/// Makes, renames, orders and retires the fields that a practice keeps of its patients. A field is never deleted: what was typed into it
/// stays, and can be had back.
/// </summary>
internal sealed class EditPatientFields(DbFactory databases, AuditTrail trail, TimeProvider clock)
{
    private const int Most = 40;
    private const int MostChoices = 50;

    public async Task<Page<PatientFieldRow>> ListAsync(SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var rows = await RowsAsync(db, Mine(db, user), ct);
        return new Page<PatientFieldRow>(rows, rows.Count);
    }

    /// <param name="id">Null makes a new one.</param>
    public async Task<FieldEdit> RunAsync(PatientFieldId? id, PatientFieldInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var now = clock.GetUtcNow();
        var practice = input.Practice;
        var field = id is null ? null : await Mine(db, user).SingleOrDefaultAsync(f => f.Id == id, ct);
        if (id is not null && field is null)
        {
            return new FieldEdit.NotFound();
        }
        var errors = await CheckAsync(db, field, input, user, ct);
        if (!errors.None)
        {
            return new FieldEdit.Invalid(errors);
        }
        if (field is null)
        {
            field = new PatientField { Id = new PatientFieldId(Guid.CreateVersion7(now)), PracticeId = practice!.Value, Kind = input.Kind!.Value };
            db.Add(field);
        }
        field.Label = input.Label!.Trim();
        field.Position = input.Position ?? field.Position;
        field.Choices = field.Kind is FieldKind.Choice ? [.. (input.Choices ?? field.Choices).Select(c => c.Trim())] : [];
        field.RetiredAt = input.Retired == true ? field.RetiredAt ?? now : null;
        await trail.AppendAsync([new AuditEntry(id is null ? "patientField.created" : "patientField.changed", id is null ? 'C' : 'U', user.AsActor()) { ObjectType = "PatientField", ObjectId = field.Id.ToString() }], ct);
        await db.SaveChangesAsync(ct);
        return new FieldEdit.Done((await RowsAsync(db, db.PatientFields.Where(f => f.Id == field.Id), ct))[0]);
    }

    private static IQueryable<PatientField> Mine(Db db, SignedInUser user) =>
        user.ScopeOf(Permission.PracticesEdit) is Scope.All ? db.PatientFields : db.PatientFields.Where(f => user.Practices.Contains(f.PracticeId));

    private static async Task<IReadOnlyList<PatientFieldRow>> RowsAsync(Db db, IQueryable<PatientField> fields, CancellationToken ct) =>
        await fields.AsNoTracking().OrderBy(f => f.PracticeId).ThenBy(f => f.Position).ThenBy(f => f.Label).ThenBy(f => f.Id)
            .Select(f => new PatientFieldRow(
                f.Id, f.PracticeId, f.Label, f.Kind, f.Choices, f.Position, f.RetiredAt != null, db.Set<PatientFieldValue>().Count(v => v.FieldId == f.Id)))
            .ToListAsync(ct);

    private static async Task<FieldErrors> CheckAsync(Db db, PatientField? field, PatientFieldInput input, SignedInUser user, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (input.Label?.Trim() is not { Length: > 0 and <= 60 } label || label.Any(char.IsControl))
        {
            errors.Add("label", "must have 1 to 60 characters");
            label = "";
        }
        var practice = field?.PracticeId ?? input.Practice;
        if (practice is null || !user.Reaches(Permission.PracticesEdit, practice.Value))
        {
            errors.Add("practice", "must be one of your practices");
            return errors;
        }
        if (field is null && input.Kind is null)
        {
            errors.Add("kind", "must be text, number, date, yesNo or choice");
        }
        var others = await db.PatientFields.Where(f => f.PracticeId == practice && (field == null || f.Id != field.Id)).Select(f => f.Label).ToListAsync(ct);
        if (others.Contains(label, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add("label", "is the name of another field of this practice");
        }
        if (field is null && others.Count >= Most)
        {
            errors.Add("practice", $"has {Most} fields, which is as many as can be");
        }
        CheckChoices(field?.Kind ?? input.Kind, input.Choices ?? field?.Choices ?? [], errors);
        return errors;
    }

    private static void CheckChoices(FieldKind? kind, IReadOnlyList<string> choices, FieldErrors errors)
    {
        if (kind is FieldKind.Choice
            && (choices.Count is 0 or > MostChoices || choices.Any(c => c.Trim().Length is 0 or > 60) || choices.Select(c => c.Trim()).Distinct().Count() < choices.Count))
        {
            errors.Add("choices", $"must be 1 to {MostChoices} different words of 1 to 60 characters");
        }
    }
}
