using System.Globalization;
using Kindline.Compliance;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Lists.Filters;
using Kindline.Patients;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists;

/// <summary>What came of running a list.</summary>
internal abstract record RunListOutcome
{
    public sealed record Ran(ListPage Page) : RunListOutcome;

    public sealed record Invalid(FieldErrors Errors) : RunListOutcome;

    public sealed record NotFound : RunListOutcome;
}

/// <summary>Reads lists, and who is on them just now, each as far as whoever asks may see.</summary>
internal sealed class ListQueries(DbFactory databases, ListRows rows, AgeOfMajority majority, TimeProvider clock)
{
    /// <summary>By name: one's own, and what others of one's practices share.</summary>
    public async Task<IReadOnlyList<ListView>> ListAsync(SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await ViewsAsync(db, ListReach.ListsOf(db, user).Where(l => l.DeletedAt == null), user, ct);
    }

    public async Task<ListView?> ReadAsync(ListId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return (await ViewsAsync(db, ListReach.ListsOf(db, user).Where(l => l.Id == id && l.DeletedAt == null), user, ct)).SingleOrDefault();
    }

    /// <summary>A kept list; another order may be asked for this once.</summary>
    /// <param name="onPaper">Whether it leaves the screen.</param>
    public async Task<RunListOutcome> RunAsync(ListId id, string? sort, bool? descending, Paging paging, SignedInUser user, bool onPaper, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await ListReach.ListsOf(db, user).AsNoTracking().SingleOrDefaultAsync(l => l.Id == id && l.DeletedAt == null, ct) is not { } list)
        {
            return new RunListOutcome.NotFound();
        }
        var errors = new FieldErrors();
        var shape = ListShape.Of(list, errors);
        return shape is null ? new RunListOutcome.Invalid(errors)
            : await RunAsync(db, list.PracticeId, sort is null ? shape : shape with { Sort = sort, Descending = descending }, paging, onPaper ? ListReach.OnPaper(user) : ListReach.Of(user), ct);
    }

    /// <summary>A list that is not kept.</summary>
    public async Task<RunListOutcome> TryAsync(PracticeId practice, ListShape shape, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return !user.Reaches(Permission.ListsRead, practice) || !await db.Practices.AnyAsync(p => p.Id == practice, ct) ? new RunListOutcome.NotFound()
            : await RunAsync(db, practice, shape, paging, ListReach.Of(user), ct);
    }

    /// <summary>How many are on a list as somebody is making it.</summary>
    public async Task<(int? Count, FieldErrors? Errors)> CountAsync(PracticeId practice, ListFilter filter, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!user.Reaches(Permission.ListsRead, practice) || !await db.Practices.AnyAsync(p => p.Id == practice, ct))
        {
            return (null, null);
        }
        var moment = await ListMoment.OfAsync(db, practice, majority, clock.GetUtcNow(), ct);
        var errors = new FieldErrors();
        filter.Check(ListReach.Of(user).Kinds(moment.Fields), errors);
        return errors.None ? (await filter.Of(moment).CountAsync(ct), null) : (null, errors);
    }

    private async Task<RunListOutcome> RunAsync(Db db, PracticeId practice, ListShape shape, Paging paging, ListReach reach, CancellationToken ct)
    {
        var (now, errors) = (clock.GetUtcNow(), new FieldErrors());
        var moment = await ListMoment.OfAsync(db, practice, majority, now, ct);
        shape.CheckFilter(moment.Fields, reach, errors);
        shape.CheckColumns(moment.Fields, errors);
        if (!errors.None)
        {
            return new RunListOutcome.Invalid(errors);
        }
        var filter = shape.Filter ?? new ListFilter(Conditions: null);
        var (columns, withheld) = shape.ColumnsFor(moment.Fields, reach);
        var sort = shape.SortFor(moment.Fields, reach);
        var total = await filter.Of(moment).CountAsync(ct);
        var items = await rows.PageAsync(db, moment, filter, columns, sort, paging, reach, ct);
        return new RunListOutcome.Ran(new ListPage(
            [.. columns.Select(c => new ListColumnView(c.Key, c.Title, c.Kind))], items, total, now, moment.Zone.Id, withheld, sort.By.Key, sort.Descending));
    }

    private static async Task<IReadOnlyList<ListView>> ViewsAsync(Db db, IQueryable<PatientList> lists, SignedInUser user, CancellationToken ct)
    {
        var found = await (
            from list in lists.AsNoTracking()
            join practice in db.Practices on list.PracticeId equals practice.Id
            join owner in db.Users on list.OwnerId equals owner.Id into owners
            from owner in owners.DefaultIfEmpty()
            orderby list.Name, list.Id
            select new { List = list, Practice = practice.Name, Owner = owner == null ? "" : owner.DisplayName }).ToListAsync(ct);
        var fields = await db.PatientFields.AsNoTracking().ToListAsync(ct);
        return [.. found.Select(f => View(f.List, f.Practice, f.Owner, [.. fields.Where(x => x.PracticeId == f.List.PracticeId)], user))];
    }

    /// <summary>"filter.conditions[0].on" is "Condition 1"; what is wrong with it says the rest.</summary>
    private static string PlaceOf(string key) =>
        key.Split('[', ']') is ["filter.conditions", var place, ..] && int.TryParse(place, CultureInfo.InvariantCulture, out var n) ? $"Condition {n + 1}" : key;

    private static ListView View(PatientList list, string practice, string owner, IReadOnlyList<PatientField> fields, SignedInUser user)
    {
        var errors = new FieldErrors();
        var shape = ListShape.Of(list, errors);
        shape?.CheckFilter(fields, ListReach.Of(user), errors);
        var why = errors.None ? null : string.Join("; ", errors.ToDictionary().Select(e => $"{PlaceOf(e.Key)} {string.Join(", ", e.Value)}")) + ".";
        return new ListView(
            list.Id, list.PracticeId, practice, list.Name, owner, list.OwnerId == user.Id, list.IsShared, shape?.Filter, list.Columns, list.Sort, list.IsDescending,
            list.ChangedAt, list.Version, ListReach.MayChange(user, list), why);
    }
}
