using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Notices;
using Kindline.Practices.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients;

/// <summary>What came of changing a record.</summary>
internal abstract record ChangePatientOutcome
{
    /// <param name="Fields">The names of what is different now.</param>
    public sealed record Saved(IReadOnlyList<string> Fields) : ChangePatientOutcome;

    public sealed record Invalid(FieldErrors Errors) : ChangePatientOutcome;

    /// <summary>Somebody else changed the record since it was read.</summary>
    public sealed record Changed : ChangePatientOutcome;

    public sealed record NotFound : ChangePatientOutcome;
}

/// <summary>For what a record is changed; it stands in the audit trail.</summary>
/// <param name="Reason">In words, or the call.</param>
/// <param name="ChangesIdentity">Whether name, date of birth and record number may change with it: they are what callers are known by.</param>
/// <param name="SetsVip">Whether it may say who is a VIP.</param>
internal sealed record ChangeGround(string Reason, bool ChangesIdentity, bool SetsVip);

/// <summary>
/// Changes a patient's record in one transaction, or nothing of it. Where a number, an address or a proxy changes, no records leave
/// for three days, and the old contacts are to be told: whoever took a caller in has changed first where things go (compliance 1.2).
/// </summary>
internal sealed class ChangePatient(DbFactory databases, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    public static readonly TimeSpan HoldsReleasesFor = TimeSpan.FromHours(72);
    private const string Theirs = "is what callers are known by: only the practice's own staff and those who lead change it";

    public async Task<ChangePatientOutcome> RunAsync(PatientId id, RecordInput input, ChangeGround ground, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // The row is taken before it is read: of two who change it at once the second finds another version.
        var taken = await db.Patients.Where(p => p.Id == id && p.Version == input.Version).ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version + 1), ct);
        if (await db.Patients.Include(p => p.Phones).Include(p => p.Proxies).Include(p => p.FieldValues).Include(p => p.Coverages).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } patient)
        {
            return new ChangePatientOutcome.NotFound();
        }
        var fields = await db.PatientFields.AsNoTracking().Where(f => f.PracticeId == patient.PracticeId).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var errors = input.Check(fields, DateOnly.FromDateTime(now.UtcDateTime));
        if ((input.Status is PatientStatus.Deceased) != (patient.Status is PatientStatus.Deceased))
        {
            errors.Add("status", "cannot be set by hand: a death is reported, confirmed or withdrawn");
        }
        if (!ground.SetsVip && input.Vip is { } vip && vip != patient.Vip)
        {
            errors.Add("vip", "is set and taken off by the practice's own staff and those who lead");
        }
        await CheckIdentityAsync(db, patient, input, ground, errors, ct);
        await CheckPartnerAsync(db, patient, input, errors, ct);
        if (!errors.None)
        {
            return new ChangePatientOutcome.Invalid(errors);
        }
        if (taken == 0)
        {
            return new ChangePatientOutcome.Changed();
        }
        var before = new OldContacts(patient);
        var changed = RecordEdit.Apply(patient, input, fields, now);
        (patient.AsOf, patient.AsOfSource) = (now, user.Name);
        if (changed.Any(RecordEdit.ReachesSomebodyElse))
        {
            patient.ReleasesHeldUntil = now + HoldsReleasesFor;
        }
        var notices = await before.NoticesAsync(db, patient, changed, now, ct);
        db.AddRange(notices);
        await trail.AppendAsync(
            [new AuditEntry("patient.changed", 'U', user.AsActor()) { ObjectType = "Patient", ObjectId = id.ToString(), PatientId = id, Fields = changed, Reason = ground.Reason }], ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (notices.Count > 0)
        {
            live.Changed(TellOldContact.Topic);
        }
        return new ChangePatientOutcome.Saved(changed);
    }

    /// <summary>One that is in use, of the patient's own practice; one that stands there already stays.</summary>
    private static async Task CheckPartnerAsync(Db db, Patient patient, RecordInput input, FieldErrors errors, CancellationToken ct)
    {
        if (input.ReferredById is { } partner && partner != patient.ReferredById
            && !await db.Organisations.AnyAsync(
                o => o.Id == partner && o.PracticeId == patient.PracticeId && o.Kind == OrganisationKind.ReferralPartner && o.RetiredAt == null, ct))
        {
            errors.Add("referredById", "is no referral partner of this practice");
        }
    }

    private static async Task CheckIdentityAsync(Db db, Patient patient, RecordInput input, ChangeGround ground, FieldErrors errors, CancellationToken ct)
    {
        if (!ground.ChangesIdentity)
        {
            Demand("firstName", input.FirstName, patient.FirstName);
            Demand("lastName", input.LastName, patient.LastName);
            Demand("mrn", input.Mrn, patient.Mrn);
            if (input.BornOn != patient.BornOn)
            {
                errors.Add("bornOn", Theirs);
            }
        }
        else if (input.Mrn?.Trim() is { Length: > 0 } mrn && await db.Patients.AnyAsync(p => p.PracticeId == patient.PracticeId && p.Mrn == mrn && p.Id != patient.Id, ct))
        {
            errors.Add("mrn", "is the record number of somebody else in this practice");
        }

        void Demand(string field, string? wanted, string? known)
        {
            if ((wanted?.Trim() ?? "") != (known ?? ""))
            {
                errors.Add(field, Theirs);
            }
        }
    }
}
