using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Notices;

/// <summary>Where a patient could be reached before a change; makes the notices of what the change took away.</summary>
internal sealed class OldContacts
{
    private const int DueAfter = 2;

    private readonly IReadOnlyList<(string Number, bool IsWork)> phones;
    private readonly string? email;
    private readonly string? address;
    private readonly Wishes wishes;

    /// <param name="patient">With phones; read now, before the change.</param>
    public OldContacts(Patient patient)
    {
        phones = [.. patient.Phones.OrderBy(p => p.Id).Select(p => (p.Number, p.IsWork))];
        (email, address, wishes) = (patient.Email, patient.Address(), Wishes.Of(patient));
    }

    /// <summary>One for each contact that is gone, and one at a number that stays where proxies changed. None of a prospect, nor of who had none before.</summary>
    /// <param name="db">In the transaction of the change.</param>
    /// <param name="patient">As changed.</param>
    /// <param name="changed">By the names of the trail.</param>
    public async Task<IReadOnlyList<ContactNotice>> NoticesAsync(Db db, Patient patient, IReadOnlyList<string> changed, DateTimeOffset now, CancellationToken ct)
    {
        // A wish counts from either side of the change: what it forbids stays forbidden.
        var both = wishes.Or(Wishes.Of(patient));
        var due = patient.Kind is PatientKind.Prospect ? [] : ToTell(patient, changed, both).ToList();
        if (due.Count == 0)
        {
            return [];
        }
        var practice = await db.Practices.AsNoTracking().Include(p => p.Hours).Include(p => p.Closures).AsSplitQuery().SingleAsync(p => p.Id == patient.PracticeId, ct);
        var dueAt = practice.AfterWorkingDays(now, DueAfter);
        return due.ConvertAll(d => new ContactNotice
        {
            Id = new NoticeId(Guid.CreateVersion7()),
            PracticeId = patient.PracticeId,
            PatientId = patient.Id,
            Way = d.Way,
            To = d.To,
            Changed = [.. changed.Where(RecordEdit.ReachesSomebodyElse)],
            CreatedAt = now,
            DueAt = dueAt,
            Forbidden = d.Forbidden,
        });
    }

    private IEnumerable<(NoticeWay Way, string To, NoticeBar? Forbidden)> ToTell(Patient patient, IReadOnlyList<string> changed, Wishes wish)
    {
        var kept = patient.Phones.Select(p => p.Number).ToHashSet();
        foreach (var (number, isWork) in phones.Where(p => !kept.Contains(p.Number)))
        {
            yield return (NoticeWay.Call, number, wish.Call(isWork));
        }
        if (email is not null && !string.Equals(email, patient.Email, StringComparison.OrdinalIgnoreCase))
        {
            yield return (NoticeWay.Email, email, wish.Email());
        }
        if (address is not null && address != patient.Address())
        {
            yield return (NoticeWay.Letter, address, wish.Letter());
        }
        if (changed.Contains("proxies") && phones.Where(p => kept.Contains(p.Number)).OrderBy(p => wish.Call(p.IsWork) is not null).ToList() is [var first, ..])
        {
            yield return (NoticeWay.Call, first.Number, wish.Call(first.IsWork));
        }
    }

    /// <summary>What forbids a way.</summary>
    private sealed record Wishes(bool Deceased, bool DoNotCall, bool NeverAtWork, bool NoEmail, bool NoMail)
    {
        public static Wishes Of(Patient patient) => new(
            patient.Status is PatientStatus.Deceased, patient.DoNotCallSince is not null, patient.NeverAtWork, patient.NoEmail, patient.NoMail);

        public Wishes Or(Wishes other) => new(
            Deceased || other.Deceased, DoNotCall || other.DoNotCall, NeverAtWork || other.NeverAtWork, NoEmail || other.NoEmail, NoMail || other.NoMail);

        public NoticeBar? Call(bool isWork) =>
            Deceased ? NoticeBar.Deceased : DoNotCall ? NoticeBar.DoNotCall : NeverAtWork && isWork ? NoticeBar.NeverAtWork : null;

        public NoticeBar? Email() => Deceased ? NoticeBar.Deceased : NoEmail ? NoticeBar.NoEmail : null;

        public NoticeBar? Letter() => Deceased ? NoticeBar.Deceased : NoMail ? NoticeBar.NoMail : null;
    }
}
