using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Identity;

/// <summary>A role as data: what its people may do, and over whose records.</summary>
public sealed class Role
{
    public string Key { get; set; } = "";
    public string Title { get; set; } = "";

    /// <summary>Whether people of this role can take calls.</summary>
    public bool IsAgent { get; set; }

    public List<RoleGrant> Grants { get; set; } = [];
}

/// <summary>One permission of a role with its scope (compliance 1.3).</summary>
public sealed class RoleGrant
{
    public string RoleKey { get; set; } = "";
    public string Permission { get; set; } = "";
    public Scope Scope { get; set; }
}

/// <summary>Over whose records a permission reaches.</summary>
public enum Scope
{
    Own,
    Team,
    Sample,
    Practice,
    Masked,
    All,
}

/// <summary>A team under one supervisor or lead.</summary>
public sealed class Team
{
    public TeamId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";
}

/// <summary>A practice that an account works for.</summary>
public sealed class UserPractice
{
    public Guid UserId { get; set; }
    public PracticeId PracticeId { get; set; }
}

internal sealed class RoleMapping : IEntityTypeConfiguration<Role>, IEntityTypeConfiguration<RoleGrant>, IEntityTypeConfiguration<Team>,
    IEntityTypeConfiguration<UserPractice>, IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<Role> builder)
    {
        builder.ToTable("Roles").HasKey(r => r.Key);
        builder.Property(r => r.Key).HasMaxLength(40);
        builder.Property(r => r.Title).HasMaxLength(80);
        builder.HasMany(r => r.Grants).WithOne().HasForeignKey(g => g.RoleKey);
    }

    public void Configure(EntityTypeBuilder<RoleGrant> builder)
    {
        builder.ToTable("RoleGrants").HasKey(g => new { g.RoleKey, g.Permission });
        builder.Property(g => g.Permission).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("Teams").HasKey(t => t.Id);
        builder.Property(t => t.Name).HasMaxLength(120);
    }

    public void Configure(EntityTypeBuilder<UserPractice> builder)
    {
        builder.ToTable("UserPractices").HasKey(u => new { u.UserId, u.PracticeId });
        builder.HasOne<User>().WithMany().HasForeignKey(u => u.UserId);
    }

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.Property(u => u.DisplayName).HasMaxLength(120);
        builder.Property(u => u.RoleKey).HasMaxLength(40);
        builder.HasOne<Role>().WithMany().HasForeignKey(u => u.RoleKey).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class IdentityTables
{
    extension(Db db)
    {
        public DbSet<Role> Roles => db.Set<Role>();
        public DbSet<Team> Teams => db.Set<Team>();
        public DbSet<UserPractice> UserPractices => db.Set<UserPractice>();
    }
}
