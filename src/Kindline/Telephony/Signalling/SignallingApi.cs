using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Telephony.Signalling;

/// <summary>Which legs are listed.</summary>
public sealed record SignallingQuery
{
    /// <summary>Only those whose INVITE was refused or not answered.</summary>
    public bool? FailedOnly { get; init; }
    public int? Page { get; init; }
    public int? Size { get; init; }
}

/// <summary>The list of legs at /api/signalling, and the ladder of a call. Whoever has the permission masked, or asks for a copy to send away, gets no number and no name.</summary>
internal static class SignallingApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/signalling", ListAsync).WithTags("Signalling").Requires(Permission.SignallingRead);
        api.MapGet("/interactions/{id}/signalling", LadderAsync).WithTags("Signalling").Requires(Permission.SignallingRead).Audits("signalling.read");
    }

    private static async Task<Results<Ok<Page<SignallingLegView>>, ValidationProblem>> ListAsync(
        [AsParameters] SignallingQuery query, SignedInUser user, DbFactory database, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Paging.TryRead(query.Page, query.Size, errors, out var paging);
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        await using var db = database.Create();
        var calls = await NarrowAsync(db, user, ct);
        var legs = db.Signalling.AsNoTracking().Where(l => calls.Any(i => i.Id == l.InteractionId));
        legs = query.FailedOnly == true ? legs.Where(l => l.Failed) : legs;
        var total = await legs.CountAsync(ct);
        var items = await legs.OrderByDescending(l => l.StartedAt).ThenByDescending(l => l.Id).Skip(paging.Skip).Take(paging.Size)
            .Select(l => new SignallingLegView(l.Id, l.InteractionId, l.Party, l.StartedAt, l.Seconds, l.Answer, l.Failed)).ToListAsync(ct);
        return TypedResults.Ok(new Page<SignallingLegView>(items, total));
    }

    private static async Task<Results<Ok<LadderView>, ProblemHttpResult>> LadderAsync(
        InteractionId id, bool? masked, SignedInUser user, DbFactory database, VoiceHost voice, AuditTrail trail, CancellationToken ct)
    {
        await using var db = database.Create();
        var calls = await NarrowAsync(db, user, ct);
        if (!await calls.AnyAsync(i => i.Id == id, ct))
        {
            return Problems.NotFound();
        }
        var live = voice.Exchange.TracesOf(id.Value);
        var kept = await db.Signalling.AsNoTracking().Where(l => l.InteractionId == id).ToListAsync(ct);
        await trail.AppendAsync(new AuditEntry("signalling.read", 'R', user.AsActor()) { ObjectType = "Interaction", ObjectId = id.ToString() }, ct);
        return TypedResults.Ok(Ladder.Of(
            [.. kept.Select(Ladder.Rung.Of), .. live.Select(Ladder.Rung.Of)], live.Count > 0, masked == true || user.ScopeOf(Permission.SignallingRead) is Scope.Masked));
    }

    // Who looks after the telephones of all practices reads every ladder, without the people.
    private static async Task<IQueryable<Interaction>> NarrowAsync(Db db, SignedInUser user, CancellationToken ct)
    {
        var scope = await InteractionScope.OfAsync(db, user, Permission.SignallingRead, ct);
        return scope.Masks ? db.Interactions.AsNoTracking() : scope.Narrow(db.Interactions.AsNoTracking());
    }
}
