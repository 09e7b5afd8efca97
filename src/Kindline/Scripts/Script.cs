using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Scripts;

/// <summary>What agents say on the calls of a practice, in its own words.</summary>
public sealed class Script
{
    public ScriptId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";

    /// <summary>Of whose calls alone; null for all.</summary>
    public QueueId? QueueId { get; set; }

    /// <summary>Of calls in or of calls out alone; null for both.</summary>
    public Direction? Direction { get; set; }

    /// <summary>With placeholders in braces; fields of the practice's own by their ids, so that a new name of one changes nothing (<see cref="ScriptText"/>).</summary>
    public string Text { get; set; } = "";

    /// <summary>From then on no call has it.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}

internal sealed class ScriptMapping : IEntityTypeConfiguration<Script>
{
    public void Configure(EntityTypeBuilder<Script> builder)
    {
        builder.ToTable("Scripts").HasKey(s => s.Id);
        builder.Property(s => s.Name).HasMaxLength(EditScripts.LongestName);
        builder.Property(s => s.Text).HasMaxLength(ScriptText.LongestStored);
        builder.HasIndex(s => s.PracticeId);
        builder.HasOne<Practice>().WithMany().HasForeignKey(s => s.PracticeId);
    }
}

internal static class ScriptTables
{
    extension(Db db)
    {
        public DbSet<Script> Scripts => db.Set<Script>();

        /// <summary>The one for a call: of its queue before of any, then of its direction before of any; null where the practice has none.</summary>
        public Task<Script?> ScriptForAsync(PracticeId practice, QueueId? queue, Direction direction, CancellationToken ct) =>
            db.Scripts.AsNoTracking()
                .Where(s => s.PracticeId == practice && s.RetiredAt == null && (s.QueueId == null || s.QueueId == queue) && (s.Direction == null || s.Direction == direction))
                .OrderBy(s => s.QueueId == null).ThenBy(s => s.Direction == null).ThenBy(s => s.Name).ThenBy(s => s.Id).FirstOrDefaultAsync(ct);
    }
}
