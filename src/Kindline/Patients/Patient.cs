using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Patients;

/// <summary>A person whom one practice serves, or a prospect who may become one.</summary>
public sealed class Patient : IKeepsKeys
{
    public PatientId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public PatientKind Kind { get; set; }

    /// <summary>The practice's own record number; a prospect has none yet.</summary>
    public string? Mrn { get; set; }

    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public DateOnly? BornOn { get; set; }
    public string Language { get; set; } = "en";
    public string? Street { get; set; }
    public string? City { get; set; }

    /// <summary>Two letters, as <see cref="UsState"/> knows them.</summary>
    public string? State { get; set; }

    public string? Zip { get; set; }
    public string? Email { get; set; }

    /// <summary>The insurance plan in the practice's words.</summary>
    public string? Plan { get; set; }

    /// <summary>What the person owes the practice, in cents; below zero the practice owes. Null where it is not known.</summary>
    public int? BalanceCents { get; set; }

    /// <summary>Whose plan it is, such as an insurance company.</summary>
    public string? Payer { get; set; }

    /// <summary>The number that the payer knows this person by.</summary>
    public string? MemberId { get; set; }

    /// <summary>The group by which the payer knows the plan.</summary>
    public string? GroupNumber { get; set; }

    /// <summary>Through whom they are covered; null where it is not known.</summary>
    public PolicyHolder? PolicyHolder { get; set; }

    public DateOnly? CoveredFrom { get; set; }

    /// <summary>The last day of this coverage; null without an end.</summary>
    public DateOnly? CoveredUntil { get; set; }

    /// <summary>Who sent this person here, in the practice's words.</summary>
    public string? ReferredBy { get; set; }

    /// <summary>The referral partner that it was, where it is one of the practice's.</summary>
    public OrganisationId? ReferredById { get; set; }

    /// <summary>When that partner was written down.</summary>
    public DateTimeOffset? ReferredAt { get; set; }

    /// <summary>Where they heard of the practice.</summary>
    public string? Source { get; set; }

    /// <summary>Who is to work on this account, such as calling them back in (R105, R106); null where nobody is.</summary>
    public AgentId? AssignedTo { get; set; }

    /// <summary>Since when they are; an account that nobody has called since is not worked.</summary>
    public DateTimeOffset? AssignedAt { get; set; }

    /// <summary>What whoever speaks with them next should know beside what was wrapped up.</summary>
    public string? Remarks { get; set; }

    /// <summary>The medicines in the EMR, one a line, as it wrote them (R107).</summary>
    public string? Medications { get; set; }

    /// <summary>Notes of the chart in the EMR (R105). Nobody writes here: what is known comes from there.</summary>
    public string? ChartNotes { get; set; }

    /// <summary>When the two of them last changed here.</summary>
    public DateTimeOffset? ChartAsOf { get; set; }

    /// <summary>Hidden from staff until they say why they need it (HL7 PV1-16).</summary>
    public bool Vip { get; set; }

    public PatientStatus Status { get; set; }
    public PortalState Portal { get; set; }

    /// <summary>Since when they want no calls at all; null where they do not mind.</summary>
    public DateTimeOffset? DoNotCallSince { get; set; }

    /// <summary>A request for confidential communication, as those that follow: the practice accommodates it (45 CFR 164.522(b)), so it blocks.</summary>
    public bool NeverAtWork { get; set; }

    public bool NoVoicemail { get; set; }
    public bool NoTexts { get; set; }
    public bool NoEmail { get; set; }
    public bool NoMail { get; set; }

    /// <summary>What else they asked for, in words.</summary>
    public string? WishNote { get; set; }

    /// <summary>Somebody said that this person has died. Nobody is called from then on, confirmed or not.</summary>
    public DateTimeOffset? DeathReportedAt { get; set; }

    public Guid? DeathReportedBy { get; set; }
    public DateTimeOffset? DeathConfirmedAt { get; set; }

    /// <summary>Until then no records are sent: where they would go has just changed.</summary>
    public DateTimeOffset? ReleasesHeldUntil { get; set; }

    /// <summary>As of when this is known; null for what came before it was kept.</summary>
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>Whence: an import, or the name of who typed it.</summary>
    public string? AsOfSource { get; set; }

    /// <summary>One more with every change by hand, so that of two at once the second is told.</summary>
    public int Version { get; set; }

    /// <summary>The file that this person came with; null for others.</summary>
    public ImportId? ImportId { get; set; }

    /// <summary>The record that this one was merged into: whoever asks for this is led there. Null for all others.</summary>
    public PatientId? MergedIntoId { get; set; }

    public List<PatientPhone> Phones { get; set; } = [];
    public List<PatientAlert> Alerts { get; set; } = [];
    public List<PatientProxy> Proxies { get; set; } = [];
    public List<PatientFieldValue> FieldValues { get; set; } = [];

    /// <summary>Coverages behind the first.</summary>
    public List<PatientCoverage> Coverages { get; set; } = [];

    /// <summary>The family name as it is looked for (<see cref="NameText.FamilyKey"/>).</summary>
    public string FamilyKey { get; internal set; } = "";

