using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Dispositions;

/// <summary>What came of a change of the tree.</summary>
internal abstract record DispositionEdit
{
    public sealed record Done(DispositionView View) : DispositionEdit;

    public sealed record Invalid(FieldErrors Errors) : DispositionEdit;

    public sealed record NotFound : DispositionEdit;

    public sealed record KeyTaken : DispositionEdit;
}

/// <summary>Adds, changes and ends leaves. None is ever deleted: what was chosen before keeps its words.</summary>
internal sealed class EditDispositions(DbFactory databases, AuditTrail trail, TimeProvider clock)
{
    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public async Task<DispositionEdit> AddAsync(DispositionInput input, SignedInUser user, CancellationToken ct)
    {
        var errors = input.CheckNew();
        if (!errors.None)
        {
            return new DispositionEdit.Invalid(errors);
        }
        var key = input.Key ?? DispositionKey.Of(input.Tree!, input.Outcome!, input.Reason!, input.Source);
        await using var db = databases.Create();
        if (await db.Dispositions.AnyAsync(d => d.Key == key, ct))
        {
            return new DispositionEdit.KeyTaken();
        }
        var last = await db.Dispositions.Where(d => d.Tree == input.Tree).MaxAsync(d => (int?)d.Position, ct) ?? 0;
        var added = new Disposition { Key = key, Tree = input.Tree!, Channels = "voice", Position = last + 10, ValidFrom = Today };
        Apply(added, input);
        db.Dispositions.Add(added);
        await db.SaveChangesAsync(ct);
        await AuditAsync("disposition.added", 'C', added, [], user, ct);
        return new DispositionEdit.Done(DispositionView.Of(added, Today));
    }

    public async Task<DispositionEdit> ChangeAsync(string key, DispositionInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.Dispositions.FirstOrDefaultAsync(d => d.Key == key, ct) is not { } leaf)
        {
            return new DispositionEdit.NotFound();
        }
        var errors = (input with { Tree = null, ValidFrom = input.ValidFrom ?? leaf.ValidFrom, ValidTo = input.ValidTo ?? leaf.ValidTo }).CheckChange();
        if (input.Tree is not null && input.Tree != leaf.Tree)
        {
            errors.Add("tree", "cannot be changed; add a leaf in the other tree");
        }
        if (!errors.None)
        {
            return new DispositionEdit.Invalid(errors);
        }
        Apply(leaf, input);
        var changed = db.Entry(leaf).Properties.Where(p => p.IsModified).Select(p => p.Metadata.Name).ToList();
        await db.SaveChangesAsync(ct);
        await AuditAsync("disposition.changed", 'U', leaf, changed, user, ct);
        return new DispositionEdit.Done(DispositionView.Of(leaf, Today));
    }

    /// <summary>Ends a leaf: yesterday was its last day.</summary>
    public async Task<DispositionEdit> EndAsync(string key, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.Dispositions.FirstOrDefaultAsync(d => d.Key == key, ct) is not { } leaf)
        {
            return new DispositionEdit.NotFound();
        }
        if (DispositionRules.IsValid(leaf, Today) || leaf.ValidFrom > Today)
        {
            leaf.ValidTo = Today.AddDays(-1);
            await db.SaveChangesAsync(ct);
            await AuditAsync("disposition.ended", 'D', leaf, [nameof(Disposition.ValidTo)], user, ct);
        }
        return new DispositionEdit.Done(DispositionView.Of(leaf, Today));
    }

    private static void Apply(Disposition leaf, DispositionInput input)
    {
        leaf.Channels = input.Channels is { } channels ? string.Join(',', channels.Select(c => c.ToLowerInvariant()).Distinct()) : leaf.Channels;
        leaf.Outcome = input.Outcome?.Trim() ?? leaf.Outcome;
        leaf.Reason = input.Reason?.Trim() ?? leaf.Reason;
        leaf.Source = Text(input.Source, leaf.Source);
        leaf.NextStep = Text(input.NextStep, leaf.NextStep);
        leaf.Position = input.Position ?? leaf.Position;
        leaf.ValidFrom = input.ValidFrom ?? leaf.ValidFrom;
        leaf.ValidTo = input.ValidTo ?? leaf.ValidTo;
    }

    /// <summary>Absent leaves it, empty clears it.</summary>
    private static string? Text(string? given, string? current) => given is null ? current : given.Trim() is { Length: > 0 } text ? text : null;

    private Task AuditAsync(
        string code, char action, Disposition leaf, IReadOnlyList<string> fields, SignedInUser user, CancellationToken ct) =>
        trail.AppendAsync(
            [new AuditEntry(code, action, user.AsActor()) { ObjectType = "Disposition", ObjectId = leaf.Key, Fields = fields }], ct);
}
