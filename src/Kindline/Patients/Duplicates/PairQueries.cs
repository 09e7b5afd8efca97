using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Guarded;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Duplicates;

/// <summary>Reads the queue of pairs, and one of them side by side; each as far as the asker may decide of them.</summary>
internal sealed class PairQueries(DbFactory databases, IEnumerable<IHoldsPatients> holders, HiddenVips hidden)
{
    /// <summary>Open pairs the likeliest first, decided ones the latest first. A pair with a record that was merged elsewhere waits until that is undone.</summary>
    public async Task<Page<PairView>> ListAsync(PracticeId? practice, PairState state, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var pairs = PairScope.Narrow(db.PatientPairs.AsNoTracking(), user).Where(p => p.State == state && (practice == null || p.PracticeId == practice));
        var standing = db.Patients.Select(p => p.Id);
        pairs = state == PairState.Merged ? pairs : pairs.Where(p => standing.Contains(p.OneId) && standing.Contains(p.OtherId));
        var total = await pairs.CountAsync(ct);
        pairs = state == PairState.Open
            ? pairs.OrderByDescending(p => p.Probability).ThenBy(p => p.Id)
            : pairs.OrderByDescending(p => p.DecidedAt).ThenBy(p => p.Id);
        var page = await pairs.Skip(paging.Skip).Take(paging.Size).ToListAsync(ct);
        return new Page<PairView>(await ViewAsync(db, page, user, ct), total);
    }

    /// <summary>Null where there is none, or none of this person's practices.</summary>
    public async Task<PairDetail?> ReadAsync(PairId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await PairScope.Narrow(db.PatientPairs.AsNoTracking(), user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } pair)
        {
            return null;
        }
        var survivor = pair.State != PairState.Merged
            ? null
            : await db.PatientMerges.Where(m => m.Id == pair.MergeId).Select(m => (PatientId?)m.SurvivorId).SingleOrDefaultAsync(ct);
        var view = (await ViewAsync(db, [pair], user, ct))[0];
        return view.Hidden ? new PairDetail(view, null, null, survivor)
            : new PairDetail(view, await RecordAsync(db, pair.OneId, ct), await RecordAsync(db, pair.OtherId, ct), survivor);
    }

    private async Task<PairRecord> RecordAsync(Db db, PatientId id, CancellationToken ct)
    {
        var p = await db.Patients.AsNoTracking().IgnoreQueryFilters().Include(p => p.Phones).Include(p => p.Alerts).AsSplitQuery().SingleAsync(p => p.Id == id, ct);
        var facts = PatientFacts.Nothing;
        foreach (var holder in holders)
        {
            facts = await holder.TellAsync(db, id, facts, ct);
        }
        return new PairRecord(
            p.Id, p.Kind, p.FirstName, p.LastName, p.BornOn, p.Mrn, p.Address(), p.Email, p.Language, p.Plan, p.BalanceCents,
            [.. p.Phones.OrderBy(n => n.Id).Select(n => n.Number)], [.. p.Alerts.OrderBy(a => a.Id).Select(a => a.Text)],
            facts.Contacts, facts.LastContactAt, facts.Visits, facts.NextVisitAt);
    }

    private async Task<IReadOnlyList<PairView>> ViewAsync(Db db, List<PatientPair> pairs, SignedInUser user, CancellationToken ct)
    {
        var ids = pairs.SelectMany(p => (PatientId[])[p.OneId, p.OtherId]).Distinct().ToList();
        var practices = pairs.Select(p => p.PracticeId).Distinct().ToList();
        var people = await db.Patients.IgnoreQueryFilters().Where(p => EF.Parameter(ids).Contains(p.Id))
            .Select(p => new PairPerson(p.Id, p.FirstName + " " + p.LastName, p.BornOn, p.Mrn, p.Vip)).ToDictionaryAsync(p => p.Id, ct);
        var names = await db.Practices.Where(p => practices.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var hides = await hidden.OfAsync(db, people.Values.Where(p => p.Vip).Select(p => p.Id), user, ct);
        var merges = pairs.Where(p => p.State == PairState.Merged).Select(p => p.MergeId).OfType<MergeId>().ToList();
        var survivors = await db.PatientMerges.Where(m => EF.Parameter(merges).Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.SurvivorId, ct);
        return [.. pairs.Select(p => View(p, people, names, IsHidden(p)))];

        // Of two that are one by now the survivor's record is the one that can be opened: it is a VIP's where either was.
        bool IsHidden(PatientPair pair) => pair.MergeId is { } merge && survivors.TryGetValue(merge, out var survivor)
            ? hides.Contains(survivor)
            : hides.Contains(pair.OneId) || hides.Contains(pair.OtherId);
    }

    private static PairView View(PatientPair pair, Dictionary<PatientId, PairPerson> people, Dictionary<PracticeId, string> practices, bool hidden)
    {
        var agreement = Agreement.Parse(pair.Agreement);
        var view = new PairView(
            pair.Id, new PatientPractice(pair.PracticeId, practices.GetValueOrDefault(pair.PracticeId, "")), Shown(pair.OneId), Shown(pair.OtherId),
            Math.Round(pair.Probability, 4), PairScore.CertaintyOf(pair.Probability, agreement), agreement, pair.State, pair.FoundAt, pair.DecidedAt, hidden);
        // What agrees would tell the rest of who is hidden from the record of the other.
        return hidden ? view with { Probability = 0, Certainty = Certainty.Possible, Agreement = Agreement.Unknown } : view;

        PairPerson Shown(PatientId id) => hidden ? people[id] with { BornOn = null, Mrn = null } : people[id];
    }
}
