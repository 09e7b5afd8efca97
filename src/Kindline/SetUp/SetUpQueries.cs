using Kindline.Agents;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Practices;
using Kindline.Routing;
using Kindline.Telephony;
using Microsoft.EntityFrameworkCore;

namespace Kindline.SetUp;

/// <summary>Reads what a centre has of what its first call needs. Cost: six small reads, and one of the newest call of each practice by its index.</summary>
internal sealed class SetUpQueries(DbFactory databases, QueueFigures figures, UnknownNumbers unknown)
{
    public async Task<SetUpView> ReadAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        var practices = await db.Practices.AsNoTracking().OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        var queues = (await figures.ReadAsync(ct)).ToLookup(f => f.Queue.PracticeId);
        var profiles = (await db.RoutingProfiles.AsNoTracking().OrderBy(p => p.Id).Select(p => new { p.Id, p.PracticeId }).ToListAsync(ct)).ToLookup(p => p.PracticeId, p => p.Id);
        var numbers = (await db.Numbers.AsNoTracking().OrderBy(n => n.E164).ToListAsync(ct)).ToLookup(n => n.PracticeId);
        var people = (await db.UserPractices.AsNoTracking().Where(u => db.Users.Any(x => x.Id == u.UserId && x.Active)).ToListAsync(ct)).ToLookup(u => u.PracticeId, u => new AgentId(u.UserId));
        var agents = (await db.Agents.AsNoTracking().Where(a => a.ProfileId != null).Select(a => a.Id).ToListAsync(ct)).ToHashSet();
        var trunks = await db.Trunks.AsNoTracking().OrderBy(t => t.Name).Select(t => t.Name).ToListAsync(ct);
        var views = new List<SetUpPractice>(practices.Count);
        foreach (var practice in practices)
        {
            views.Add(new SetUpPractice(
                practice.Id, practice.Name, [.. queues[practice.Id].Select(f => new SetUpQueue(f.Queue.Id, f.Queue.Name))],
                profiles[practice.Id].Select(p => (ProfileId?)p).FirstOrDefault(), [.. numbers[practice.Id].Select(n => new SetUpNumber(n.E164, n.Purpose))],
                people[practice.Id].Count(), people[practice.Id].Count(agents.Contains),
                // Who serves two queues is ready in both.
                queues[practice.Id].Select(f => f.Now.Ready).DefaultIfEmpty().Max(), await LastCallAsync(db, practice.Id, ct)));
        }
        return new SetUpView(views, trunks, [.. unknown.Recent().Where(u => !numbers.Any(n => n.Any(x => x.E164 == E164(u.Dialled)))).Select(u => new UnknownLine(u.Dialled, E164(u.Dialled), u.Trunk, u.At))]);
    }

    private static string? E164(string dialled) => PhoneNumber.TryParse(dialled, out var number) ? number.Value : null;

    private static Task<SetUpCall?> LastCallAsync(Db db, PracticeId practice, CancellationToken ct) =>
        db.Interactions.AsNoTracking().Where(i => i.PracticeId == practice && i.Channel == Channel.Voice && i.Direction == Direction.Inbound)
            .OrderByDescending(i => i.StartedAt).Select(i => new SetUpCall(i.StartedAt, i.To, i.AnsweredAt != null, i.EndedAt != null)).FirstOrDefaultAsync(ct);
}
