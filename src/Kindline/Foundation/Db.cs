using Kindline.Engine;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kindline.Foundation;

/// <summary>
/// The centre's database. Each slice maps its own entities beside them and reaches them through an extension property;
/// the two subclasses differ only in what the engines differ in, and carry one set of migrations each.
/// </summary>
public abstract class Db(DbContextOptions options) : IdentityUserContext<User, Guid>(options)
{
    /// <summary>Only this way are keys renewed (<see cref="IKeepsKeys"/>).</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var keepers = ChangeTracker.Entries<IKeepsKeys>().Where(e => e.State is EntityState.Added or EntityState.Modified)
            .Select(e => (e.Entity, IsNew: e.State == EntityState.Added)).ToList();
        foreach (var (entity, isNew) in keepers)
        {
            await entity.RenewKeysAsync(this, isNew, cancellationToken);
        }
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Not for us: keys are renewed without blocking.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Use SaveChangesAsync.");

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(Db).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        var ids = typeof(Db).Assembly.GetTypes().Concat(typeof(AgentId).Assembly.GetTypes()).Where(TypedId.Is);
        foreach (var id in ids)
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(TypedIdColumn<>).MakeGenericType(id));
        }
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }
}

/// <summary>SQLite in the data folder: one writer at a time, WAL. It cannot order by DateTimeOffset, so instants are UTC ticks.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : Db(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <summary>PostgreSQL by connection string: instants are timestamptz, which keeps UTC only.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : Db(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()).Where(Bytewise.Is))
        {
            property.SetCollation("C");
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
    }

    private sealed class UtcInstant() : ValueConverter<DateTimeOffset, DateTimeOffset>(at => at.ToUniversalTime(), at => at.ToUniversalTime());
}
