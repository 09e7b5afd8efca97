using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Patients.Import;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

internal abstract record ReceiveFileOutcome
{
    private ReceiveFileOutcome()
    {
    }

    /// <param name="Remembered">Whether a file with the same columns was taken in before, so that it is known what they hold.</param>
    public sealed record Received(ImportId Id, bool Remembered) : ReceiveFileOutcome;

    /// <summary>The practice is none of this person's.</summary>
    public sealed record NoPractice : ReceiveFileOutcome;

    public sealed record Refused(string Why) : ReceiveFileOutcome;
}

/// <summary>Keeps a file that somebody brings, and finds out which column may hold what: as it was the last time, or by the columns' names.</summary>
internal sealed class ReceiveFile(DbFactory databases, ImportFiles files, ForgetFiles forget, AuditTrail trail, TimeProvider clock)
{
    public async Task<ReceiveFileOutcome> RunAsync(PracticeId practice, string fileName, Stream content, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return user.Practices.Contains(practice) && await db.Practices.AnyAsync(p => p.Id == practice, ct)
            ? await KeepAsync(db, practice, fileName, content, user.Id, user.AsActor(), ct) : new ReceiveFileOutcome.NoPractice();
    }

    /// <summary>A file that was laid into the watched folder: nobody brought it.</summary>
    public async Task<ReceiveFileOutcome> FromFolderAsync(PracticeId practice, string fileName, Stream content, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await KeepAsync(db, practice, fileName, content, null, AuditActor.System, ct);
    }

    // Enough for one date to have a day above twelve.
    private const int RowsLookedAt = 200;

    private async Task<ReceiveFileOutcome> KeepAsync(
        Db db, PracticeId practice, string fileName, Stream content, Guid? user, AuditActor by, CancellationToken ct)
    {
        if (await ImportRules.WhyNotAsync(db, ct) is { } why)
        {
            return new ReceiveFileOutcome.Refused(why);
        }
        await forget.RunAsync(ct);
        var now = clock.GetUtcNow();
        var import = new PatientImport
        {
            Id = new ImportId(Guid.CreateVersion7(now)),
            PracticeId = practice,
            FileName = fileName,
            State = ImportState.Uploaded,
            BegunAt = now,
            UserId = user,
        };
        import.FileHash = await files.SaveAsync(import.Id, content, ct);
        try
        {
            var remembered = await GuessAsync(db, import, ct);
            import.Why = user is null && !remembered ? "It came by the watched folder, and its columns were never matched. Match them once: from then on such files are taken in by themselves." : null;
            db.Add(import);
            await trail.AppendAsync(
                new AuditEntry("patients.import.upload", 'C', by) { ObjectType = "Import", ObjectId = import.Id.ToString(), Reason = $"practice {practice}" }, ct);
            await db.SaveChangesAsync(ct);
            return new ReceiveFileOutcome.Received(import.Id, remembered);
        }
        catch (SheetException e)
        {
            files.Remove(import.Id);
            return new ReceiveFileOutcome.Refused(e.Message);
        }
        catch
        {
            files.Remove(import.Id);
            throw;
        }
    }

    /// <returns>Whether it is as it was the last time.</returns>
    private async Task<bool> GuessAsync(Db db, PatientImport import, CancellationToken ct)
    {
        await using var sheet = await SheetFile.OpenAsync(files.Open(import.Id), ct);
        var hash = ImportMapping.HashOf(sheet.Header);
        var remembered = await db.Set<RememberedColumns>().AsNoTracking().SingleOrDefaultAsync(c => c.PracticeId == import.PracticeId && c.HeaderHash == hash, ct);
        import.Columns = remembered?.Columns ?? ImportMapping.Guess(sheet.Header, await db.FieldsInUse(import.PracticeId).ToListAsync(ct)).ToText();
        import.DayFirst = remembered?.DayFirst ?? await IsDayFirstAsync(sheet, ImportMapping.FromText(import.Columns), ct);
        return remembered is not null;
    }

    /// <summary>Whether the first dates of birth can only have the day before the month.</summary>
    private static async Task<bool> IsDayFirstAsync(SheetFile sheet, ImportMapping mapping, CancellationToken ct)
    {
        var (monthFirst, dayFirst) = (new LineReader(sheet.Header, mapping, DayFirst: false, DateOnly.MaxValue), new LineReader(sheet.Header, mapping, DayFirst: true, DateOnly.MaxValue));
        var (asMonth, asDay) = (0, 0);
        try
        {
            for (var rows = 0; rows < RowsLookedAt && await sheet.NextAsync(ct) is { } row; rows++)
            {
                asMonth += monthFirst.BirthOf(row) is null ? 0 : 1;
                asDay += dayFirst.BirthOf(row) is null ? 0 : 1;
            }
        }
        catch (SheetException)
        {
            // The check tells of it, with its line.
        }
        return asDay > asMonth;
    }
}
