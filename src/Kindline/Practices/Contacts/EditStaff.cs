using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices.Contacts;

internal sealed record StaffInput(
    string? Name, string? Title, string? Department, string? Extension, string? DirectNumber, LocationId? Location, Guid? User, StaffId? ReportsTo,
    string? SteeringRole, bool? Retired)
{
    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        errors.Needed("name", Name, 120);
        errors.Short("title", Title, 80);
        errors.Short("department", Department, 80);
        errors.Short("steeringRole", SteeringRole, 80);
        errors.Phone("directNumber", DirectNumber);
        if (Extension.Known() is { } digits && (digits.Length is < 2 or > 12 || !digits.All(char.IsAsciiDigit)))
        {
            errors.Add("extension", "must be two to twelve digits");
        }
        return errors;
    }

    public void ApplyTo(StaffMember row, DateTimeOffset now)
    {
        (row.Name, row.Title, row.Department) = (Name.Known() ?? "", Title.Known(), Department.Known());
        (row.Extension, row.DirectNumber, row.LocationId) = (Extension.Known(), DirectNumber.E164(), Location);
        (row.UserId, row.ReportsToId, row.SteeringRole) = (User, ReportsTo, SteeringRole.Known());
        row.RetiredAt = Retired == true ? row.RetiredAt ?? now : null;
    }
}

/// <summary>The people of a practice.</summary>
/// <param name="MostReports">From one more on, somebody has too many who report to them.</param>
/// <param name="Accounts">Whom an editor may choose as somebody's account; empty for all others.</param>
internal sealed record StaffView(int MostReports, IReadOnlyList<StaffRow> Items, IReadOnlyList<StaffAccount> Accounts);

/// <param name="Team">The account's; null without one.</param>
/// <param name="Reports">How many report to them.</param>
internal sealed record StaffRow(
    StaffId Id, string Name, string? Title, string? Department, string? Extension, string? DirectNumber, LocationId? Location, Guid? User, string? Team,
    StaffId? ReportsTo, int Reports, string? SteeringRole, bool Retired);

internal sealed record StaffAccount(Guid Id, string Name);

/// <summary>What came of changing a practice's people.</summary>
internal abstract record StaffEdit
{
    public sealed record Done(StaffView Staff) : StaffEdit;

    public sealed record Invalid(FieldErrors Errors) : StaffEdit;

    public sealed record NotFound : StaffEdit;
}

/// <summary>Reads and changes the people of a practice: extensions, who reports to whom, and the steering committee.</summary>
internal sealed class EditStaff(DbFactory databases, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    /// <summary>Null where there is no such practice, or it is none of the asker's.</summary>
    public async Task<StaffView?> ReadAsync(PracticeId practice, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return user.Reaches(Permission.ContactsRead, practice) && await db.Practices.AnyAsync(p => p.Id == practice, ct) ? await ViewAsync(db, practice, user, ct) : null;
    }

    /// <param name="one">Null adds one.</param>
    public async Task<StaffEdit> SaveAsync(PracticeId practice, StaffId? one, StaffInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!user.Reaches(Permission.PracticesEdit, practice) || !await db.Practices.AnyAsync(p => p.Id == practice, ct))
        {
            return new StaffEdit.NotFound();
        }
        var staff = await db.Staff.Where(s => s.PracticeId == practice).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var row = one is null ? new StaffMember { Id = new StaffId(Guid.CreateVersion7(now)), PracticeId = practice } : staff.Find(s => s.Id == one);
        if (row is null)
        {
            return new StaffEdit.NotFound();
        }
        var errors = input.Check();
        await CheckPlacesAsync(db, practice, row, staff, input, errors, ct);
        if (!errors.None)
        {
            return new StaffEdit.Invalid(errors);
        }
        if (one is null)
        {
            db.Add(row);
        }
        input.ApplyTo(row, now);
        await trail.AppendAsync(
            new AuditEntry(one is null ? "staff.added" : "staff.changed", one is null ? 'C' : 'U', user.AsActor()) { ObjectType = "StaffMember", ObjectId = row.Id.ToString() }, ct);
        await db.SaveChangesAsync(ct);
        live.Changed("contacts");
        return new StaffEdit.Done(await ViewAsync(db, practice, user, ct));
    }

    private static async Task CheckPlacesAsync(
        Db db, PracticeId practice, StaffMember row, IReadOnlyList<StaffMember> staff, StaffInput input, FieldErrors errors, CancellationToken ct)
    {
        if (input.Location is { } location && !await db.Locations.AnyAsync(l => l.Id == location && l.PracticeId == practice, ct))
        {
            errors.Add("location", "is no location of this practice");
        }
        if (input.User is { } account && !await Accounts(db, practice).AnyAsync(u => u.Id == account, ct))
        {
            errors.Add("user", "is no account of this practice");
        }
        if (input.ReportsTo is { } head && !staff.Any(s => s.Id == head))
        {
            errors.Add("reportsTo", "is nobody of this practice");
        }
        else if (Above(staff, input.ReportsTo).Contains(row.Id))
        {
            errors.Add("reportsTo", "reports to this person");
        }
    }

    /// <summary>Somebody and all to whom they report, each once.</summary>
    private static HashSet<StaffId> Above(IReadOnlyList<StaffMember> staff, StaffId? from)
    {
        var above = new HashSet<StaffId>();
        while (from is { } id && above.Add(id))
        {
            from = staff.FirstOrDefault(s => s.Id == id)?.ReportsToId;
        }
        return above;
    }

    private static IQueryable<User> Accounts(Db db, PracticeId practice) =>
        db.Users.Where(u => u.Active && db.Set<UserPractice>().Any(p => p.UserId == u.Id && p.PracticeId == practice));

    private static async Task<StaffView> ViewAsync(Db db, PracticeId practice, SignedInUser user, CancellationToken ct)
    {
        var most = await db.Practices.Where(p => p.Id == practice).Select(p => p.MostReports).SingleAsync(ct);
        var staff = await db.Staff.AsNoTracking().Where(s => s.PracticeId == practice).ToListAsync(ct);
        var accounts = staff.ConvertAll(s => s.UserId).OfType<Guid>().ToList();
        var teams = await db.Set<Team>().AsNoTracking().Where(t => t.PracticeId == practice).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var teamOf = (await db.Users.Where(u => accounts.Contains(u.Id)).Select(u => new { u.Id, u.TeamId }).ToListAsync(ct))
            .ToDictionary(u => u.Id, u => u.TeamId is { } team ? teams.GetValueOrDefault(team) : null);
        var reports = staff.Where(s => s.RetiredAt is null).Select(s => s.ReportsToId).OfType<StaffId>().CountBy(id => id).ToDictionary();
        var choices = user.Can(Permission.PracticesEdit)
            ? await Accounts(db, practice).OrderBy(u => u.DisplayName).Select(u => new StaffAccount(u.Id, u.DisplayName)).ToListAsync(ct)
            : [];
        return new StaffView(
            most,
            [.. staff.OrderBy(s => s.Name, StringComparer.CurrentCultureIgnoreCase).Select(s => new StaffRow(
                s.Id, s.Name, s.Title, s.Department, s.Extension, s.DirectNumber, s.LocationId, s.UserId, s.UserId is { } id ? teamOf.GetValueOrDefault(id) : null,
                s.ReportsToId, reports.GetValueOrDefault(s.Id), s.SteeringRole, s.RetiredAt is not null))],
            choices);
    }
}
