using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients;

/// <summary>How far it is known that a person has died.</summary>
internal enum DeathStep
{
    /// <summary>Somebody said so; nobody is called from now on.</summary>
    Reported,

    /// <summary>The practice knows it.</summary>
    Confirmed,

    /// <summary>It was not so.</summary>
    Withdrawn,
}

/// <summary>What came of a report.</summary>
internal abstract record ReportDeathOutcome
{
    public sealed record Done : ReportDeathOutcome;

    public sealed record Refused(string Why) : ReportDeathOutcome;

    public sealed record NotFound : ReportDeathOutcome;
}

/// <summary>
/// "He passed away in March": whoever hears it stops all calls and messages at once, without proof; the practice confirms it later, or
/// takes it back.
/// </summary>
internal sealed class ReportDeath(DbFactory databases, AuditTrail trail, TimeProvider clock)
{
    public async Task<ReportDeathOutcome> RunAsync(PatientId id, DeathStep step, string reason, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.Patients.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } patient)
        {
            return new ReportDeathOutcome.NotFound();
        }
        if (WhyNot(patient, step) is { } why)
        {
            return new ReportDeathOutcome.Refused(why);
        }
        var now = clock.GetUtcNow();
        (patient.Status, patient.DeathReportedAt, patient.DeathReportedBy, patient.DeathConfirmedAt) = step switch
        {
            DeathStep.Reported => (PatientStatus.Deceased, now, user.Id, null),
            DeathStep.Confirmed => (PatientStatus.Deceased, patient.DeathReportedAt ?? now, patient.DeathReportedBy ?? user.Id, now),
            _ => (PatientStatus.Active, (DateTimeOffset?)null, (Guid?)null, (DateTimeOffset?)null),
        };
        patient.Version++;
        await trail.AppendAsync(
            [new AuditEntry($"patient.death{step}", 'U', user.AsActor()) { ObjectType = "Patient", ObjectId = id.ToString(), PatientId = id, Fields = ["status"], Reason = reason }], ct);
        await db.SaveChangesAsync(ct);
        return new ReportDeathOutcome.Done();
    }

    private static string? WhyNot(Patient patient, DeathStep step) => (step, patient) switch
    {
        (DeathStep.Reported, { Status: PatientStatus.Deceased }) => "This was reported already.",
        (DeathStep.Confirmed, { DeathConfirmedAt: not null }) => "This was confirmed already.",
        (DeathStep.Withdrawn, { Status: not PatientStatus.Deceased }) => "Nothing of the kind was reported.",
        _ => null,
    };
}
