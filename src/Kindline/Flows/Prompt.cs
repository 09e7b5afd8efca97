using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Flows;

/// <summary>
/// One version of what a practice's callers hear at one place of the flow: text that is spoken, or uploaded audio. None is ever
/// changed or deleted: an edit is a new version, and going back is a new version too (R51).
/// </summary>
public sealed class PromptVersion
{
    public PracticeId PracticeId { get; set; }
    public PromptKind Kind { get; set; }

    /// <summary>E.164 of the line that has words of its own; empty for all lines of the practice.</summary>
    public string Line { get; set; } = "";

    /// <summary>Counts up from 1 for each practice, kind and line.</summary>
    public int Version { get; set; }

    /// <summary>Spoken by the text-to-speech program where there is no audio.</summary>
    public string Text { get; set; } = "";

    /// <summary>The uploaded audio as the exchange plays it, as a WAV file; null where the text is spoken.</summary>
    public byte[]? Wav { get; set; }

    /// <summary>What the uploaded file was before it was converted: "24-bit PCM, 44.1 kHz, stereo".</summary>
    public string? Source { get; set; }

    /// <summary>How long the audio plays, in seconds.</summary>
    public double? Seconds { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Null where the program itself wrote it.</summary>
    public Guid? ChangedBy { get; set; }

    /// <summary>In force from this instant on; null for at once.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>In force until this instant, then it ends by itself; null for one that lasts.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>When a person took it back before its time was over.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>The earlier version that this one repeats.</summary>
    public int? RestoredFrom { get; set; }
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

internal sealed class PromptMapping : IEntityTypeConfiguration<PromptVersion>
{
    public void Configure(EntityTypeBuilder<PromptVersion> builder)
    {
        builder.ToTable("Prompts").HasKey(p => new { p.PracticeId, p.Kind, p.Line, p.Version });
        builder.Property(p => p.Line).HasMaxLength(16);
        builder.Property(p => p.Version).ValueGeneratedNever();
        builder.Property(p => p.Text).HasMaxLength(2000);
        builder.Property(p => p.Source).HasMaxLength(120);
    }
}

internal static class PromptTables
{
    extension(Db db)
    {
        public DbSet<PromptVersion> Prompts => db.Set<PromptVersion>();
    }
}
