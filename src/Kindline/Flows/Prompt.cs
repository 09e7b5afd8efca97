using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Flows;

/// <summary>What a practice's callers hear at one place of the flow: text that is spoken, or uploaded audio.</summary>
public sealed class Prompt
{
    public PracticeId PracticeId { get; set; }
    public PromptKind Kind { get; set; }

    /// <summary>Spoken by the text-to-speech program where there is no audio (R51).</summary>
    public string Text { get; set; } = "";

    /// <summary>An uploaded WAV file, or null.</summary>
    public byte[]? Wav { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

public enum PromptKind
{
    /// <summary>"If this is an emergency, hang up and dial 911."</summary>
    Emergency,

    /// <summary>"This call is recorded."; nothing is stored before it was played.</summary>
    Recorded,

    /// <summary>The practice's greeting.</summary>
    Greeting,

    /// <summary>Outside opening hours.</summary>
    Closed,

    /// <summary>Before the tone of the voicemail; says 911 too.</summary>
    Voicemail,

    /// <summary>To a callee before we record.</summary>
    RecordedOutbound,
}

internal sealed class PromptMapping : IEntityTypeConfiguration<Prompt>
{
    public void Configure(EntityTypeBuilder<Prompt> builder)
    {
        builder.ToTable("Prompts").HasKey(p => new { p.PracticeId, p.Kind });
        builder.Property(p => p.Text).HasMaxLength(2000);
    }
}

internal static class PromptTables
{
    extension(Db db)
    {
        public DbSet<Prompt> Prompts => db.Set<Prompt>();
    }
}
