using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

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
        // A migration expects the indexes that a load which was cut has set aside.
        await IndexesAside.MakeAgainAsync(db, ct);
        await db.Database.MigrateAsync(ct);
        if (!IsPostgres)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", ct);
        }
    }

    internal static SqliteDb Sqlite(string connection) =>
        new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection, o => o.MigrationsHistoryTable("Migrations"))
            // Rows of merged patients have been moved, or are meant to be left out with them.
            .ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning))
            .UseApplicationServiceProvider(IdentityModel).Options);

    /// <summary>
    /// What is asked again and again is prepared once a connection, which saves PostgreSQL the reading and planning, and nothing is compiled
    /// to machine code, which takes longer than any statement of ours. Whoever has a pooler in between that knows neither says
    /// Max Auto Prepare=0 and Options= in the connection string.
    /// </summary>
    private static string ForShortStatements(string connection)
    {
        // It "contains" every word that it knows, given or not; it serializes those that were given.
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (100, 3);
        }
        if (!settings.ShouldSerialize("Options"))
        {
            settings.Options = "-c jit=off";
        }
        return settings.ConnectionString;
    }

    internal static PostgresDb Postgres(string connection) =>
        new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(ForShortStatements(connection), o => o.MigrationsHistoryTable("Migrations"))
            // Rows of merged patients have been moved, or are meant to be left out with them.
            .ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning))
            .UseApplicationServiceProvider(IdentityModel).Options);
}
