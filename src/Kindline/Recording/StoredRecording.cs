using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Voice.Recording;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Recording;

/// <summary>A recorded file and what is needed to open it: its data key, wrapped by the master key.</summary>
public sealed class StoredRecording
{
    public RecordingId Id { get; set; }
    public InteractionId InteractionId { get; set; }
    public PracticeId PracticeId { get; set; }
    public RecordingKind Kind { get; set; }

    /// <summary>Below the recordings folder; holds no number or name.</summary>
    public string Path { get; set; } = "";

    public byte[] WrappedKey { get; set; } = [];
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public double? Seconds { get; set; }

    /// <summary>Hex SHA-256 of the finished file.</summary>
    public string? Sha256 { get; set; }

    /// <summary>Looks at all of it. One that a crash cut has no sum; one that has, and is short, was shortened later.</summary>
    internal bool IsAltered(RecordingReader reader) =>
        reader.Verify() is var found && (found is RecordingTampered || (found is RecordingTruncated && Sha256 is not null));
}

public enum RecordingKind
{
    Call,
    Voicemail,
}

internal sealed class RecordingMapping : IEntityTypeConfiguration<StoredRecording>
{
    public void Configure(EntityTypeBuilder<StoredRecording> builder)
    {
        builder.ToTable("Recordings").HasKey(r => r.Id);
        builder.Property(r => r.Path).HasMaxLength(200);
        builder.Property(r => r.Sha256).HasMaxLength(64);
        builder.HasIndex(r => r.InteractionId);
    }
}

internal static class RecordingTables
{
    extension(Db db)
    {
        public DbSet<StoredRecording> Recordings => db.Set<StoredRecording>();
    }
}
