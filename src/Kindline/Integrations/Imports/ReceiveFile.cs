using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Import;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

internal abstract record ReceiveFileOutcome
{
    private ReceiveFileOutcome()
    {
    }

    public sealed record Received(ImportId Id) : ReceiveFileOutcome;

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
        if (!user.Practices.Contains(practice) || !await db.Practices.AnyAsync(p => p.Id == practice, ct))
        {
            return new ReceiveFileOutcome.NoPractice();
        }
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
            UserId = user.Id,
        };
        import.FileHash = await files.SaveAsync(import.Id, content, ct);
        try
        {
            await GuessAsync(db, import, ct);
            db.Add(import);
            await trail.AppendAsync(
                new AuditEntry("patients.import.upload", 'C', user.AsActor()) { ObjectType = "Import", ObjectId = import.Id.ToString(), Reason = $"practice {practice}" }, ct);
            await db.SaveChangesAsync(ct);
            return new ReceiveFileOutcome.Received(import.Id);
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

    private async Task GuessAsync(Db db, PatientImport import, CancellationToken ct)
    {
        await using var sheet = await SheetFile.OpenAsync(files.Open(import.Id), ct);
        var hash = ImportMapping.HashOf(sheet.Header);
        var remembered = await db.Set<RememberedColumns>().AsNoTracking().SingleOrDefaultAsync(c => c.PracticeId == import.PracticeId && c.HeaderHash == hash, ct);
        import.Columns = remembered?.Columns ?? ImportMapping.Guess(sheet.Header).ToText();
        import.DayFirst = remembered?.DayFirst ?? false;
    }
}
