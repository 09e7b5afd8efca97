using System.Globalization;
using Kindline.Foundation;

namespace Kindline.Patients;

/// <summary>The fields of a patient that files and people change, each as text: what an import or a merge changed is written down with it.</summary>
internal static class RecordFields
{
    public static readonly IReadOnlyList<RecordField> All =
    [
        new("mrn", p => p.Mrn, (p, v) => p.Mrn = v),
        new("firstName", p => p.FirstName, (p, v) => p.FirstName = v ?? ""),
        new("lastName", p => p.LastName, (p, v) => p.LastName = v ?? ""),
        new("bornOn", p => p.BornOn?.ToString("O", CultureInfo.InvariantCulture), (p, v) => p.BornOn = v is null ? null : DateOnly.ParseExact(v, "O", CultureInfo.InvariantCulture)),
        new("email", p => p.Email, (p, v) => p.Email = v),
        new("street", p => p.Street, (p, v) => p.Street = v),
        new("city", p => p.City, (p, v) => p.City = v),
        new("state", p => p.State, (p, v) => p.State = v),
        new("zip", p => p.Zip, (p, v) => p.Zip = v),
        new("language", p => p.Language, (p, v) => p.Language = v ?? "en"),
        new("plan", p => p.Plan, (p, v) => p.Plan = v),
        new("balanceCents", p => p.BalanceCents?.ToString(CultureInfo.InvariantCulture), (p, v) => p.BalanceCents = v is null ? null : int.Parse(v, CultureInfo.InvariantCulture)),
        new("payer", p => p.Payer, (p, v) => p.Payer = v),
        new("memberId", p => p.MemberId, (p, v) => p.MemberId = v),
        new("groupNumber", p => p.GroupNumber, (p, v) => p.GroupNumber = v),
        new("policyHolder", p => p.PolicyHolder?.ToString(), (p, v) => p.PolicyHolder = v is null ? null : Enum.Parse<PolicyHolder>(v)),
        Day("coveredFrom", p => p.CoveredFrom, (p, v) => p.CoveredFrom = v),
        Day("coveredUntil", p => p.CoveredUntil, (p, v) => p.CoveredUntil = v),
        Second("secondaryPayer", c => c.Payer, (c, v) => c.Payer = v),
        Second("secondaryPlan", c => c.Plan, (c, v) => c.Plan = v),
        Second("secondaryMemberId", c => c.MemberId, (c, v) => c.MemberId = v),
        Second("secondaryGroupNumber", c => c.GroupNumber, (c, v) => c.GroupNumber = v),
        Second("secondaryPolicyHolder", c => c.PolicyHolder?.ToString(), (c, v) => c.PolicyHolder = v is null ? null : Enum.Parse<PolicyHolder>(v)),
        Second("secondaryFrom", c => c.FromOn?.ToString("O", CultureInfo.InvariantCulture), (c, v) => c.FromOn = v is null ? null : DateOnly.ParseExact(v, "O", CultureInfo.InvariantCulture)),
        Second("secondaryUntil", c => c.UntilOn?.ToString("O", CultureInfo.InvariantCulture), (c, v) => c.UntilOn = v is null ? null : DateOnly.ParseExact(v, "O", CultureInfo.InvariantCulture)),
        new("referredBy", p => p.ReferredBy, (p, v) => p.ReferredBy = v),
        new("referredById", p => p.ReferredById?.ToString(), (p, v) => p.ReferredById = OrganisationId.TryParse(v, out var id) ? id : null),
        Instant("referredAt", p => p.ReferredAt, (p, v) => p.ReferredAt = v),
        Assignment.Field,
        new("source", p => p.Source, (p, v) => p.Source = v),
        new("remarks", p => p.Remarks, (p, v) => p.Remarks = v),
        new("medications", p => p.Medications, (p, v) => p.Medications = v),
        new("chartNotes", p => p.ChartNotes, (p, v) => p.ChartNotes = v),
        Instant("chartAsOf", p => p.ChartAsOf, (p, v) => p.ChartAsOf = v),
        new("wishNote", p => p.WishNote, (p, v) => p.WishNote = v),
        new("portal", p => p.Portal.ToString(), (p, v) => p.Portal = Enum.Parse<PortalState>(v ?? nameof(PortalState.Unknown))),
        new("status", p => p.Status.ToString(), (p, v) => p.Status = Enum.Parse<PatientStatus>(v ?? nameof(PatientStatus.Active))),
        Instant("deathReportedAt", p => p.DeathReportedAt, (p, v) => p.DeathReportedAt = v),
        new("deathReportedBy", p => p.DeathReportedBy?.ToString(), (p, v) => p.DeathReportedBy = v is null ? null : Guid.Parse(v)),
        Instant("deathConfirmedAt", p => p.DeathConfirmedAt, (p, v) => p.DeathConfirmedAt = v),
        Instant("doNotCallSince", p => p.DoNotCallSince, (p, v) => p.DoNotCallSince = v),
        Instant("releasesHeldUntil", p => p.ReleasesHeldUntil, (p, v) => p.ReleasesHeldUntil = v),
        Flag("neverAtWork", p => p.NeverAtWork, (p, v) => p.NeverAtWork = v),
        Flag("noVoicemail", p => p.NoVoicemail, (p, v) => p.NoVoicemail = v),
        Flag("noTexts", p => p.NoTexts, (p, v) => p.NoTexts = v),
        Flag("noEmail", p => p.NoEmail, (p, v) => p.NoEmail = v),
        Flag("vip", p => p.Vip, (p, v) => p.Vip = v),
        Flag("noMail", p => p.NoMail, (p, v) => p.NoMail = v),
        new("kind", p => p.Kind.ToString(), (p, v) => p.Kind = Enum.Parse<PatientKind>(v ?? nameof(PatientKind.Patient))),
    ];

