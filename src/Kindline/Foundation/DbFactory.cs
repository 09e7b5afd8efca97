using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Foundation;

/// <summary>Makes short contexts on the centre's database: one per operation, on either engine.</summary>
public sealed class DbFactory
{
    // Without these services Identity leaves its newest tables out of the model.
    private static readonly IServiceProvider IdentityModel = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();

    private readonly Func<Db> create;

    private DbFactory(Func<Db> create, bool isPostgres)
    {
        this.create = create;
        IsPostgres = isPostgres;
    }

    public bool IsPostgres { get; }

    /// <summary>A factory for the database that the options name.</summary>
    public static DbFactory For(KindlineOptions options)
    {
        if (options.Postgres is { } connection)
        {
            return new DbFactory(() => Postgres(connection), isPostgres: true);
        }
        var file = Path.Combine(options.DataFolder, "kindline.db");
        // A writer waits for another one instead of failing: SQLite allows one at a time.
        return new DbFactory(() => Sqlite($"Data Source={file};Default Timeout=30;Pooling=True"), isPostgres: false);
    }

    public Db Create() => create();

    /// <summary>Brings the schema up to date; on SQLite also turns on WAL, which is kept in the file.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = Create();
        await db.Database.MigrateAsync(ct);
        if (!IsPostgres)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", ct);
        }
    }

    internal static SqliteDb Sqlite(string connection) =>
        new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection, o => o.MigrationsHistoryTable("Migrations"))
            .UseApplicationServiceProvider(IdentityModel).Options);

    internal static PostgresDb Postgres(string connection) =>
        new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(connection, o => o.MigrationsHistoryTable("Migrations"))
            .UseApplicationServiceProvider(IdentityModel).Options);
}
