using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Interactions;

internal sealed class InteractionMapping : IEntityTypeConfiguration<Interaction>, IEntityTypeConfiguration<Subject>,
    IEntityTypeConfiguration<AgentTalk>, IEntityTypeConfiguration<InteractionEvent>
{
    public void Configure(EntityTypeBuilder<Interaction> builder)
    {
        builder.ToTable("Interactions").HasKey(i => i.Id);
        builder.Property(i => i.From).HasMaxLength(120);
        builder.Property(i => i.To).HasMaxLength(120);
        builder.Property(i => i.Line).HasMaxLength(160);
        builder.Property(i => i.Reason).HasMaxLength(200);
        builder.Property(i => i.Source).HasMaxLength(200);
        builder.HasIndex(i => new { i.PracticeId, i.StartedAt });
        builder.HasIndex(i => i.StartedAt);
        builder.HasIndex(i => new { i.From, i.StartedAt });
        builder.HasIndex(i => new { i.AgentId, i.StartedAt });
        builder.HasIndex(i => i.State);
        builder.HasIndex(i => new { i.CallerPatientId, i.StartedAt });
        builder.Property(i => i.FollowUpNote).HasMaxLength(500);
        builder.HasMany(i => i.Subjects).WithOne().HasForeignKey(s => s.InteractionId);
        builder.HasMany(i => i.Talks).WithOne().HasForeignKey(t => t.InteractionId);
    }

    public void Configure(EntityTypeBuilder<AgentTalk> builder)
    {
        builder.ToTable("AgentTalks").HasKey(t => new { t.InteractionId, t.Position });
        builder.HasIndex(t => new { t.AgentId, t.StartedAt });
    }

    public void Configure(EntityTypeBuilder<Subject> builder)
    {
        builder.ToTable("Subjects").HasKey(s => s.Id);
        builder.Property(s => s.Disposition).HasMaxLength(120);
        builder.Property(s => s.VerifiedBy).HasMaxLength(40);
        // Whoever was verified before rights were kept had all of them.
        builder.Property(s => s.Rights).HasDefaultValue(CallerRights.All).HasSentinel(CallerRights.All);
        builder.HasIndex(s => s.PatientId);
    }

    public void Configure(EntityTypeBuilder<InteractionEvent> builder)
    {
        builder.ToTable("InteractionEvents").HasKey(e => new { e.InteractionId, e.Seq });
        builder.Property(e => e.Type).HasMaxLength(40);
    }
}

internal static class InteractionTables
{
    extension(Db db)
    {
        public DbSet<Interaction> Interactions => db.Set<Interaction>();
        public DbSet<Subject> Subjects => db.Set<Subject>();
        public DbSet<InteractionEvent> InteractionEvents => db.Set<InteractionEvent>();
    }
}
