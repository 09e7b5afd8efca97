using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Dispositions;

/// <summary>One leaf of a disposition tree: outcome, reason and source, and what it sets going (R216 to R236).</summary>
public sealed class Disposition
{
    /// <summary>Stable and readable: "inbound.appointed.new-patient.fax". Never given to another leaf.</summary>
    public string Key { get; set; } = "";

    /// <summary>inbound, outbound or collections.</summary>
    public string Tree { get; set; } = "";

    /// <summary>Comma-separated channels on which it may be used.</summary>
    public string Channels { get; set; } = "";

    public string Outcome { get; set; } = "";
    public string Reason { get; set; } = "";
    public string? Source { get; set; }
    public string? NextStep { get; set; }
    public int Position { get; set; }
    public DateOnly ValidFrom { get; set; }

    /// <summary>The last day of its use; what was chosen before keeps its meaning.</summary>
    public DateOnly? ValidTo { get; set; }
}

internal sealed class DispositionMapping : IEntityTypeConfiguration<Disposition>
{
    public void Configure(EntityTypeBuilder<Disposition> builder)
    {
        builder.ToTable("Dispositions").HasKey(d => d.Key);
        builder.Property(d => d.Key).HasMaxLength(120);
        builder.Property(d => d.Tree).HasMaxLength(40);
        builder.Property(d => d.Channels).HasMaxLength(80);
        builder.Property(d => d.Outcome).HasMaxLength(80);
        builder.Property(d => d.Reason).HasMaxLength(120);
        builder.Property(d => d.Source).HasMaxLength(120);
        builder.Property(d => d.NextStep).HasMaxLength(200);
        builder.HasIndex(d => new { d.Tree, d.Position });
    }
}

internal static class DispositionTables
{
    extension(Db db)
    {
        public DbSet<Disposition> Dispositions => db.Set<Disposition>();
    }
}
