using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Guarded;

/// <summary>Which calls are over, and since when; Interactions knows.</summary>
internal interface IEndedCalls
{
    Task<IReadOnlyDictionary<InteractionId, DateTimeOffset>> EndedAsync(Db db, IReadOnlyCollection<InteractionId> calls, CancellationToken ct);
}

/// <summary>
/// Says which VIPs are hidden from somebody just now: all whose record they have not opened. It holds for every role; nothing leaves the server of
/// who is hidden but the name. Cost: one statement where there is a VIP among those asked for, none where there is not.
/// </summary>
internal sealed class HiddenVips(IEndedCalls calls, TimeProvider clock)
{
    /// <param name="vips">People known to be VIPs.</param>
    public async Task<IReadOnlySet<PatientId>> OfAsync(Db db, IEnumerable<PatientId> vips, SignedInUser user, CancellationToken ct)
    {
        var hidden = vips.ToHashSet();
        if (hidden.Count == 0)
        {
            return hidden;
        }
        var (ids, now) = (hidden.ToList(), clock.GetUtcNow());
        var open = await db.GuardedOpenings.Where(o => o.UserId == user.Id && o.EndsAt > now && EF.Parameter(ids).Contains(o.PatientId))
            .Select(o => new { o.PatientId, o.InteractionId }).ToListAsync(ct);
        var ended = await calls.EndedAsync(db, [.. open.Select(o => o.InteractionId).OfType<InteractionId>()], ct);
        hidden.ExceptWith(open.Where(o => o.InteractionId is not { } call || !ended.ContainsKey(call)).Select(o => o.PatientId));
        return hidden;
    }

    /// <summary>Whether this one is a VIP and hidden.</summary>
    public async Task<bool> HidesAsync(Db db, PatientId id, SignedInUser user, CancellationToken ct) =>
        await db.Patients.AnyAsync(p => p.Id == id && p.Vip, ct) && (await OfAsync(db, [id], user, ct)).Count > 0;
}
