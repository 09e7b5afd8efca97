using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Lists.Columns;
using Kindline.Lists.Filters;
using Kindline.Patients;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists;

/// <summary>A list as somebody wants it kept: all of it.</summary>
/// <param name="Practice">Of a new one; that of one that there is stays.</param>
/// <param name="Version">Of one that there is, as it was read.</param>
internal sealed record ListInput(
    PracticeId? Practice, string? Name, bool? Shared, ListFilter? Filter, IReadOnlyList<string>? Columns, string? Sort, bool? Descending, int? Version)
{
    public ListShape ToShape() => new(Filter, Columns, Sort, Descending);
}

/// <summary>What came of a change to a list.</summary>
internal abstract record EditListOutcome
{
    public sealed record Saved(ListId Id) : EditListOutcome;

    public sealed record Invalid(FieldErrors Errors) : EditListOutcome;

    /// <summary>Why not, in words.</summary>
    public sealed record Refused(string Why) : EditListOutcome;

    public sealed record NotFound : EditListOutcome;
}

/// <summary>Makes, changes, deletes and brings back lists.</summary>
internal sealed class EditLists(DbFactory databases, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    public const string Topic = "lists";

    private static readonly TimeSpan CanBeHadBackFor = TimeSpan.FromDays(7);

    public async Task<EditListOutcome> CreateAsync(ListInput input, SignedInUser user, CancellationToken ct)
    {
        var errors = new FieldErrors();
        await using var db = databases.Create();
        if (input.Practice is not { } practice || !user.Reaches(Permission.ListsRead, practice) || !await db.Practices.AnyAsync(p => p.Id == practice, ct))
        {
            errors.Add("practice", "must be one of your practices");
            return new EditListOutcome.Invalid(errors);
        }
        await CheckAsync(db, practice, input, user, errors, ct);
        if (!errors.None)
        {
            return new EditListOutcome.Invalid(errors);
        }
        var list = new PatientList { Id = new ListId(Guid.CreateVersion7(clock.GetUtcNow())), PracticeId = practice, OwnerId = user.Id };
        Write(list, input, user);
        db.Add(list);
        return await SaveAsync(db, list, "list.created", 'C', user, ct);
    }

    public async Task<EditListOutcome> ChangeAsync(ListId id, ListInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var (list, why) = await FindAsync(db, id, user, ct);
        if (list is null)
        {
            return why;
        }
        var errors = new FieldErrors();
        await CheckAsync(db, list.PracticeId, input, user, errors, ct);
        if (!errors.None)
        {
            return new EditListOutcome.Invalid(errors);
        }
        // Taken before it is written: of two at once the second finds another version.
        var taken = await db.PatientLists.Where(l => l.Id == id && l.Version == input.Version).ExecuteUpdateAsync(set => set.SetProperty(l => l.Version, l => l.Version + 1), ct);
        if (taken == 0)
        {
            return new EditListOutcome.Refused("Somebody else changed this list since you opened it. Open it anew; nothing was saved.");
        }
        Write(list, input, user);
        list.Version = input.Version.GetValueOrDefault() + 1;
        return await SaveAsync(db, list, "list.changed", 'U', user, ct);
    }

    /// <summary>It can be had back for a week.</summary>
    public async Task<EditListOutcome> DeleteAsync(ListId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var (list, why) = await FindAsync(db, id, user, ct);
        if (list is null)
        {
            return why;
        }
        var now = clock.GetUtcNow();
        list.DeletedAt = now;
        await db.PatientLists.Where(l => l.DeletedAt < now - CanBeHadBackFor).ExecuteDeleteAsync(ct);
        return await SaveAsync(db, list, "list.deleted", 'D', user, ct);
    }

    public async Task<EditListOutcome> RestoreAsync(ListId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await ListReach.ListsOf(db, user).SingleOrDefaultAsync(l => l.Id == id && l.DeletedAt != null, ct) is not { } list || !ListReach.MayChange(user, list))
        {
            return new EditListOutcome.NotFound();
        }
        list.DeletedAt = null;
        return await SaveAsync(db, list, "list.restored", 'U', user, ct);
    }

    private static async Task<(PatientList? List, EditListOutcome Why)> FindAsync(Db db, ListId id, SignedInUser user, CancellationToken ct) =>
        await ListReach.ListsOf(db, user).SingleOrDefaultAsync(l => l.Id == id && l.DeletedAt == null, ct) switch
        {
            null => (null, new EditListOutcome.NotFound()),
            var list when !ListReach.MayChange(user, list) => (null, new EditListOutcome.Refused("Only its owner, or whoever may change the practice, changes this list. Make one of your own like it.")),
            var list => (list, new EditListOutcome.Saved(id)),
        };

    private static async Task CheckAsync(Db db, PracticeId practice, ListInput input, SignedInUser user, FieldErrors errors, CancellationToken ct)
    {
        errors.Needed("name", input.Name, PatientListMapping.LongestName);
        var fields = await db.PatientFields.AsNoTracking().Where(f => f.PracticeId == practice).ToListAsync(ct);
        input.ToShape().CheckFilter(fields, ListReach.Of(user), errors);
        input.ToShape().CheckColumns(fields, errors);
        if (input.Filter?.ToJson().Length > PatientListMapping.LongestFilter)
        {
            errors.Add("filter", "is too long: fewer values, or fewer conditions");
        }
    }

    private void Write(PatientList list, ListInput input, SignedInUser user)
    {
        (list.Name, list.IsShared) = (input.Name?.Trim() ?? "", input.Shared == true);
        list.Filter = (input.Filter ?? new ListFilter(Conditions: null)).ToJson();
        list.Columns = [.. input.Columns is { Count: > 0 } columns ? columns : ListColumns.Usual];
        (list.Sort, list.IsDescending) = (input.Sort ?? ListColumns.Name, input.Descending == true);
        (list.ChangedAt, list.ChangedBy) = (clock.GetUtcNow(), user.Id);
    }

    private async Task<EditListOutcome> SaveAsync(Db db, PatientList list, string code, char action, SignedInUser user, CancellationToken ct)
    {
        await trail.AppendAsync(new AuditEntry(code, action, user.AsActor()) { ObjectType = "List", ObjectId = list.Id.ToString() }, ct);
        await db.SaveChangesAsync(ct);
        live.Changed(Topic);
        return new EditListOutcome.Saved(list.Id);
    }
}
