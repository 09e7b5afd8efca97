using System.Data.Common;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Foundation;

/// <summary>Indexes that a load sets aside come back, whatever happens to the load.</summary>
public sealed class IndexesAsideTests
{
    private static readonly string[] Tables = ["Patients", "PatientPhones"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task What_is_set_aside_is_made_again_as_it_was(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var before = await IndexesAsync(db);

        await IndexesAside.SetAsideAsync(db, Tables, ["IX_PatientPhones_PatientId"], Ct);

        var during = await IndexesAsync(db);
        during.ShouldNotContain(i => i.Name == "IX_PatientPhones_Number");
        during.ShouldContain(i => i.Name == "IX_PatientPhones_PatientId", "whoever loads needs it");
        during.ShouldContain(i => i.Name == "IX_Patients_PracticeId_Mrn", "what must be unique stays so");
        during.Count(i => i.Table == "PatientWords").ShouldBe(before.Count(i => i.Table == "PatientWords"));
        await IndexesAside.MakeAgainAsync(db, Ct);
        (await IndexesAsync(db)).ShouldBe(before);
        (await db.Set<IndexAside>().CountAsync(Ct)).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task The_next_start_makes_again_what_a_crash_left_aside(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var before = await IndexesAsync(db);
        await IndexesAside.SetAsideAsync(db, Tables, [], Ct);

        await database.Factory.MigrateAsync(Ct);

        (await IndexesAsync(db)).ShouldBe(before);
    }

    [Theory, BothEngines]
    public async Task One_that_cannot_be_made_stays_written_down(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var before = await IndexesAsync(db);
        await IndexesAside.SetAsideAsync(db, Tables, [], Ct);
        // Another process has made it under its name: the statement fails, as it would on a full disk.
        var first = await db.Set<IndexAside>().OrderBy(i => i.Name).FirstAsync(Ct);
        await RunAsync(db, $"CREATE INDEX \"{first.Name}\" ON \"Practices\" (\"Name\")");

        await Should.ThrowAsync<DbException>(IndexesAside.MakeAgainAsync(db, Ct));

        await RunAsync(db, $"DROP INDEX \"{first.Name}\"");
        await IndexesAside.MakeAgainAsync(db, Ct);
        (await IndexesAsync(db)).ShouldBe(before);
    }

    /// <summary>All indexes, by name.</summary>
    internal static async Task<IReadOnlyList<(string Table, string Name, string Statement)>> IndexesAsync(Db db)
    {
        await db.Database.OpenConnectionAsync(Ct);
        await using var command = Question(db);
        List<(string, string, string)> indexes = [];
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
        {
            indexes.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }
        return indexes;
    }

    /// <summary>How many there are; the connection is open.</summary>
    internal static int CountOf(Db db)
    {
        using var command = Question(db);
        using var reader = command.ExecuteReader();
        var count = 0;
        while (reader.Read())
        {
            count++;
        }
        return count;
    }

    private static DbCommand Question(Db db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = db is PostgresDb
            ? "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname"
            : "SELECT tbl_name, name, coalesce(sql, '') FROM sqlite_master WHERE type = 'index' ORDER BY name";
        return command;
    }

    private static async Task RunAsync(Db db, string statement)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // the name is the schema's own
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
    }
}
