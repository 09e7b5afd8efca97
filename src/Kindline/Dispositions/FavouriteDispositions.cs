using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Dispositions;

/// <summary>One of the leaves that a practice's agents have at hand, by key press, in the supervisor's order.</summary>
public sealed class FavouriteDisposition
{
    public PracticeId PracticeId { get; set; }

    /// <summary>From 0; the place never moves by itself.</summary>
    public int Position { get; set; }

    public string Key { get; set; } = "";
}

internal sealed class FavouriteMapping : IEntityTypeConfiguration<FavouriteDisposition>
{
    public void Configure(EntityTypeBuilder<FavouriteDisposition> builder)
    {
        builder.ToTable("FavouriteDispositions").HasKey(f => new { f.PracticeId, f.Position });
        builder.Property(f => f.Key).HasMaxLength(120);
    }
}

/// <summary>A favourite: the label is what fits on a button, the path all of it.</summary>
internal sealed record FavouriteView(string Key, string Label, string Path);

internal sealed record FavouriteList(IReadOnlyList<FavouriteView> Items);

internal sealed record FavouritesInput(string? Practice, IReadOnlyList<string>? Keys);

/// <summary>What came of reading or choosing favourites.</summary>
internal abstract record FavouritesResult
{
    public sealed record Done(FavouriteList List) : FavouritesResult;

    public sealed record Invalid(FieldErrors Errors) : FavouritesResult;
}

/// <summary>The eight leaves that stand on the agent's page; a practice whose supervisor chose none has the usual ones.</summary>
internal sealed class FavouriteDispositions(DbFactory databases, AuditTrail trail, TimeProvider clock)
{
    public const int Most = 8;

    /// <summary>What people mostly call about.</summary>
    private static readonly IReadOnlyList<string> Usual =
    [
        "inbound.appointed.new-patient.provider-office-call",
        "inbound.appointed.existing-patient",
        "inbound.appointed.follow-up",
        "inbound.cancelled.patient-rescheduled",
        "inbound.cancelled.called-to-cancel",
        "inbound.confirmed.pt-called-to-confirm",
        "inbound.transfer.clinical-question",
        "inbound.other.wrong-number",
    ];

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public async Task<FavouritesResult> ReadAsync(string? practice, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var errors = new FieldErrors();
        return await PracticeAsync(db, practice, Permission.DispositionsRead, user, errors, ct) is { } id
            ? new FavouritesResult.Done(await ListAsync(db, id, ct))
            : new FavouritesResult.Invalid(errors);
    }

    /// <summary>Puts these keys, in this order, in the place of those before.</summary>
    public async Task<FavouritesResult> SetAsync(FavouritesInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var errors = new FieldErrors();
        var practice = await PracticeAsync(db, input.Practice, Permission.DispositionsEdit, user, errors, ct);
        var keys = input.Keys ?? [];
        await CheckAsync(db, keys, errors, ct);
        if (practice is not { } id || !errors.None)
        {
            return new FavouritesResult.Invalid(errors);
        }
        await trail.AppendAsync(
            [new AuditEntry("disposition.favourites", 'U', user.AsActor()) { ObjectType = "Practice", ObjectId = id.ToString(), Fields = ["keys"] }], ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<FavouriteDisposition>().Where(f => f.PracticeId == id).ExecuteDeleteAsync(ct);
        db.AddRange(keys.Select((key, n) => new FavouriteDisposition { PracticeId = id, Position = n, Key = key }));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new FavouritesResult.Done(await ListAsync(db, id, ct));
    }

    private static async Task<PracticeId?> PracticeAsync(
        Db db, string? practice, string permission, SignedInUser user, FieldErrors errors, CancellationToken ct)
    {
        var seesAll = user.ScopeOf(permission) is Scope.All;
        if (PracticeId.TryParse(practice, out var id) && await db.Practices.AnyAsync(p => p.Id == id && (seesAll || user.Practices.Contains(p.Id)), ct))
        {
            return id;
        }
        errors.Add("practice", "is no practice of yours");
        return null;
    }

    private async Task CheckAsync(Db db, IReadOnlyList<string> keys, FieldErrors errors, CancellationToken ct)
    {
        if (keys.Count is 0 or > Most)
        {
            errors.Add("keys", $"must be 1 to {Most} dispositions");
        }
        if (keys.Distinct().Count() < keys.Count)
        {
            errors.Add("keys", "must name a disposition only once");
        }
        var leaves = await LeavesAsync(db, keys, ct);
        for (var n = 0; n < keys.Count; n++)
        {
            if (!leaves.ContainsKey(keys[n] ?? ""))
            {
                errors.Add($"keys[{n}]", "is no disposition that may be chosen today");
            }
        }
    }

    /// <summary>Leaves that have ended since they were chosen are left out; the others keep their order.</summary>
    private async Task<FavouriteList> ListAsync(Db db, PracticeId practice, CancellationToken ct)
    {
        var chosen = await db.Set<FavouriteDisposition>().Where(f => f.PracticeId == practice).OrderBy(f => f.Position).Select(f => f.Key).ToListAsync(ct);
        var keys = chosen.Count > 0 ? chosen : Usual;
        var leaves = await LeavesAsync(db, keys, ct);
        return new FavouriteList([.. keys.Where(leaves.ContainsKey).Select(k => View(leaves[k]))]);
    }

    private async Task<Dictionary<string, Disposition>> LeavesAsync(Db db, IReadOnlyList<string> keys, CancellationToken ct)
    {
        var leaves = await db.Dispositions.AsNoTracking().Where(d => keys.Contains(d.Key)).ToListAsync(ct);
        return leaves.Where(d => DispositionRules.IsValid(d, Today)).ToDictionary(d => d.Key);
    }

    private static FavouriteView View(Disposition d) =>
        new(d.Key, $"{d.Outcome}: {d.Source ?? d.Reason}", DispositionKey.Text(d.Outcome, d.Reason, d.Source));
}
