using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Guarded;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Notices;

/// <summary>A notice as staff work on it.</summary>
/// <param name="PracticePhone">That of its first place; null where none has one.</param>
/// <param name="Hidden">The patient is a VIP whose record is not open to whoever asks: there is no To and no note.</param>
/// <param name="Changed">phones, address, email, proxies.</param>
/// <param name="DueOn">The last day that they are to be told on.</param>
/// <param name="Forbidden">Why nobody tells them; null where somebody does.</param>
/// <param name="Done">Null while nobody has said what came of it.</param>
internal sealed record NoticeView(
    NoticeId Id, PatientPractice Practice, string TimeZone, string? PracticePhone, PatientId PatientId, string Patient, bool Vip, bool Hidden, NoticeWay Way, string? To,
    IReadOnlyList<string> Changed, DateTimeOffset CreatedAt, DateOnly DueOn, bool Late, NoticeBar? Forbidden, NoticeDone? Done);

internal sealed record NoticeDone(NoticeOutcome Outcome, string By, DateTimeOffset At, string? Note);

/// <summary>Reads the notices of the practices of whoever asks.</summary>
internal sealed class NoticeQueries(DbFactory databases, HiddenVips hidden, TimeProvider clock)
{
    /// <summary>The oldest first; open are those that somebody has yet to tell.</summary>
    public async Task<Page<NoticeView>> ListAsync(PracticeId? practice, bool openOnly, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var all = Seen(db, user).AsNoTracking().Where(n => !openOnly || (n.ToldAt == null && n.Forbidden == null));
        all = practice is { } one ? all.Where(n => n.PracticeId == one) : all;
        var page = await all.OrderBy(n => n.CreatedAt).ThenBy(n => n.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(ct);
        var facts = await FactsAsync(db, page, user, ct);
        return new Page<NoticeView>(page.ConvertAll(n => View(n, facts)), await all.CountAsync(ct));
    }

    public static IQueryable<ContactNotice> Seen(Db db, SignedInUser user) =>
        user.ScopeOf(Permission.PatientsNotices) is Scope.All ? db.ContactNotices : db.ContactNotices.Where(n => user.Practices.Contains(n.PracticeId));

    private async Task<Facts> FactsAsync(Db db, List<ContactNotice> page, SignedInUser user, CancellationToken ct)
    {
        var (patients, practices, users) = (page.ConvertAll(n => n.PatientId), page.ConvertAll(n => n.PracticeId), page.Select(n => n.ToldBy).OfType<Guid>().ToList());
        var people = await db.Patients.IgnoreQueryFilters().Where(p => EF.Parameter(patients).Contains(p.Id))
            .Select(p => new Person(p.Id, p.FirstName + " " + p.LastName, p.Vip)).ToDictionaryAsync(p => p.Id, ct);
        var phones = await db.Locations.Where(l => EF.Parameter(practices).Contains(l.PracticeId) && l.Phone != null && l.RetiredAt == null)
            .OrderBy(l => l.Name).Select(l => new { l.PracticeId, l.Phone }).ToListAsync(ct);
        return new Facts(
            people, await hidden.OfAsync(db, people.Values.Where(p => p.Vip).Select(p => p.Id), user, ct),
            await db.Practices.AsNoTracking().Where(p => EF.Parameter(practices).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct),
            phones.GroupBy(p => p.PracticeId).ToDictionary(g => g.Key, g => g.First().Phone),
            await db.Users.Where(u => EF.Parameter(users).Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct));
    }

    private NoticeView View(ContactNotice n, Facts facts)
    {
        var practice = facts.Practices[n.PracticeId];
        var person = facts.People.GetValueOrDefault(n.PatientId) ?? new Person(n.PatientId, "", false);
        var isHidden = facts.Hidden.Contains(n.PatientId);
        // Due at the end of a day: the instant before is of that day.
        var dueOn = n.DueAt.AddTicks(-1).DayIn(practice.TimeZone);
        return new NoticeView(
            n.Id, new PatientPractice(practice.Id, practice.Name), practice.TimeZone, facts.Phones.GetValueOrDefault(n.PracticeId), n.PatientId, person.Name.Trim(), person.Vip,
            isHidden, n.Way, isHidden ? null : n.To, n.Changed, n.CreatedAt, dueOn, n is { ToldAt: null, Forbidden: null } && clock.GetUtcNow() >= n.DueAt, n.Forbidden,
            n is { Outcome: { } outcome, ToldAt: { } at, ToldBy: { } by }
                ? new NoticeDone(outcome, facts.Users.GetValueOrDefault(by, ""), at, isHidden ? null : n.Note)
                : null);
    }

    private sealed record Person(PatientId Id, string Name, bool Vip);

    private sealed record Facts(
        IReadOnlyDictionary<PatientId, Person> People, IReadOnlySet<PatientId> Hidden, IReadOnlyDictionary<PracticeId, Practice> Practices,
        IReadOnlyDictionary<PracticeId, string?> Phones, IReadOnlyDictionary<Guid, string> Users);
}
