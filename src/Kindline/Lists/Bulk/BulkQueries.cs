using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists.Bulk;

/// <summary>What can be set for many, what it would do, and what such changes did, to people of their practices.</summary>
internal sealed class BulkQueries(DbFactory databases)
{
    private const int FirstOf = 20;

    /// <summary>Null where the practice is none of theirs.</summary>
    public async Task<IReadOnlyList<BulkFieldView>?> FieldsAsync(PracticeId practice, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!user.Reaches(Permission.PatientsBulk, practice) || !await db.Practices.AnyAsync(p => p.Id == practice, ct))
        {
            return null;
        }
        var fields = await BulkFields.ReadAsync(db, practice, undoes: false, ct);
        return [.. fields.Select(f => new BulkFieldView(f.Key, f.Label, f.Shape, [.. f.Choices.Select(c => new ChoiceView(c, f.Names?[c]))], f.MayBeEmpty))];
    }

    public static BulkPreview PreviewOf(BulkPlan plan)
    {
        var by = plan.People.ToLookup(p => p.Verdict.Outcome);
        var (changing, leftOut) = (by[BulkOutcome.Waiting], by[BulkOutcome.LeftOut]);
        return new BulkPreview(
            plan.People.Count, changing.Count(), by[BulkOutcome.Same].Count(), leftOut.Count(),
            [.. leftOut.GroupBy(p => p.Verdict.Why).Where(g => g.Key is not null).Select(g => new WhyCount(g.Key!.Value, g.Count())).OrderByDescending(w => w.Count)],
            [.. changing.Take(FirstOf).Select(View)], [.. leftOut.Take(FirstOf).Select(View)], plan.Seen);

        BulkPersonView View(PlannedPerson p) => new BulkPersonView(
            p.Id, plan.Masks ? Masked.Name(p.Name) : p.Name, p.BornOn, p.Verdict.Outcome, plan.Field.Shown(p.Verdict.Before), plan.Field.Shown(p.Verdict.After), p.Verdict.Why, p.Vip).Shown();
    }

    /// <summary>The newest first.</summary>
    public async Task<Page<BulkChangeView>> ListAsync(Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var all = BulkReach.ChangesOf(db, user).AsNoTracking();
        var rows = await ViewsAsync(db, all.OrderByDescending(c => c.BegunAt).ThenByDescending(c => c.Id).Skip(paging.Skip).Take(paging.Size), user, ct);
        return new Page<BulkChangeView>(rows, await all.CountAsync(ct));
    }

    public async Task<BulkChangeView?> ReadAsync(BulkChangeId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return (await ViewsAsync(db, BulkReach.ChangesOf(db, user).AsNoTracking().Where(c => c.Id == id), user, ct)).SingleOrDefault();
    }

    /// <summary>Those of whom one thing became, in the order of the list; null where there is no such change.</summary>
    public async Task<Page<BulkPersonView>?> PeopleAsync(BulkChangeId id, BulkOutcome outcome, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await BulkReach.ChangesOf(db, user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } change)
        {
            return null;
        }
        var fields = await BulkFields.ReadAsync(db, change.PracticeId, undoes: true, ct);
        var shown = fields.FirstOrDefault(f => f.Key == change.Field)?.Shown ?? (static text => text);
        var people = db.BulkPeople.Where(p => p.ChangeId == id && p.Outcome == outcome);
        var rows = await (
            from row in people.OrderBy(p => p.Id).Skip(paging.Skip).Take(paging.Size)
            join person in db.Patients.IgnoreQueryFilters() on row.PatientId equals person.Id
            join other in db.Patients.IgnoreQueryFilters() on person.MergedIntoId equals (PatientId?)other.Id into others
            from survivor in others.DefaultIfEmpty()
            orderby row.Id
            select new
            {
                Row = row,
                person.FirstName,
                person.LastName,
                person.BornOn,
                Vip = person.Vip || (survivor != null && survivor.Vip),
            }).AsNoTracking().ToListAsync(ct);
        return new Page<BulkPersonView>(
            [.. rows.Select(r => new BulkPersonView(
                r.Row.PatientId, $"{r.FirstName} {r.LastName}".Trim(), r.BornOn, r.Row.Outcome, shown(r.Row.Before), shown(r.Row.After), r.Row.Why, r.Vip).Shown())],
            await people.CountAsync(ct));
    }

    private static async Task<IReadOnlyList<BulkChangeView>> ViewsAsync(Db db, IQueryable<BulkChange> changes, SignedInUser user, CancellationToken ct)
    {
        var rows = await (
            from change in changes
            join practice in db.Practices on change.PracticeId equals practice.Id
            select new { Change = change, Practice = practice.Name }).ToListAsync(ct);
        var people = rows.SelectMany(r => new[] { r.Change.UserId, r.Change.UndoneBy, AssignedTo(r.Change) }).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return [.. rows.Select(r => View(
            r.Change, r.Practice, names.GetValueOrDefault(r.Change.UserId, ""), r.Change.UndoneBy is { } undoneBy ? names.GetValueOrDefault(undoneBy) : null,
            AssignedTo(r.Change) is { } agent ? names.GetValueOrDefault(agent) : r.Change.Value, user))];
    }

    private static Guid? AssignedTo(BulkChange change) => change.Field == BulkField.AssignedToKey && Guid.TryParse(change.Value, out var agent) ? agent : null;

    private static BulkChangeView View(BulkChange c, string practice, string by, string? undoneBy, string? value, SignedInUser user) => new(
        c.Id, c.PracticeId, practice, c.ListName, by, c.Field, c.Label, value, c.Reason, c.State, c.BegunAt, c.EndedAt, c.People, c.Planned, c.Changed, c.Same, c.LeftOut,
        undoneBy, c.UndoneAt, c.Restored, c.Kept, c.Why, EndBulk.WhyNotUndo(c, user.Id), EndBulk.WhyNotGoOn(c) is null);
}
