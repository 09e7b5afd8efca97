using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Interactions;

/// <summary>
/// How far the database has taken in a node's journal; moves in the same transaction as the events, so that each entry is taken
/// in exactly once.
/// </summary>
public sealed class JournalMark
{
    public string Node { get; set; } = "";
    public long Position { get; set; }
}

internal sealed class JournalMarkMapping : IEntityTypeConfiguration<JournalMark>
{
    public void Configure(EntityTypeBuilder<JournalMark> builder)
    {
        builder.ToTable("JournalMarks").HasKey(m => m.Node);
        builder.Property(m => m.Node).HasMaxLength(60);
    }
}
