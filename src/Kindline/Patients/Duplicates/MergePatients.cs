using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Guarded;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Duplicates;

/// <summary>Which record is left, and for which fields (<see cref="RecordChange.Choices"/>) the other one's value is taken.</summary>
internal sealed record MergeInput(string? Survivor, IReadOnlyList<string>? Take);

/// <summary>What came of a decision about a pair.</summary>
internal abstract record PairDecision
{
    public sealed record Done(PairId Pair) : PairDecision;

    /// <summary>There is none, or none of this person's practices.</summary>
    public sealed record NotFound : PairDecision;

    public sealed record Invalid(string Field, string Why) : PairDecision;

    /// <summary>Why not, in words for whoever decided.</summary>
    public sealed record Refused(string Why) : PairDecision;
}

/// <summary>
/// Makes one record of the two of a pair, in one transaction: the survivor gets what was chosen and the union of the rest, every row that names
/// the other moves over, and the other leads to the survivor. Said twice it is done once.
/// </summary>
internal sealed class MergePatients(DbFactory databases, IEnumerable<IHoldsPatients> holders, HiddenVips hidden, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    public async Task<PairDecision> RunAsync(PairId id, MergeInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockMergesAsync(ct);
        if (await PairScope.Narrow(db.PatientPairs, user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } pair)
        {
            return new PairDecision.NotFound();
        }
        if (!PatientId.TryParse(input.Survivor, out var survivorId) || (survivorId != pair.OneId && survivorId != pair.OtherId))
        {
            return new PairDecision.Invalid("survivor", "must be one of the two records");
        }
        IReadOnlyList<string> take = input.Take ?? [];
        if (take.Except(RecordChange.Choices).FirstOrDefault() is { } unknown)
        {
            return new PairDecision.Invalid("take", $"knows no {unknown}: it takes {string.Join(", ", RecordChange.Choices)}");
        }
        var goneId = survivorId == pair.OneId ? pair.OtherId : pair.OneId;
        if (pair.State == PairState.Merged)
        {
            return await db.PatientMerges.AnyAsync(m => m.Id == pair.MergeId && m.SurvivorId == survivorId, ct)
                ? new PairDecision.Done(id)
                : new PairDecision.Refused("These two have been merged already, the other way round. Undo that first.");
        }
        if (await WhyNotAsync(db, pair, goneId, survivorId, user, ct) is { } why)
        {
            return new PairDecision.Refused(why);
        }
        var merge = await MergeAsync(db, pair, goneId, survivorId, take, user, ct);
        await trail.AppendAsync(Entries("patient.merged", merge, take, user), ct);
        await transaction.CommitAsync(ct);
        live.Changed("duplicates");
        return new PairDecision.Done(id);
    }

    public static IReadOnlyList<AuditEntry> Entries(string code, PatientMerge merge, IReadOnlyList<string> fields, SignedInUser user) =>
    [
        .. from patient in (PatientId[])[merge.SurvivorId, merge.GoneId]
           select new AuditEntry(code, 'U', user.AsActor()) { ObjectType = "PatientMerge", ObjectId = merge.Id.ToString(), PatientId = patient, Fields = fields },
    ];

    private async Task<string?> WhyNotAsync(Db db, PatientPair pair, PatientId gone, PatientId survivor, SignedInUser user, CancellationToken ct)
    {
        if (pair.State == PairState.KeptApart)
        {
            return "These two were decided to be two people. Undo that first.";
        }
        if (await db.Patients.CountAsync(p => p.Id == gone || p.Id == survivor, ct) < 2)
        {
            return "One of the two has been merged with another record meanwhile.";
        }
        if (await hidden.HidesAsync(db, gone, user, ct) || await hidden.HidesAsync(db, survivor, user, ct))
        {
            return "One of the two is a VIP. Look them up and say why first: nobody merges what they cannot see.";
        }
        foreach (var holder in holders)
        {
            if (await holder.WhyNotNowAsync(db, gone, survivor, ct) is { } why)
            {
                return why;
            }
        }
        return null;
    }

    private async Task<PatientMerge> MergeAsync(
        Db db, PatientPair pair, PatientId goneId, PatientId survivorId, IReadOnlyList<string> take, SignedInUser user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (gone, survivor) = (await RecordAsync(db, goneId, ct), await RecordAsync(db, survivorId, ct));
        var change = RecordChange.Apply(survivor, gone, take);
        var merge = new PatientMerge
        {
            Id = new MergeId(Guid.CreateVersion7(now)),
            PracticeId = pair.PracticeId,
            SurvivorId = survivorId,
            GoneId = goneId,
            Change = change.ToJson(),
            MergedAt = now,
            MergedBy = user.Id,
        };
        gone.MergedIntoId = survivorId;
        survivor.Version++;
        (pair.State, pair.MergeId, pair.DecidedAt, pair.DecidedBy) = (PairState.Merged, merge.Id, now, user.Id);
        db.Add(merge);
        await SaveAsync(db, (gone, gone.Mrn), (survivor, survivor.Mrn), ct);
        foreach (var holder in holders)
        {
            await holder.MoveAsync(db, merge, ct);
        }
        await db.SaveChangesAsync(ct);
        return merge;
    }

    public static Task<Patient> RecordAsync(Db db, PatientId id, CancellationToken ct) =>
        db.Patients.IgnoreQueryFilters().Include(p => p.Phones).Include(p => p.Alerts).Include(p => p.Proxies).Include(p => p.FieldValues).Include(p => p.Coverages)
            .AsSplitQuery().SingleAsync(p => p.Id == id, ct);

    /// <summary>No two records may have one number, not for a moment: both are without while they exchange theirs.</summary>
    public static async Task SaveAsync(Db db, (Patient Patient, string? Mrn) one, (Patient Patient, string? Mrn) other, CancellationToken ct)
    {
        (one.Patient.Mrn, other.Patient.Mrn) = (null, null);
        await db.SaveChangesAsync(ct);
        (one.Patient.Mrn, other.Patient.Mrn) = (one.Mrn, other.Mrn);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Whose pairs a person may see and decide: those of their own practices.</summary>
internal static class PairScope
{
    public static IQueryable<PatientPair> Narrow(IQueryable<PatientPair> pairs, SignedInUser user) =>
        user.ScopeOf(Permission.PatientsMerge) switch
        {
            Scope.All => pairs,
            Scope.Practice => pairs.Where(p => user.Practices.Contains(p.PracticeId)),
            // Whoever sees names masked, or own callers alone, cannot tell two people apart.
            _ => pairs.Where(p => false),
        };
}
