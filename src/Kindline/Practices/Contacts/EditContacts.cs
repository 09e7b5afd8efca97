using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices.Contacts;

/// <summary>What came of an edit.</summary>
internal abstract record ContactEdit
{
    public sealed record Done(OrganisationId Id) : ContactEdit;

    public sealed record Invalid(FieldErrors Errors) : ContactEdit;

    /// <summary>Somebody else changed it since it was read.</summary>
    public sealed record Changed : ContactEdit;

    public sealed record NotFound : ContactEdit;
}

/// <summary>
/// Writes down whom a practice works with, and what was talked about with those who send it patients. Nothing is deleted: an organisation is
/// retired. Who may not edit the practice itself edits its referral partners alone.
/// </summary>
internal sealed class EditContacts(DbFactory databases, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    public async Task<ContactEdit> AddAsync(OrganisationInput input, SignedInUser user, CancellationToken ct)
    {
        if (!PracticeId.TryParse(input.Practice, out var practice) || !user.Reaches(Permission.ContactsEdit, practice))
        {
            return Invalid("practice", "must be one of your practices");
        }
        var errors = Check(input, user);
        if (!errors.None)
        {
            return new ContactEdit.Invalid(errors);
        }
        await using var db = databases.Create();
        if (!await db.Practices.AnyAsync(p => p.Id == practice, ct))
        {
            return Invalid("practice", "must be one of your practices");
        }
        var now = clock.GetUtcNow();
        var row = new Organisation { Id = new OrganisationId(Guid.CreateVersion7(now)), PracticeId = practice, ChangedAt = now };
        input.ApplyTo(row, now);
        db.Add(row);
        return await SaveAsync(db, row, "contact.added", 'C', [], user, ct);
    }

    public async Task<ContactEdit> ChangeAsync(OrganisationId id, OrganisationInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await Mine(db, user).Include(o => o.People).SingleOrDefaultAsync(o => o.Id == id, ct) is not { } row)
        {
            return new ContactEdit.NotFound();
        }
        if (input.ChangedAt is { } seen && seen != row.ChangedAt)
        {
            return new ContactEdit.Changed();
        }
        var errors = Check(input, user);
        if (row.Kind is not OrganisationKind.ReferralPartner && PartnersOnly(user))
        {
            errors.Add("kind", PartnersAlone);
        }
        if (!errors.None)
        {
            return new ContactEdit.Invalid(errors);
        }
        var now = clock.GetUtcNow();
        input.ApplyTo(row, now);
        var fields = db.Entry(row).Properties.Where(p => p.IsModified).Select(p => p.Metadata.Name).ToList();
        row.ChangedAt = now;
        return await SaveAsync(db, row, "contact.changed", 'U', fields, user, ct);
    }

    /// <param name="one">Null writes down another one.</param>
    public Task<ContactEdit> SaveMeetingAsync(OrganisationId id, MeetingId? one, MeetingInput input, SignedInUser user, CancellationToken ct) =>
        SaveOfPartnerAsync(id, input.Check(), "contact.meeting", one is null, async (db, row, now) =>
        {
            var meeting = one is { } known ? await db.Set<PartnerMeeting>().SingleOrDefaultAsync(m => m.Id == known && m.OrganisationId == id, ct)
                : db.Add(new PartnerMeeting { Id = new MeetingId(Guid.CreateVersion7(now)), OrganisationId = row.Id }).Entity;
            if (meeting is not null)
            {
                input.ApplyTo(meeting, user.Name);
            }
            return meeting is not null;
        }, user, ct);

    /// <param name="one">Null writes down another one.</param>
    public Task<ContactEdit> SaveIssueAsync(OrganisationId id, IssueId? one, IssueInput input, SignedInUser user, CancellationToken ct) =>
        SaveOfPartnerAsync(id, input.Check(), "contact.issue", one is null, async (db, row, now) =>
        {
            var issue = one is { } known ? await db.Set<PartnerIssue>().SingleOrDefaultAsync(i => i.Id == known && i.OrganisationId == id, ct)
                : db.Add(new PartnerIssue { Id = new IssueId(Guid.CreateVersion7(now)), OrganisationId = row.Id }).Entity;
            if (issue is not null)
            {
                input.ApplyTo(issue, await db.TodayOfAsync(row.PracticeId, clock, ct));
            }
            return issue is not null;
        }, user, ct);

    /// <param name="apply">False where there is no such row.</param>
    private async Task<ContactEdit> SaveOfPartnerAsync(
        OrganisationId id, FieldErrors errors, string code, bool isNew, Func<Db, Organisation, DateTimeOffset, Task<bool>> apply, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await Mine(db, user).SingleOrDefaultAsync(o => o.Id == id && o.Kind == OrganisationKind.ReferralPartner, ct) is not { } row)
        {
            return new ContactEdit.NotFound();
        }
        if (!errors.None)
        {
            return new ContactEdit.Invalid(errors);
        }
        return await apply(db, row, clock.GetUtcNow()) ? await SaveAsync(db, row, code, isNew ? 'C' : 'U', [], user, ct) : new ContactEdit.NotFound();
    }

    private const string PartnersAlone = "your role edits referral partners alone";

    private static bool PartnersOnly(SignedInUser user) => !user.Can(Permission.PracticesEdit);

    private static FieldErrors Check(OrganisationInput input, SignedInUser user)
    {
        var errors = input.Check();
        if (input.Kind is { } kind && kind is not OrganisationKind.ReferralPartner && PartnersOnly(user))
        {
            errors.Add("kind", PartnersAlone);
        }
        return errors;
    }

    private static IQueryable<Organisation> Mine(Db db, SignedInUser user) => db.Organisations.Seen(user, Permission.ContactsEdit);

    private async Task<ContactEdit> SaveAsync(
        Db db, Organisation row, string code, char action, IReadOnlyList<string> fields, SignedInUser user, CancellationToken ct)
    {
        await trail.AppendAsync(new AuditEntry(code, action, user.AsActor()) { ObjectType = "Organisation", ObjectId = row.Id.ToString(), Fields = fields }, ct);
        await db.SaveChangesAsync(ct);
        live.Changed("contacts");
        return new ContactEdit.Done(row.Id);
    }

    private static ContactEdit.Invalid Invalid(string field, string why)
    {
        var errors = new FieldErrors();
        errors.Add(field, why);
        return new ContactEdit.Invalid(errors);
    }
}
