using Kindline.Agents;
using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Numbers;
using Kindline.Practices.Contacts;
using Kindline.Routing;
using Kindline.Telephony;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows.Transfers;

internal sealed record AgentTarget(AgentId Id, string Name, string State, IReadOnlyList<string> Queues);

/// <param name="Longest">Seconds that the first in line has waited.</param>
internal sealed record QueueTarget(QueueId Id, string Name, int Waiting, int Ready, double Longest);

internal sealed record DirectoryTarget(string Name, string Number);

internal sealed record TargetsView(IReadOnlyList<AgentTarget> Agents, IReadOnlyList<QueueTarget> Queues, IReadOnlyList<DirectoryTarget> Directory);

/// <summary>Whom and what a call can be sent to, of the practices of the one who sends.</summary>
internal sealed class TransferTargets(DbFactory database, FloorHost floor, AgentRegister agents, TimeProvider clock)
{
    private const int Most = 50;

    public async Task<TargetsView> FindAsync(string? query, SignedInUser user, CancellationToken ct)
    {
        var wanted = query?.Trim() ?? "";
        await using var db = database.Create();
        var queues = await db.Queues.AsNoTracking().Where(q => user.Practices.Contains(q.PracticeId)).OrderBy(q => q.Name).ToListAsync(ct);
        var lines = await db.Numbers.AsNoTracking().Where(n => user.Practices.Contains(n.PracticeId)).OrderBy(n => n.Purpose).ToListAsync(ct);
        var colleagues = await ColleaguesAsync(db, user.Practices, ct);
        var (people, lanes) = await floor.AskAsync(f => (f.Agents.ToDictionary(a => a.Id), f.Queues.ToDictionary(q => q.Id)), ct);
        var names = queues.ToDictionary(q => q.Id, q => q.Name);
        return new TargetsView(
            [.. agents.All.Where(a => colleagues.Contains(a.Id) && a.Id != user.AgentId && Fits(a.Name)).OrderBy(a => a.Name, StringComparer.CurrentCulture)
                .Select(Agent).OrderBy(a => a.State == "ready" ? 0 : 1).Take(Most)],
            [.. queues.Where(q => Fits(q.Name)).Select(Queue).Take(Most)],
            [.. lines.Where(n => Fits(n.Purpose)).Select(n => new DirectoryTarget(n.Purpose, n.E164)).Concat(await ContactsAsync(db, wanted, user, ct)).Take(Most)]);

        bool Fits(string name) => name.Contains(wanted, StringComparison.CurrentCultureIgnoreCase);

        AgentTarget Agent(KnownAgent agent) => new(
            agent.Id, agent.Name, StateWord.Of(people.GetValueOrDefault(agent.Id)?.State ?? AgentState.SignedOut),
            [.. agent.Routing.Queues.Select(q => names.GetValueOrDefault(q.Queue)).OfType<string>()]);

        QueueTarget Queue(CallQueue queue)
        {
            var now = lanes.GetValueOrDefault(queue.Id);
            var longest = now?.LongestWaitingSince is { } since ? (clock.GetUtcNow() - since).TotalSeconds : 0;
            return new QueueTarget(queue.Id, queue.Name, now?.Waiting ?? 0, now?.Ready ?? 0, Math.Round(longest, 1));
        }
    }

    /// <summary>Pharmacies, payers and whom else the practices work with; nobody of them before something was typed.</summary>
    private static async Task<IReadOnlyList<DirectoryTarget>> ContactsAsync(Db db, string wanted, SignedInUser user, CancellationToken ct)
    {
        if (wanted.Length == 0 || !user.Can(Permission.ContactsRead))
        {
            return [];
        }
        var all = await db.Organisations.AsNoTracking().Seen(user, Permission.ContactsRead).Where(o => o.RetiredAt == null && o.Phone != null)
            .Include(o => o.People).AsSplitQuery().ToListAsync(ct);
        return [.. all.Where(o => ContactWords.Holds(o, wanted)).OrderBy(o => o.Name, StringComparer.CurrentCultureIgnoreCase).Select(o => new DirectoryTarget(o.Name, o.Phone ?? ""))];
    }

    /// <summary>The one target that was named, of the call's own practice.</summary>
    public async Task<TransferTarget?> ReadAsync(TransferInput input, PracticeId practice, SignedInUser user, FieldErrors errors, CancellationToken ct)
    {
        if (new[] { input.Agent, input.Queue, input.Number }.Count(t => t is not null) != 1)
        {
            errors.Add("agent", "name exactly one of agent, queue and number");
            return null;
        }
        await using var db = database.Create();
        return input.Agent is not null ? await ColleagueAsync(db, input.Agent, practice, user, errors, ct)
            : input.Queue is not null ? await QueueAsync(db, input.Queue, practice, errors, ct)
            : Number(input.Number, errors);
    }

    /// <summary>What was dialled on a phone's own keys: the phone name of a colleague who works for the practice, or a telephone number.</summary>
    public async Task<TransferTarget?> OfKeysAsync(string dialled, PracticeId practice, AgentId by, CancellationToken ct)
    {
        if (agents.OfPhone(dialled) is not { } colleague)
        {
            return Number(dialled, new FieldErrors());
        }
        await using var db = database.Create();
        return colleague != by && agents.Find(colleague) is { } known && (await ColleaguesAsync(db, [practice], ct)).Contains(colleague)
            ? new TransferTarget.Colleague(colleague, known.Name)
            : null;
    }

    private async Task<TransferTarget?> ColleagueAsync(
        Db db, string text, PracticeId practice, SignedInUser user, FieldErrors errors, CancellationToken ct)
    {
        if (Guid.TryParse(text, out var id) && id != user.Id && agents.Find(new AgentId(id)) is { } known
            && (await ColleaguesAsync(db, [practice], ct)).Contains(known.Id))
        {
            return new TransferTarget.Colleague(known.Id, known.Name);
        }
        errors.Add("agent", "is no colleague who works for this practice");
        return null;
    }

    private static async Task<TransferTarget?> QueueAsync(Db db, string text, PracticeId practice, FieldErrors errors, CancellationToken ct)
    {
        if (QueueId.TryParse(text, out var id)
            && await db.Queues.AsNoTracking().SingleOrDefaultAsync(q => q.Id == id && q.PracticeId == practice, ct) is { } queue)
        {
            return new TransferTarget.Line(queue.Id, queue.Name);
        }
        errors.Add("queue", "is no queue of this practice");
        return null;
    }

    private static TransferTarget.Outside? Number(string? text, FieldErrors errors)
    {
        if (EmergencyNumber.Is(text))
        {
            return new TransferTarget.Outside(text?.Trim() ?? "");
        }
        if (PhoneNumber.TryParse(text, out var number))
        {
            return new TransferTarget.Outside(number.Value);
        }
        errors.Add("number", "must be a telephone number, such as +15125550123");
        return null;
    }

    private static async Task<HashSet<AgentId>> ColleaguesAsync(Db db, IReadOnlyList<PracticeId> practices, CancellationToken ct)
    {
        var ids = await db.UserPractices.Where(u => practices.Contains(u.PracticeId)).Select(u => u.UserId).Distinct().ToListAsync(ct);
        return [.. ids.Select(id => new AgentId(id))];
    }
}