    /// <summary>The first given name as it is looked for (<see cref="NameText.GivenKey"/>).</summary>
    public string GivenKey { get; internal set; } = "";

    /// <summary>The record number in capital letters and digits alone.</summary>
    public string? MrnKey { get; internal set; }

    /// <summary>The same from its end, so that its last digits find it.</summary>
    public string? MrnTail { get; internal set; }

    /// <summary>The e-mail address in small letters.</summary>
    public string? EmailKey { get; internal set; }

    /// <summary>"12 Juniper Lane, Austin, TX 78701", of what is known; null where nothing is.</summary>
    public string? Address()
    {
        var stateAndZip = string.Join(' ', Known([State, Zip]));
        return string.Join(", ", Known([Street, City, stateAndZip])) is { Length: > 0 } text ? text : null;

        static IEnumerable<string> Known(IEnumerable<string?> parts) => parts.OfType<string>().Where(p => p.Length > 0);
    }

    async Task IKeepsKeys.RenewKeysAsync(Db db, bool isNew, CancellationToken ct)
    {
        SearchKeys.Renew(this);
        if (!isNew && CompareAnew.IsDue(db, this))
        {
            db.Add(new PatientToCompare { PatientId = Id });
        }
        var words = db.Set<PatientWord>();
        if (!isNew)
        {
            var stored = db.Entry(this);
            if (!stored.Property(p => p.FirstName).IsModified && !stored.Property(p => p.LastName).IsModified && !stored.Property(p => p.PracticeId).IsModified)
            {
                return;
            }
            words.RemoveRange(await words.Where(w => w.PatientId == Id).ToListAsync(ct));
        }
        words.AddRange(SearchKeys.WordsOf(this));
    }

    /// <summary>Whole years on a day; null where the date of birth is not known.</summary>
    public int? AgeOn(DateOnly day) => BornOn is { } born ? day.Year - born.Year - (born.AddYears(day.Year - born.Year) > day ? 1 : 0) : null;
}

public enum PatientKind
{
    Patient,
    Prospect,
}

/// <summary>As the practice counts them (R96); who has died is nobody to call.</summary>
public enum PatientStatus
{
    Active,
    Inactive,
    Deceased,
}

/// <summary>Whether they use the practice's portal (R465).</summary>
public enum PortalState
{
    Unknown,
    Active,
    NotActive,

    /// <summary>There is no e-mail address to send the invitation to.</summary>
    NoEmail,
}

/// <summary>A number on which a patient can be reached; families and offices share numbers.</summary>
public sealed class PatientPhone : IKeepsKeys
{
    public long Id { get; set; }
    public PatientId PatientId { get; set; }

    /// <summary>E.164.</summary>
    public string Number { get; set; } = "";

    public LineType Type { get; set; }

    /// <summary>Where they work: colleagues may pick up.</summary>
    public bool IsWork { get; set; }

    /// <summary>The number from its end, so that its last digits find it.</summary>
    public string Tail { get; internal set; } = "";

    Task IKeepsKeys.RenewKeysAsync(Db db, bool isNew, CancellationToken ct)
    {
        SearchKeys.Renew(this);
        // A new patient is compared for being new.
        if (isNew && db.Patients.Local.FindEntry(PatientId) is not { State: EntityState.Added })
        {
            db.Add(new PatientToCompare { PatientId = PatientId });
        }
        return Task.CompletedTask;
    }
}

/// <summary>Texts reach mobiles alone (R115).</summary>
public enum LineType
{
    Unknown,
    Mobile,
    Landline,
}

