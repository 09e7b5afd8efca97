using System.Data.Common;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Foundation;

/// <summary>Every schema that was ever released is filled, brought up to date, and asked for all it held.</summary>
public sealed class UpgradeTests
{
    /// <summary>What stands for a column that is no more, with the value that it was filled with.</summary>
    private static readonly Dictionary<(string Table, string Column), string> Moved = new()
    {
        [("Trunks", "Tcp")] = "\"Transport\" = 'Tcp'",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> SqliteMigrations => [.. MigrationsOf(DbFactory.Sqlite("Data Source=:memory:"))];

    public static TheoryData<string> PostgresMigrations => [.. MigrationsOf(DbFactory.Postgres("Host=127.0.0.1"))];

    [Theory, MemberData(nameof(SqliteMigrations))]
    public Task Nothing_is_lost_on_the_way_up_on_SQLite(string migration) => UpgradeAsync(DatabaseEngine.Sqlite, migration);

    [Theory, MemberData(nameof(PostgresMigrations))]
    public Task Nothing_is_lost_on_the_way_up_on_PostgreSQL(string migration)
    {
        Assert.SkipWhen(TestDatabase.PostgresServer is null, $"{TestDatabase.PostgresVariable} names no server on which databases may be created");
        return UpgradeAsync(DatabaseEngine.Postgres, migration);
    }

    [Fact]
    public async Task The_migrations_hold_all_that_the_entities_have()
    {
        await using var sqlite = DbFactory.Sqlite("Data Source=:memory:");
        await using var postgres = DbFactory.Postgres("Host=127.0.0.1");

        sqlite.Database.HasPendingModelChanges().ShouldBeFalse();
        postgres.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_not_touched()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO Migrations VALUES ('20990101000000_Later', '99.0')", Ct);

        await Should.ThrowAsync<CannotStartException>(() => new SchemaUpgrade(database.Factory).StartAsync(Ct));
    }

    [Theory, BothEngines]
    public async Task Whoever_was_kept_by_the_first_release_is_a_patient_and_their_calls_are_read(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(engine);
        await using var db = database.Open();
        await db.GetService<IMigrator>().MigrateAsync((await db.Database.GetPendingMigrationsAsync(Ct)).First(), Ct);
        const string id = "0199C9F5-7A3E-7000-8000-000000000001";
        var at = engine == DatabaseEngine.Sqlite ? "638989470000000000" : "'2025-11-16 15:00:00+00'";
#pragma warning disable EF1002 // The values are this test's own.
        await db.Database.ExecuteSqlRawAsync(
            $"""
            INSERT INTO "Practices" ("Id", "Name", "Specialty", "TimeZone") VALUES ('{id}', 'Cedar', '', 'America/Chicago');
            INSERT INTO "Patients" ("Id", "PracticeId", "Mrn", "FirstName", "LastName", "BornOn", "Language") VALUES ('{id}', '{id}', 'DM1', 'Rosa', 'Hinojosa', '1971-03-14', 'en');
            INSERT INTO "PatientPhones" ("PatientId", "Number") VALUES ('{id}', '+15125550142');
            INSERT INTO "Owed" ("Id", "PracticeId", "Kind", "Number", "InteractionId", "CreatedAt", "DueAt", "Attempts") VALUES ('{id}', '{id}', 'Abandoned', '+15125550142', '{id}', {at}, {at}, 2);
            """, Ct);
#pragma warning restore EF1002

        await database.Factory.MigrateAsync(Ct);

        var rosa = await db.Set<Kindline.Patients.Patient>().Include(p => p.Phones).SingleAsync(Ct);
        (rosa.Kind, rosa.Mrn, rosa.BornOn, rosa.Phones.Count, rosa.Address()).ShouldBe((Kindline.Patients.PatientKind.Patient, "DM1", new DateOnly(1971, 3, 14), 1, null));
        var owed = await db.Set<Kindline.WorkItems.Owed>().SingleAsync(Ct);
        (owed.Promised, owed.Note, owed.Attempts).ShouldBe((false, null, 2));
    }

    [Theory, BothEngines]
    public async Task A_trunk_stays_on_UDP_or_TCP_as_it_was(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(engine);
        await using var db = database.Open();
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().Single(m => m.EndsWith("_Trunks", StringComparison.Ordinal)), Ct);
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO "Trunks" ("Name", "From", "Outbound", "Tcp") VALUES ('datagrams', '203.0.113.7', '203.0.113.7:5060', false), ('connections', '203.0.113.8', '203.0.113.8:5060', true)
            """, Ct);

        await database.Factory.MigrateAsync(Ct);

        var trunks = await db.Set<Kindline.Telephony.TrunkLine>().OrderBy(t => t.Name).Select(t => new { t.Name, t.Transport, t.Outbound, t.Authority }).ToListAsync(Ct);
        trunks.Select(t => $"{t.Name} {t.Transport} {t.Outbound} {t.Authority}").ShouldBe(["connections Tcp 203.0.113.8:5060 ", "datagrams Udp 203.0.113.7:5060 "]);
    }

    private static IEnumerable<string> MigrationsOf(Db db)
    {
        using (db)
        {
            return [.. db.Database.GetMigrations()];
        }
    }

    private static async Task UpgradeAsync(DatabaseEngine engine, string migration)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(engine);
        await using var db = database.Open();
        await db.GetService<IMigrator>().MigrateAsync(migration, Ct);
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(Ct);
        var before = await FillAsync(connection, engine);

        await database.Factory.MigrateAsync(Ct);

        before.Count.ShouldBeGreaterThan(20);
        foreach (var (table, columns) in before)
        {
            (await ReadAsync(connection, table, columns)).ShouldBe([string.Join('|', columns.Select(c => c.Value))], table);
        }
    }

    /// <summary>One row in each table. All values of a type are the same, so that every foreign key finds its row.</summary>
    private static async Task<Dictionary<string, List<(string Name, string Value)>>> FillAsync(DbConnection connection, DatabaseEngine engine)
    {
        var columns = engine == DatabaseEngine.Sqlite
            ? await QueryAsync(connection, "SELECT t.name, c.name, lower(c.type) FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'")
            : await QueryAsync(connection, "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'");
        // What is aside is made at the start, and no longer in its table then: IndexesAsideTests look at that.
        var tables = columns.Where(c => c[0] is not ("Migrations" or "__EFMigrationsLock" or "IndexesAside")).GroupBy(c => c[0])
            .ToDictionary(g => g.Key, g => g.Select(c => (c[1], ValueOf(c[2]))).ToList());
        await ExecuteAsync(connection, engine == DatabaseEngine.Sqlite ? "PRAGMA foreign_keys = OFF" : "SET session_replication_role = replica");
        foreach (var (table, values) in tables)
        {
            await ExecuteAsync(connection,
                $"INSERT INTO \"{table}\" ({string.Join(", ", values.Select(v => $"\"{v.Item1}\""))}) VALUES ({string.Join(", ", values.Select(v => $"'{v.Item2}'"))})");
        }
        return tables;
    }

    private static string ValueOf(string type) => type switch
    {
        "integer" or "bigint" or "smallint" or "real" or "double precision" or "numeric" => "1",
        "boolean" => "true",
        "uuid" => "0199c9f5-7a3e-7000-8000-000000000001",
        "date" => "2026-11-16",
        "json" or "jsonb" or "ARRAY" => "{}",
        _ when type.StartsWith("timestamp", StringComparison.Ordinal) => "2026-11-16 15:00:00+00",
        _ when type.StartsWith("time", StringComparison.Ordinal) => "15:00:00",
        _ => "x",
    };

    private static async Task<List<string>> ReadAsync(DbConnection connection, string table, List<(string Name, string Value)> columns)
    {
        // Compared by the engine, so that no reader's form of a value stands between.
        var matches = string.Join(" AND ", columns.Select(c => Moved.GetValueOrDefault((table, c.Name), $"\"{c.Name}\" = '{c.Value}'")));
        var rows = await QueryAsync(connection, $"SELECT 1 FROM \"{table}\" WHERE {matches}");
        return rows.ConvertAll(_ => string.Join('|', columns.Select(c => c.Value)));
    }

    private static async Task<List<string[]>> QueryAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        List<string[]> rows = [];
        while (await reader.ReadAsync(Ct))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader[i], null)!)]);
        }
        return rows;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}
