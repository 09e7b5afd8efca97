using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices;

/// <summary>What came of changing a practice's directory.</summary>
internal abstract record DirectoryEdit
{
    /// <summary>All of it, as it is now.</summary>
    public sealed record Done(DirectoryView Directory) : DirectoryEdit;

    public sealed record Invalid(FieldErrors Errors) : DirectoryEdit;

    public sealed record NotFound : DirectoryEdit;
}

/// <summary>
/// Reads and changes who works where for a practice, what for, and when it is closed. Nothing that a visit may point at is deleted: it is
/// retired, and can be had back.
/// </summary>
internal sealed class EditDirectory(DbFactory databases, OpeningTimes times, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    private const int MostClosures = 400;

    /// <summary>Null where there is no such practice, or it is none of the asker's.</summary>
    public async Task<DirectoryView?> ReadAsync(PracticeId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await Mine(db, user, Permission.PracticesRead).AnyAsync(p => p.Id == id, ct) ? await ViewAsync(db, id, ct) : null;
    }

    /// <param name="one">Null adds one, as in the others.</param>
    public Task<DirectoryEdit> SaveLocationAsync(PracticeId practice, LocationId? one, LocationInput input, SignedInUser user, CancellationToken ct) =>
        SaveAsync(
            practice, input.Check(), "Location", one?.ToString(),
            db => db.Locations.Include(l => l.Hours).SingleOrDefaultAsync(l => l.Id == one && l.PracticeId == practice, ct),
            l => l.Id.ToString(), now => new Location { Id = new LocationId(Guid.CreateVersion7(now)), PracticeId = practice },
            input.ApplyTo, user, ct);

    public Task<DirectoryEdit> SaveProviderAsync(PracticeId practice, ProviderId? one, ProviderInput input, SignedInUser user, CancellationToken ct) =>
        SaveAsync(
            practice, input.Check(), "Provider", one?.ToString(),
            db => db.Providers.SingleOrDefaultAsync(p => p.Id == one && p.PracticeId == practice, ct),
            p => p.Id.ToString(), now => new Provider { Id = new ProviderId(Guid.CreateVersion7(now)), PracticeId = practice },
            input.ApplyTo, user, ct);

    public Task<DirectoryEdit> SaveVisitTypeAsync(PracticeId practice, VisitTypeId? one, VisitTypeInput input, SignedInUser user, CancellationToken ct) =>
        SaveAsync(
            practice, input.Check(), "VisitType", one?.ToString(),
            db => db.VisitTypes.SingleOrDefaultAsync(v => v.Id == one && v.PracticeId == practice, ct),
            v => v.Id.ToString(), now => new VisitType { Id = new VisitTypeId(Guid.CreateVersion7(now)), PracticeId = practice },
            input.ApplyTo, user, ct);

    /// <summary>All closures from today on, in place of those that were; the next call goes by them. What is past stays.</summary>
    public async Task<DirectoryEdit> SetClosuresAsync(PracticeId id, IReadOnlyList<ClosureInput> closures, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await Mine(db, user, Permission.PracticesEdit).Include(p => p.Hours).Include(p => p.Closures).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } practice)
        {
            return new DirectoryEdit.NotFound();
        }
        var today = clock.GetUtcNow().DayIn(practice.TimeZone);
        var errors = Check(closures, today);
        if (!errors.None)
        {
            return new DirectoryEdit.Invalid(errors);
        }
        practice.Closures.RemoveAll(c => c.On >= today && !closures.Any(n => n.On == c.On));
        foreach (var wanted in closures)
        {
            if (practice.ClosureOn(wanted.On!.Value) is not { } kept)
            {
                kept = new Closure { PracticeId = id, On = wanted.On.Value };
                practice.Closures.Add(kept);
            }
            (kept.Name, kept.OpensAt, kept.ClosesAt) = (wanted.Name!.Trim(), wanted.OpensAt, wanted.ClosesAt);
        }
        await trail.AppendAsync(new AuditEntry("practice.closuresChanged", 'U', user.AsActor()) { ObjectType = "Practice", ObjectId = id.ToString() }, ct);
        await db.SaveChangesAsync(ct);
        times.Saved(practice);
        live.Changed("practices");
        return new DirectoryEdit.Done(await ViewAsync(db, id, ct));
    }

    private static FieldErrors Check(IReadOnlyList<ClosureInput> closures, DateOnly today)
    {
        var errors = new FieldErrors();
        if (closures.Count > MostClosures)
        {
            errors.Add("closures", $"must be {MostClosures} at most");
        }
        for (var n = 0; n < closures.Count; n++)
        {
            closures[n].Check($"closures[{n}]", errors);
            if (closures[n].On < today)
            {
                errors.Add($"closures[{n}].on", "lies in the past");
            }
            if (closures.Take(n).Any(c => c.On == closures[n].On))
            {
                errors.Add($"closures[{n}].on", "stands here twice");
            }
        }
        return errors;
    }

    private async Task<DirectoryEdit> SaveAsync<T>(
        PracticeId practice, FieldErrors errors, string kind, string? one, Func<Db, Task<T?>> find, Func<T, string> idOf, Func<DateTimeOffset, T> make,
        Action<T, DateTimeOffset> apply, SignedInUser user, CancellationToken ct)
        where T : class
    {
        await using var db = databases.Create();
        var now = clock.GetUtcNow();
        var row = await Mine(db, user, Permission.PracticesEdit).AnyAsync(p => p.Id == practice, ct) ? one is null ? make(now) : await find(db) : null;
        if (row is null)
        {
            return new DirectoryEdit.NotFound();
        }
        if (!errors.None)
        {
            return new DirectoryEdit.Invalid(errors);
        }
        if (one is null)
        {
            db.Add(row);
        }
        apply(row, now);
        await trail.AppendAsync(
            new AuditEntry(one is null ? "directory.added" : "directory.changed", one is null ? 'C' : 'U', user.AsActor()) { ObjectType = kind, ObjectId = idOf(row) }, ct);
        await db.SaveChangesAsync(ct);
        live.Changed("practices");
        return new DirectoryEdit.Done(await ViewAsync(db, practice, ct));
    }

    private static IQueryable<Practice> Mine(Db db, SignedInUser user, string permission) =>
        user.ScopeOf(permission) is Scope.All ? db.Practices : db.Practices.Where(p => user.Practices.Contains(p.Id));

    private async Task<DirectoryView> ViewAsync(Db db, PracticeId id, CancellationToken ct)
    {
        var practice = await db.Practices.AsNoTracking().Include(p => p.Hours).Include(p => p.Closures).AsSplitQuery().SingleAsync(p => p.Id == id, ct);
        var now = clock.GetUtcNow();
        var today = now.DayIn(practice.TimeZone);
        var closures = practice.Closures.Where(c => c.On >= today).OrderBy(c => c.On).ToList();
        var locations = await db.Locations.AsNoTracking().Where(l => l.PracticeId == id).Include(l => l.Hours).OrderBy(l => l.Name).ToListAsync(ct);
        var providers = await db.Providers.AsNoTracking().Where(p => p.PracticeId == id).OrderBy(p => p.Name).ToListAsync(ct);
        var types = await db.VisitTypes.AsNoTracking().Where(v => v.PracticeId == id).OrderBy(v => v.Name).ToListAsync(ct);
        return new DirectoryView(
            today, closures.ConvertAll(c => new ClosureView(c.On, c.Name, c.OpensAt, c.ClosesAt)), locations.ConvertAll(l => LocationRow.Of(l, practice, (now, today))),
            providers.ConvertAll(p => ProviderRow.Of(p, today)), types.ConvertAll(VisitTypeRow.Of));
    }
}
