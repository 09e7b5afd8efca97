using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Identity;

/// <summary>One sign-in of one person. The token itself is kept nowhere.</summary>
public sealed class Session
{
    public Guid Id { get; set; }
    public Guid UserId { get; set; }

    /// <summary>SHA-256 of the token; 256 random bits need no salt.</summary>
    public byte[] TokenHash { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The last request that a person made, to within half a minute; the running server knows it exactly.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    public string? Address { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions").HasKey(s => s.Id);
        builder.Property(s => s.TokenHash).HasMaxLength(32);
        builder.Property(s => s.Address).HasMaxLength(64);
        builder.HasIndex(s => s.TokenHash).IsUnique();
        builder.HasIndex(s => s.UserId);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
    }
}

internal static class SessionTables
{
    extension(Db db)
    {
        public DbSet<Session> Sessions => db.Set<Session>();
    }
}