    private static RecordField Instant(string name, Func<Patient, DateTimeOffset?> get, Action<Patient, DateTimeOffset?> set) => new(
        name, p => get(p)?.ToString("O", CultureInfo.InvariantCulture),
        (p, v) => set(p, v is null ? null : DateTimeOffset.ParseExact(v, "O", CultureInfo.InvariantCulture)));

    private static RecordField Day(string name, Func<Patient, DateOnly?> get, Action<Patient, DateOnly?> set) => new(
        name, p => get(p)?.ToString("O", CultureInfo.InvariantCulture),
        (p, v) => set(p, v is null ? null : DateOnly.ParseExact(v, "O", CultureInfo.InvariantCulture)));

    /// <summary>Of the second coverage, where the coverages are loaded; one of which nothing is left goes.</summary>
    private static RecordField Second(string name, Func<PatientCoverage, string?> get, Action<PatientCoverage, string?> set) => new(
        name, p => p.Coverages.Find(c => c.Position == 1) is { } second ? get(second) : null,
        (p, v) =>
        {
            var second = p.Coverages.Find(c => c.Position == 1);
            if (second is null)
            {
                second = new PatientCoverage { PatientId = p.Id, Position = 1 };
                p.Coverages.Add(second);
            }
            set(second, v);
            p.Coverages.RemoveAll(c => c.IsEmpty);
        });

    private static RecordField Flag(string name, Func<Patient, bool> get, Action<Patient, bool> set) =>
        new(name, p => get(p) ? "yes" : null, (p, v) => set(p, v is not null));

    /// <summary>All of them as they are now.</summary>
    public static IReadOnlyDictionary<string, string?> Of(Patient patient) => All.ToDictionary(f => f.Name, f => f.Get(patient));
}

/// <summary>One field; empty text is none.</summary>
internal sealed record RecordField(string Name, Func<Patient, string?> Get, Action<Patient, string?> Set);
