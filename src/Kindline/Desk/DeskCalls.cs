using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Guarded;
using Kindline.Practices;
using Kindline.Routing;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>
/// Finds the call that is at an agent's own desk, and reads it. Nobody else reads here, their supervisors neither: what they may
/// see is the interaction's page.
/// </summary>
internal sealed class DeskCalls(DbFactory databases, FloorHost floor, PersonCards cards, OpenVip open, TimeProvider clock)
{
    private const int MostCandidates = 9;

    /// <summary>A wrap-up that was saved too early can still be put right for so long.</summary>
    private static readonly TimeSpan AfterWrapUp = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The interaction with its subjects: of this agent until a while after the wrap-up, or just at this agent's hand (a phone that
    /// rings, a consultation). Null for everything else.
    /// </summary>
    public async Task<Interaction?> FindAsync(InteractionId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var row = await db.Interactions.AsNoTracking().Include(i => i.Subjects.OrderBy(s => s.Position))
            .SingleOrDefaultAsync(i => i.Id == id && user.Practices.Contains(i.PracticeId), ct);
        if (row is null)
        {
            return null;
        }
        var isOwn = row.AgentId == user.AgentId && (row.WrappedUpAt is not { } done || clock.GetUtcNow() - done < AfterWrapUp);
        return isOwn || (await floor.AskAsync(f => f.Agent(user.AgentId), ct))?.Interaction == id ? row : null;
    }

    /// <summary>The outside party's number.</summary>
    public static string Outside(Interaction row) => row.Direction is Direction.Inbound ? row.From : row.To;

    /// <summary>The person of the call: the first whom the desk picked.</summary>
    public static PatientId? BoundOf(Interaction row) => row.Subjects.Find(s => s.Bound)?.PatientId;

    public async Task<DeskCall> ViewAsync(Interaction row, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var number = Outside(row);
        var onNumber = db.Patients.AsNoTracking().Where(p => p.PracticeId == row.PracticeId && p.Phones.Any(n => n.Number == number));
        var candidates = await onNumber.OrderBy(p => p.LastName).ThenBy(p => p.FirstName).ThenBy(p => p.Id).Take(MostCandidates)
            .Select(p => new Candidate(p.Id, p.FirstName + " " + p.LastName, p.Vip)).ToListAsync(ct);
        var subjects = await SubjectsAsync(db, row, user, new CardSight(await ShowsBalanceAsync(db, row, user, ct), user.Can(Permission.PatientsChart)), ct);
        var bound = BoundOf(row);
        var card = subjects.FirstOrDefault(s => bound is not null && s.PatientId == bound)?.Person;
        var practice = await db.Practices.Where(p => p.Id == row.PracticeId).Select(p => p.Name).SingleAsync(ct);
        return new DeskCall(
            row.Id, new Named<PracticeId>(row.PracticeId, practice),
            row.Line, row.Direction, row.From, row.To, candidates.Count < MostCandidates ? candidates.Count : await onNumber.CountAsync(ct),
            candidates, bound, Verification.Of(row, bound), card, subjects,
            [.. (await db.VerificationRulesAsync(row.PracticeId, ct)).Select(VerificationRuleView.Of)],
            await DeskScripts.ReadAsync(db, row, practice, card, user, ct));
    }

    private async Task<IReadOnlyList<DeskSubject>> SubjectsAsync(Db db, Interaction row, SignedInUser user, CardSight sight, CancellationToken ct)
    {
        var ids = row.Subjects.Select(s => s.PatientId).OfType<PatientId>().ToList();
        var names = await db.Patients.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => new Candidate(p.Id, p.FirstName + " " + p.LastName, p.Vip), ct);
        List<DeskSubject> subjects = [];
        foreach (var subject in row.Subjects)
        {
            var known = subject.PatientId is { } id ? names.GetValueOrDefault(id) : null;
            if (known is { Vip: true } && subject.VerifiedAt is not null)
            {
                await open.ForCallAsync(known.PatientId, row.PracticeId, row.Id, user, ct);
            }
            var card = subject is { PatientId: { } patient, VerifiedAt: not null }
                ? await cards.ReadAsync(patient, row.Id, sight, subject.Rights, ct) : null;
            subjects.Add(new DeskSubject(subject.PatientId, known?.Name, subject.VerifiedAt is not null, card, known?.Vip ?? false));
        }
        return subjects;
    }

    /// <summary>Balances are for those who may see all of them, and for calls of a queue that is about money.</summary>
    private static async Task<bool> ShowsBalanceAsync(Db db, Interaction row, SignedInUser user, CancellationToken ct) =>
        user.Can(Permission.PatientsBalance)
        && (user.ScopeOf(Permission.PatientsBalance) is not Scope.Own
            || (row.QueueId is { } queue && await db.Queues.AnyAsync(q => q.Id == queue && q.ShowsBalance, ct)));
}
