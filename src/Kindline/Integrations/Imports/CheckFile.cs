using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Patients.Import;

namespace Kindline.Integrations.Imports;

/// <param name="Column">Its place, from 0.</param>
/// <param name="Field">What it holds, such as "lastName".</param>
internal sealed record ColumnInput(int Column, ImportField Field);

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
        if (await WrongAsync(id, columns, ct) is { } wrong)
        {
            return new ImportOutcome.Invalid("columns", wrong);
        }
        import.Columns = new ImportMapping(columns.ToDictionary(c => c.Column, c => c.Field)).ToText();
        (import.DayFirst, import.Kind, import.Rows, import.Why) = (input.DayFirst, input.Prospects ? PatientKind.Prospect : PatientKind.Patient, null, null);
        db.Update(import);
        await trail.AppendAsync(new AuditEntry("patients.import.check", 'R', user.AsActor()) { ObjectType = "Import", ObjectId = id.ToString() }, ct);
        await db.SaveChangesAsync(ct);
        previews.Forget(id);
        worker.TryBegin(new ImportJob(id, ImportTask.Check, user.AsActor()));
        return new ImportOutcome.Accepted();
    }

    private async Task<string?> WrongAsync(ImportId id, IReadOnlyList<ColumnInput> columns, CancellationToken ct)
    {
        await using var sheet = await SheetFile.OpenAsync(files.Open(id), ct);
        var twice = columns.Where(c => c.Field != ImportField.Phone).GroupBy(c => c.Field).FirstOrDefault(g => g.Count() > 1);
        return columns.Any(c => c.Column < 0 || c.Column >= sheet.Header.Count) || columns.Select(c => c.Column).Distinct().Count() < columns.Count
            ? "names a column that the file does not have, or one twice"
            : twice is not null ? $"Only telephone numbers may stand in several columns: {string.Join(" and ", twice.Select(c => sheet.Header[c.Column]))} cannot both hold the same."
            : new ImportMapping(columns.ToDictionary(c => c.Column, c => c.Field)).WhatIsMissing();
    }
}
