using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Practices.Contacts;

/// <summary>Whom a practice works with and its agents call: who sends it patients, pays for them, fills prescriptions, or sells to it (R108, R109).</summary>
public sealed class Organisation
{
    public OrganisationId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public OrganisationKind Kind { get; set; }
    public string Name { get; set; } = "";

    /// <summary>E.164.</summary>
    public string? Phone { get; set; }

    /// <summary>E.164.</summary>
    public string? Fax { get; set; }

    public string? Email { get; set; }
    public string? Address { get; set; }

    /// <summary>Their page in the web.</summary>
    public string? WebLink { get; set; }

    /// <summary>Of a payer: where coverage and claims are looked up (<see cref="PortalLink"/>).</summary>
    public string? PortalLink { get; set; }

    /// <summary>Of a payer: what patients' records call it too, with commas between.</summary>
    public string? Aliases { get; set; }

    public string? Note { get; set; }

    /// <summary>Kept for what is past, offered no more.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>When, so that of two who change it at once the second is told.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    public List<OrganisationPerson> People { get; set; } = [];
    public List<PartnerMeeting> Meetings { get; set; } = [];
    public List<PartnerIssue> Issues { get; set; } = [];
    public List<PayerAcceptance> Acceptances { get; set; } = [];
}

public enum OrganisationKind
{
    /// <summary>Sends patients: an office, a hospital, a school.</summary>
    ReferralPartner,
    Payer,
    Pharmacy,
    Vendor,
    Other,
}

/// <summary>Somebody at an organisation.</summary>
public sealed class OrganisationPerson
{
    public long Id { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public string Name { get; set; } = "";

    /// <summary>What they are there: "referral coordinator".</summary>
    public string? Role { get; set; }

    /// <summary>E.164.</summary>
    public string? Phone { get; set; }

    public string? Email { get; set; }

    /// <summary>Whether they decide where patients are sent, or what is bought.</summary>
    public bool Decides { get; set; }
}

/// <summary>A meeting with a referral partner, held or set.</summary>
public sealed class PartnerMeeting
{
    public MeetingId Id { get; set; }
    public OrganisationId OrganisationId { get; set; }

    /// <summary>By the practice's own calendar; one to come is set.</summary>
    public DateOnly On { get; set; }

    /// <summary>Whom of the partner's people.</summary>
    public string With { get; set; } = "";

    /// <summary>Who of ours.</summary>
    public string By { get; set; } = "";

    public string? Agreed { get; set; }
    public string? NextStep { get; set; }

    /// <summary>Until when the next step is to be done.</summary>
    public DateOnly? NextOn { get; set; }
}

/// <summary>What stands between us and a referral partner.</summary>
public sealed class PartnerIssue
{
    public IssueId Id { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public string Text { get; set; } = "";

    /// <summary>By the practice's own calendar.</summary>
    public DateOnly Since { get; set; }

    /// <summary>Null while it is open.</summary>
    public DateOnly? ClosedOn { get; set; }
}

internal sealed class OrganisationMapping : IEntityTypeConfiguration<Organisation>, IEntityTypeConfiguration<OrganisationPerson>,
    IEntityTypeConfiguration<PartnerMeeting>, IEntityTypeConfiguration<PartnerIssue>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("Organisations").HasKey(o => o.Id);
        builder.Property(o => o.Name).HasMaxLength(120);
        builder.Property(o => o.Phone).HasMaxLength(16);
        builder.Property(o => o.Fax).HasMaxLength(16);
        builder.Property(o => o.Email).HasMaxLength(254);
        builder.Property(o => o.Address).HasMaxLength(240);
        builder.Property(o => o.WebLink).HasMaxLength(400);
        builder.Property(o => o.PortalLink).HasMaxLength(400);
        builder.Property(o => o.Aliases).HasMaxLength(400);
        builder.Property(o => o.Note).HasMaxLength(400);
        builder.HasIndex(o => o.PracticeId);
        builder.HasMany(o => o.People).WithOne().HasForeignKey(p => p.OrganisationId);
        builder.HasMany(o => o.Meetings).WithOne().HasForeignKey(m => m.OrganisationId);
        builder.HasMany(o => o.Issues).WithOne().HasForeignKey(i => i.OrganisationId);
        builder.HasMany(o => o.Acceptances).WithOne().HasForeignKey(a => a.OrganisationId);
    }

    public void Configure(EntityTypeBuilder<OrganisationPerson> builder)
    {
        builder.ToTable("OrganisationPeople").HasKey(p => p.Id);
        builder.Property(p => p.Name).HasMaxLength(120);
        builder.Property(p => p.Role).HasMaxLength(80);
        builder.Property(p => p.Phone).HasMaxLength(16);
        builder.Property(p => p.Email).HasMaxLength(254);
    }

    public void Configure(EntityTypeBuilder<PartnerMeeting> builder)
    {
        builder.ToTable("PartnerMeetings").HasKey(m => m.Id);
        builder.Property(m => m.With).HasMaxLength(120);
        builder.Property(m => m.By).HasMaxLength(120);
        builder.Property(m => m.Agreed).HasMaxLength(800);
        builder.Property(m => m.NextStep).HasMaxLength(400);
    }

    public void Configure(EntityTypeBuilder<PartnerIssue> builder)
    {
        builder.ToTable("PartnerIssues").HasKey(i => i.Id);
        builder.Property(i => i.Text).HasMaxLength(400);
    }
}

internal static class ContactTables
{
    extension(Db db)
    {
        public DbSet<Organisation> Organisations => db.Set<Organisation>();
    }
}
