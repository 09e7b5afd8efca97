using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Patients.Import;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <param name="Column">Its place, from 0.</param>
/// <param name="Field">What it holds, such as "lastName"; null where it is a field of the practice's own.</param>
/// <param name="Own">That field.</param>
internal sealed record ColumnInput(int Column, ImportField? Field = null, PatientFieldId? Own = null);

/// <param name="Columns">Which columns hold what; those that are passed over are not named.</param>
/// <param name="DayFirst">Whether 3/4/1971 is the third of April.</param>
/// <param name="Prospects">Whether its people are prospects of a bought list.</param>
internal sealed record CheckInput(IReadOnlyList<ColumnInput>? Columns, bool DayFirst, bool Prospects);

/// <summary>Keeps what the columns hold and has the whole file read, to see what it would do.</summary>
internal sealed class CheckFile(DbFactory databases, ImportFiles files, ImportWorker worker, ImportPreviews previews, AuditTrail trail)
{
    private const string Gone = "The file is no longer kept here; bring it again.";

    public async Task<ImportOutcome> RunAsync(ImportId id, CheckInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.FindImportAsync(id, user, ct) is not { } import)
        {
            return new ImportOutcome.NotFound();
        }
        if (import.State != ImportState.Uploaded || worker.ActivityOf(id) is not null)
        {
            return new ImportOutcome.Refused("Something is being done with this file, or it is taken in already.");
        }
        if (!files.Has(id))
        {
            return new ImportOutcome.Refused(Gone);
        }
        var columns = input.Columns ?? [];
        if (await WrongAsync(db, import, columns, ct) is { } wrong)
        {
            return new ImportOutcome.Invalid("columns", wrong);
        }
        import.Columns = MappingOf(columns).ToText();
        (import.DayFirst, import.Kind, import.Rows, import.Why) = (input.DayFirst, input.Prospects ? PatientKind.Prospect : PatientKind.Patient, null, null);
        db.Update(import);
        await trail.AppendAsync(new AuditEntry("patients.import.check", 'R', user.AsActor()) { ObjectType = "Import", ObjectId = id.ToString() }, ct);
        await db.SaveChangesAsync(ct);
        previews.Forget(id);
        worker.TryBegin(new ImportJob(id, ImportTask.Check, user.AsActor()));
        return new ImportOutcome.Accepted();
    }

    private static ImportMapping MappingOf(IReadOnlyList<ColumnInput> columns) =>
        new(columns.Where(c => c.Field is not null).ToDictionary(c => c.Column, c => c.Field.GetValueOrDefault()))
        {
            Own = columns.Where(c => c.Own is not null).ToDictionary(c => c.Column, c => c.Own.GetValueOrDefault()),
        };

    private async Task<string?> WrongAsync(Db db, PatientImport import, IReadOnlyList<ColumnInput> columns, CancellationToken ct)
    {
        var own = await db.FieldsInUse(import.PracticeId).Select(f => f.Id).ToListAsync(ct);
        if (columns.Any(c => c.Field is null == c.Own is null || (c.Own is { } field && !own.Contains(field))))
        {
            return "must each hold one thing: a field of every record, or one that this practice keeps";
        }
        await using var sheet = await SheetFile.OpenAsync(files.Open(import.Id), ct);
        var twice = columns.Where(c => c.Field != ImportField.Phone).GroupBy(c => (c.Field, c.Own)).FirstOrDefault(g => g.Count() > 1);
        return columns.Any(c => c.Column < 0 || c.Column >= sheet.Header.Count) || columns.Select(c => c.Column).Distinct().Count() < columns.Count
            ? "names a column that the file does not have, or one twice"
            : twice is not null ? $"Only telephone numbers may stand in several columns: {string.Join(" and ", twice.Select(c => sheet.Header[c.Column]))} cannot both hold the same."
            : MappingOf(columns).WhatIsMissing();
    }
}
