using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Tests.Foundation;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kindline.Tests.Audit;

public sealed class AuditTrailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_trail_that_nobody_touched_is_whole(DatabaseEngine engine)
    {
        await using var kept = await KeptTrail.WithRowsAsync(engine, 5);

        var verdict = await kept.VerifyAsync();

        verdict.Ok.ShouldBeTrue(verdict.Problem);
        verdict.Rows.ShouldBe(5);
    }

    [Theory, BothEngines]
    public async Task An_edited_field_is_found(DatabaseEngine engine)
    {
        await using var kept = await KeptTrail.WithRowsAsync(engine, 5);
        await kept.TamperAsync("UPDATE {0}events SET reason = 'another' WHERE seq = 3");

        (await kept.VerifyAsync()).FirstBad.ShouldBe(3);
    }

    [Theory]
    [InlineData("at", "at + 1")]
    [InlineData("actor_id", "NULL")]
    [InlineData("actor_role", "'admin'")]
    [InlineData("session_id", "'x'")]
    [InlineData("ip", "'10.0.0.1'")]
    [InlineData("code", "'x'")]
    [InlineData("action", "'D'")]
    [InlineData("object_type", "'x'")]
    [InlineData("object_id", "'x'")]
    [InlineData("patient_id", "NULL")]
    [InlineData("fields", "'x'")]
    [InlineData("outcome", "12")]
    [InlineData("mac", "zeroblob(32)")]
    public async Task Each_field_is_under_the_chain(string column, string value)
    {
        await using var kept = await KeptTrail.WithRowsAsync(DatabaseEngine.Sqlite, 3);
        await kept.TamperAsync($"UPDATE {{0}}events SET {column} = {value} WHERE seq = 2");

        (await kept.VerifyAsync()).FirstBad.ShouldBe(2);
    }

    [Theory, BothEngines]
    public async Task A_deleted_row_is_found(DatabaseEngine engine)
    {
        await using var kept = await KeptTrail.WithRowsAsync(engine, 5);
        await kept.TamperAsync("DELETE FROM {0}events WHERE seq = 2");

        var verdict = await kept.VerifyAsync();

        verdict.FirstBad.ShouldBe(2);
        verdict.Rows.ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task Two_swapped_rows_are_found(DatabaseEngine engine)
    {
        await using var kept = await KeptTrail.WithRowsAsync(engine, 5);
        await kept.TamperAsync("UPDATE {0}events SET seq = -2 WHERE seq = 2", "UPDATE {0}events SET seq = 2 WHERE seq = 4",
            "UPDATE {0}events SET seq = 4 WHERE seq = -2");

        (await kept.VerifyAsync()).FirstBad.ShouldBe(2);
    }

    [Theory, BothEngines]
    public async Task Rows_cut_off_at_the_end_are_found(DatabaseEngine engine)
    {
        await using var kept = await KeptTrail.WithRowsAsync(engine, 5);
        await kept.TamperAsync("DELETE FROM {0}events WHERE seq > 3");

        var verdict = await kept.VerifyAsync();

        verdict.FirstBad.ShouldBe(4);
        verdict.Problem.ShouldBe("rows 4 to 5 are missing");
    }

    [Theory]
    [InlineData("UPDATE {0}head SET seq = 3")]
    [InlineData("DELETE FROM {0}head")]
    public async Task A_head_that_was_made_to_fit_is_found(string tampering)
    {
        await using var kept = await KeptTrail.WithRowsAsync(DatabaseEngine.Sqlite, 5);
        await kept.TamperAsync("DELETE FROM {0}events WHERE seq > 3", tampering);

        (await kept.VerifyAsync()).Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task A_trail_put_back_to_an_older_state_does_not_hold_the_head_that_was_noted()
    {
        await using var kept = await KeptTrail.WithRowsAsync(DatabaseEngine.Sqlite, 3);
        await kept.CopyStoreAsync("older.db");
        await kept.AppendAsync(2);
        var noted = (await kept.VerifyAsync()).Head;
        await kept.PutBackAsync("older.db");

        (await kept.VerifyAsync()).Ok.ShouldBeTrue();
        (await kept.VerifyAsync(noted)).Problem.ShouldBe("the noted head is not part of this chain");
    }

    [Theory, BothEngines]
    public async Task Another_key_neither_verifies_nor_goes_on(DatabaseEngine engine)
    {
        await using var kept = await KeptTrail.WithRowsAsync(engine, 2);
        kept.ChangeKey();

        (await kept.VerifyAsync()).Problem.ShouldBe("the trail was written with another key");
        await Should.ThrowAsync<CannotStartException>(() => kept.AppendAsync(1));
    }

    [Theory, BothEngines]
    public async Task A_trail_goes_on_where_it_ended(DatabaseEngine engine)
    {
        await using var kept = await KeptTrail.WithRowsAsync(engine, 3);

        await kept.AppendAsync(3);

        (await kept.VerifyAsync()).Rows.ShouldBe(6);
    }

    [Theory, BothEngines]
    public async Task Eight_who_write_at_once_make_one_chain(DatabaseEngine engine)
    {
        await using var kept = await KeptTrail.WithRowsAsync(engine, 0);
        await using (var trail = await kept.OpenAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await trail.AppendAsync(KeptTrail.Entry($"writer {writer}"), Ct);
                }
            }, Ct)));
        }

        var verdict = await kept.VerifyAsync();

        verdict.Ok.ShouldBeTrue(verdict.Problem);
        verdict.Rows.ShouldBe(400);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_refused_and_shows_in_health_until_the_store_takes_entries_again()
    {
        await using var kept = await KeptTrail.WithRowsAsync(DatabaseEngine.Sqlite, 1);
        await using var trail = await kept.OpenAsync();
        await kept.TamperAsync("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END");

        await Should.ThrowAsync<AuditUnavailableException>(() => trail.AppendAsync(KeptTrail.Entry("x"), Ct));
        (await HealthAsync(trail)).ShouldBe(HealthStatus.Unhealthy);

        await kept.TamperAsync("DROP TRIGGER full");
        await trail.AppendAsync(KeptTrail.Entry("y"), Ct);

        (await HealthAsync(trail)).ShouldBe(HealthStatus.Healthy);
        var verdict = await kept.VerifyAsync();
        verdict.Ok.ShouldBeTrue(verdict.Problem);
        verdict.Rows.ShouldBe(2);
    }

    [Fact]
    public async Task A_clock_that_goes_back_breaks_nothing()
    {
        await using var kept = await KeptTrail.WithRowsAsync(DatabaseEngine.Sqlite, 1);
        kept.Clock.Advance(TimeSpan.FromHours(-2));

        await kept.AppendAsync(1);

        (await kept.VerifyAsync()).Ok.ShouldBeTrue();
    }

    private static async Task<HealthStatus> HealthAsync(AuditTrail trail) => (await trail.CheckHealthAsync(new HealthCheckContext(), Ct)).Status;

    /// <summary>A trail on disk, its key, and someone who can write to its tables.</summary>
    private sealed class KeptTrail : IAsyncDisposable
    {
        private readonly TestDatabase database;
        private byte keyByte = 1;

        private KeptTrail(TestDatabase database) => this.database = database;

        public ManualClock Clock { get; } = new();

        private string File => Path.Combine(database.Options.DataFolder, "audit.db");

        public static async Task<KeptTrail> WithRowsAsync(DatabaseEngine engine, int rows)
        {
            var kept = new KeptTrail(await TestDatabase.CreateEmptyAsync(engine));
            await kept.AppendAsync(rows);
            return kept;
        }

        public static AuditEntry Entry(string reason) => new("patient.read", 'R', new AuditActor(Guid.CreateVersion7(), "agent", "session", "127.0.0.1"))
        {
            ObjectType = "Patient",
            ObjectId = "1",
            PatientId = new PatientId(Guid.CreateVersion7()),
            Fields = ["name", "phone"],
            Reason = reason,
        };

        public async Task<AuditTrail> OpenAsync()
        {
            var trail = new AuditTrail(database.Options, Key(), Clock, NullLogger<AuditTrail>.Instance);
            await trail.StartAsync(Ct);
            return trail;
        }

        public async Task AppendAsync(int rows)
        {
            await using var trail = await OpenAsync();
            for (var i = 0; i < rows; i++)
            {
                await trail.AppendAsync(Entry($"reason {i} \"quoted\" <>&é"), Ct);
            }
        }

        public Task<AuditVerdict> VerifyAsync(string? noted = null) => VerifyAudit.RunAsync(database.Options, Key(), noted, Ct);

        public void ChangeKey()
        {
            keyByte++;
            System.IO.File.Delete(Path.Combine(database.Options.DataFolder, "key.check"));
        }

        public async Task TamperAsync(params string[] statements)
        {
            var postgres = database.Options.Postgres;
            await using System.Data.Common.DbConnection connection =
                postgres is null ? new SqliteConnection($"Data Source={File};Pooling=False") : new NpgsqlConnection(postgres);
            await connection.OpenAsync(Ct);
            foreach (var statement in statements)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = string.Format(null, statement, postgres is null ? "" : "audit.");
                await command.ExecuteNonQueryAsync(Ct);
            }
        }

        public async Task CopyStoreAsync(string name)
        {
            await TamperAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            System.IO.File.Copy(File, Path.Combine(database.Root.FullName, name));
        }

        public async Task PutBackAsync(string name)
        {
            await TamperAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            SqliteConnection.ClearAllPools();
            System.IO.File.Copy(Path.Combine(database.Root.FullName, name), File, overwrite: true);
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();

        private MasterKey Key()
        {
            System.IO.File.WriteAllText(database.Options.KeyFile, Convert.ToBase64String(Enumerable.Repeat(keyByte, 32).ToArray()));
            return MasterKey.Open(database.Options);
        }
    }
}