/// <summary>A word of a name beside its <see cref="Patient.FamilyKey"/> and <see cref="Patient.GivenKey"/>, with one of them (<see cref="SearchKeys.WordsOf"/>).</summary>
public sealed class PatientWord
{
    public long Id { get; set; }
    public PatientId PatientId { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Word { get; set; } = "";
    public string Other { get; set; } = "";
}

/// <summary>What whoever speaks with this person has to know first.</summary>
public sealed class PatientAlert
{
    public long Id { get; set; }
    public PatientId PatientId { get; set; }
    public string Text { get; set; } = "";
    public AlertLevel Level { get; set; }
}

public enum AlertLevel
{
    Info,
    Warn,
}

internal sealed class PatientMapping : IEntityTypeConfiguration<Patient>, IEntityTypeConfiguration<PatientPhone>, IEntityTypeConfiguration<PatientAlert>,
    IEntityTypeConfiguration<PatientWord>
{
    /// <summary>Characters of each of medicines and notes.</summary>
    public const int LongestChart = 4_000;

    public void Configure(EntityTypeBuilder<Patient> builder)
    {
        builder.ToTable("Patients").HasKey(p => p.Id);
        builder.Property(p => p.Kind).HasDefaultValue(PatientKind.Patient);
        builder.Property(p => p.Mrn).HasMaxLength(40);
        builder.Property(p => p.FirstName).HasMaxLength(80);
        builder.Property(p => p.LastName).HasMaxLength(80);
        builder.Property(p => p.Language).HasMaxLength(12);
        builder.Property(p => p.Street).HasMaxLength(120);
        builder.Property(p => p.City).HasMaxLength(80);
        builder.Property(p => p.State).HasMaxLength(2);
        builder.Property(p => p.Zip).HasMaxLength(10);
        builder.Property(p => p.Email).HasMaxLength(254);
        builder.Property(p => p.Plan).HasMaxLength(120);
        builder.Property(p => p.Payer).HasMaxLength(120);
        builder.Property(p => p.MemberId).HasMaxLength(40);
        builder.Property(p => p.GroupNumber).HasMaxLength(40);
        builder.Property(p => p.ReferredBy).HasMaxLength(120);
        builder.Property(p => p.Source).HasMaxLength(80);
        builder.Property(p => p.Remarks).HasMaxLength(2000);
        builder.Property(p => p.Medications).HasMaxLength(LongestChart);
        builder.Property(p => p.ChartNotes).HasMaxLength(LongestChart);
        builder.Property(p => p.AsOfSource).HasMaxLength(120);
        builder.Property(p => p.Status).HasDefaultValue(PatientStatus.Active);
        builder.Property(p => p.Portal).HasDefaultValue(PortalState.Unknown);
        builder.Property(p => p.WishNote).HasMaxLength(200);
        builder.HasIndex(p => new { p.PracticeId, p.Mrn }).IsUnique();
        // Most people have none of these, and an index need not hold that.
        builder.HasIndex(p => p.ReferredById).HasFilter($"\"{nameof(Patient.ReferredById)}\" IS NOT NULL");
        builder.HasIndex(p => p.AssignedTo).HasFilter($"\"{nameof(Patient.AssignedTo)}\" IS NOT NULL");
        builder.HasIndex(p => p.MergedIntoId).HasFilter($"\"{nameof(Patient.MergedIntoId)}\" IS NOT NULL");
        builder.HasIndex(p => p.ImportId);
        // A merged record is nobody's to find by a query that did not think of it.
        builder.HasQueryFilter(p => p.MergedIntoId == null);
        builder.Property(p => p.FamilyKey).HasMaxLength(NameText.LongestWord).IsBytewise();
        builder.Property(p => p.GivenKey).HasMaxLength(NameText.LongestWord).IsBytewise();
        builder.Property(p => p.MrnKey).HasMaxLength(40).IsBytewise();
        builder.Property(p => p.MrnTail).HasMaxLength(40).IsBytewise();
        builder.Property(p => p.EmailKey).HasMaxLength(254).IsBytewise();
        builder.HasIndex(p => new { p.PracticeId, p.FamilyKey, p.GivenKey, p.BornOn });
        builder.HasIndex(p => new { p.PracticeId, p.GivenKey, p.FamilyKey });
        builder.HasIndex(p => new { p.PracticeId, p.BornOn });
        builder.HasIndex(p => new { p.PracticeId, p.MrnKey });
        builder.HasIndex(p => new { p.PracticeId, p.MrnTail });
        builder.HasIndex(p => new { p.PracticeId, p.EmailKey });
        builder.HasMany(p => p.Phones).WithOne().HasForeignKey(n => n.PatientId);
        builder.HasMany(p => p.Alerts).WithOne().HasForeignKey(a => a.PatientId);
        builder.HasMany(p => p.Proxies).WithOne().HasForeignKey(x => x.PatientId);
        builder.HasMany(p => p.FieldValues).WithOne().HasForeignKey(v => v.PatientId);
        builder.HasMany(p => p.Coverages).WithOne().HasForeignKey(c => c.PatientId);
    }

    public void Configure(EntityTypeBuilder<PatientPhone> builder)
    {
        builder.ToTable("PatientPhones").HasKey(n => n.Id);
        builder.Property(n => n.Number).HasMaxLength(16);
        builder.Property(n => n.Type).HasDefaultValue(LineType.Unknown);
        builder.Property(n => n.Tail).HasMaxLength(16).IsBytewise();
        builder.HasIndex(n => n.Number);
        builder.HasIndex(n => n.Tail);
    }

    public void Configure(EntityTypeBuilder<PatientWord> builder)
    {
        builder.ToTable("PatientWords").HasKey(w => w.Id);
        builder.Property(w => w.Word).HasMaxLength(NameText.LongestWord).IsBytewise();
        builder.Property(w => w.Other).HasMaxLength(NameText.LongestWord).IsBytewise();
        builder.HasIndex(w => new { w.PracticeId, w.Word, w.Other });
        builder.HasIndex(w => new { w.PracticeId, w.Other, w.Word });
        builder.HasOne<Patient>().WithMany().HasForeignKey(w => w.PatientId);
    }

    public void Configure(EntityTypeBuilder<PatientAlert> builder)
    {
        builder.ToTable("PatientAlerts").HasKey(a => a.Id);
        builder.Property(a => a.Text).HasMaxLength(160);
    }
}

internal static class PatientTables
{
    extension(Db db)
    {
        public DbSet<Patient> Patients => db.Set<Patient>();
        public DbSet<PatientPhone> PatientPhones => db.Set<PatientPhone>();
    }
}
