using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Guarded;

/// <summary>An opening as the review lists it: who, whom by name, and why; nothing else of the record.</summary>
/// <param name="EndsAt">When it ended or will; a call's with the call.</param>
/// <param name="TimeZone">Of the practice.</param>
/// <param name="DueOn">The last day that it is to be reviewed on.</param>
/// <param name="Mine">Whether whoever asks opened it: somebody else reviews it.</param>
/// <param name="Review">Null while nobody has.</param>
internal sealed record OpeningView(
    OpeningId Id, PatientPractice Practice, string TimeZone, string By, PatientId PatientId, string Patient, OpeningReason Reason, string? Text, InteractionId? Call,
    DateTimeOffset OpenedAt, DateTimeOffset EndsAt, DateOnly DueOn, bool Overdue, bool Mine, OpeningReview? Review);

internal sealed record OpeningReview(string By, DateTimeOffset At, string? Note);

/// <summary>Reads the openings of VIPs' records in the practices of whoever reviews them.</summary>
internal sealed class OpeningQueries(DbFactory databases, IEndedCalls calls, TimeProvider clock)
{
    /// <summary>Working days from the opening (compliance 1.5).</summary>
    private const int DueAfter = 3;

    /// <summary>Those to be reviewed first, and the newest of them first.</summary>
    public async Task<Page<OpeningView>> ListAsync(bool openOnly, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var all = Seen(db, user).AsNoTracking().Where(o => !openOnly || o.ReviewedAt == null);
        var page = await all.OrderBy(o => o.ReviewedAt != null).ThenByDescending(o => o.OpenedAt).ThenBy(o => o.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(ct);
        var (patients, practices) = (page.ConvertAll(o => o.PatientId), page.ConvertAll(o => o.PracticeId));
        var users = page.SelectMany(o => new[] { o.UserId, o.ReviewedBy }).OfType<Guid>().ToList();
        var names = new Names(
            await db.Users.Where(u => EF.Parameter(users).Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct),
            await db.Patients.IgnoreQueryFilters().Where(p => EF.Parameter(patients).Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.FirstName + " " + p.LastName, ct),
            await db.Practices.Include(p => p.Hours).Include(p => p.Closures).AsSplitQuery().AsNoTracking().Where(p => EF.Parameter(practices).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct),
            await calls.EndedAsync(db, [.. page.Select(o => o.InteractionId).OfType<InteractionId>()], ct));
        return new Page<OpeningView>(page.ConvertAll(o => View(o, names, user)), await all.CountAsync(ct));
    }

    /// <summary>How many wait for a review.</summary>
    public async Task<int> CountAsync(SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await Seen(db, user).CountAsync(o => o.ReviewedAt == null, ct);
    }

    public static IQueryable<GuardedOpening> Seen(Db db, SignedInUser user) =>
        user.ScopeOf(Permission.PatientsReview) is Scope.All ? db.GuardedOpenings : db.GuardedOpenings.Where(o => user.Practices.Contains(o.PracticeId));

    private OpeningView View(GuardedOpening o, Names names, SignedInUser user)
    {
        var practice = names.Practices[o.PracticeId];
        var due = practice.WorkingDayAfter(o.OpenedAt.DayIn(practice.TimeZone), DueAfter);
        var ends = o.InteractionId is { } call && names.Ended.TryGetValue(call, out var ended) && ended < o.EndsAt ? ended : o.EndsAt;
        return new OpeningView(
            o.Id, new PatientPractice(practice.Id, practice.Name), practice.TimeZone, names.Users.GetValueOrDefault(o.UserId, ""), o.PatientId,
            names.Patients.GetValueOrDefault(o.PatientId, "").Trim(), o.Reason, o.Text, o.InteractionId, o.OpenedAt, ends, due,
            o.ReviewedAt is null && clock.GetUtcNow().DayIn(practice.TimeZone) > due, o.UserId == user.Id,
            o is { ReviewedAt: { } at, ReviewedBy: { } by } ? new OpeningReview(names.Users.GetValueOrDefault(by, ""), at, o.ReviewNote) : null);
    }

    private sealed record Names(
        IReadOnlyDictionary<Guid, string> Users, IReadOnlyDictionary<PatientId, string> Patients, IReadOnlyDictionary<PracticeId, Practice> Practices,
        IReadOnlyDictionary<InteractionId, DateTimeOffset> Ended);
}
