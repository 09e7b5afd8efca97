using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices.Links;

/// <summary>A link as somebody wants it.</summary>
internal sealed record LinkInput(string? Name, LinkKind? Kind, string? Template, bool? Retired)
{
    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        errors.Needed("name", Name, 60);
        errors.Needed("template", Template, LinkTemplate.Longest);
        if (Kind is null)
        {
            errors.Add("kind", "is needed");
        }
        if (Template.Known() is { } template && LinkTemplate.WhyNot(template) is { } why)
        {
            errors.Add("template", why);
        }
        return errors;
    }
}

/// <param name="Contains">What an address of it holds of a patient, in words.</param>
internal sealed record LinkRow(LinkId Id, string Name, LinkKind Kind, string Template, IReadOnlyList<string> Contains, bool Retired);

/// <summary>What came of an edit.</summary>
internal abstract record LinkEdit
{
    /// <summary>All of the practice's, as they are now.</summary>
    public sealed record Done(Page<LinkRow> Links) : LinkEdit;

    public sealed record Invalid(FieldErrors Errors) : LinkEdit;

    public sealed record NotFound : LinkEdit;
}

/// <summary>Keeps the links into other systems of a practice. None is deleted: the trail names them.</summary>
internal sealed class EditLinks(DbFactory databases, AuditTrail trail, TimeProvider clock)
{
    private const int Most = 30;

    /// <summary>Null where there is no such practice, or it is none of the asker's.</summary>
    public async Task<Page<LinkRow>?> ReadAsync(PracticeId practice, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await Mine(db, user).AnyAsync(p => p.Id == practice, ct) ? await AllAsync(db, practice, ct) : null;
    }

    /// <param name="one">Null adds one.</param>
    public async Task<LinkEdit> SaveAsync(PracticeId practice, LinkId? one, LinkInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!await Mine(db, user).AnyAsync(p => p.Id == practice, ct))
        {
            return new LinkEdit.NotFound();
        }
        var now = clock.GetUtcNow();
        var row = one is null ? new RecordLink { Id = new LinkId(Guid.CreateVersion7(now)), PracticeId = practice }
            : await db.RecordLinks.SingleOrDefaultAsync(l => l.Id == one && l.PracticeId == practice, ct);
        if (row is null)
        {
            return new LinkEdit.NotFound();
        }
        var errors = input.Check();
        if (one is null && await db.RecordLinks.CountAsync(l => l.PracticeId == practice, ct) >= Most)
        {
            errors.Add("name", $"is one too many: there are {Most} at most");
        }
        if (!errors.None)
        {
            return new LinkEdit.Invalid(errors);
        }
        if (one is null)
        {
            db.Add(row);
        }
        (row.Name, row.Kind, row.Template) = (input.Name.Known() ?? "", input.Kind ?? row.Kind, input.Template.Known() ?? "");
        row.RetiredAt = input.Retired == true ? row.RetiredAt ?? now : null;
        await trail.AppendAsync(new AuditEntry(one is null ? "link.added" : "link.changed", one is null ? 'C' : 'U', user.AsActor()) { ObjectType = "RecordLink", ObjectId = row.Id.ToString() }, ct);
        await db.SaveChangesAsync(ct);
        return new LinkEdit.Done(await AllAsync(db, practice, ct));
    }

    private static IQueryable<Practice> Mine(Db db, SignedInUser user) =>
        user.ScopeOf(Permission.PracticesEdit) is Scope.All ? db.Practices : db.Practices.Where(p => user.Practices.Contains(p.Id));

    private static async Task<Page<LinkRow>> AllAsync(Db db, PracticeId practice, CancellationToken ct)
    {
        var rows = await db.RecordLinks.AsNoTracking().Where(l => l.PracticeId == practice).OrderBy(l => l.Name).ThenBy(l => l.Id).ToListAsync(ct);
        return new Page<LinkRow>(
            rows.ConvertAll(l => new LinkRow(l.Id, l.Name, l.Kind, l.Template, LinkTemplate.NamesIn(l.Template).ConvertAll(n => LinkTemplate.Placeholders[n]), l.RetiredAt is not null)),
            rows.Count);
    }
}
