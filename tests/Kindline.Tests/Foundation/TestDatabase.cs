using System.Reflection;
using Kindline.Foundation;
using Kindline.Tests.Foundation;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TestDatabaseTemplates))]

namespace Kindline.Tests.Foundation;

public enum DatabaseEngine
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory once on each engine: <c>[Theory, BothEngines] public async Task It_works(DatabaseEngine engine)</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothEnginesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([
            new TheoryDataRow<DatabaseEngine>(DatabaseEngine.Sqlite),
            new TheoryDataRow<DatabaseEngine>(DatabaseEngine.Postgres)
            {
                Skip = TestDatabase.PostgresServer is null
                    ? $"{TestDatabase.PostgresVariable} names no server on which databases may be created" : null,
            },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>A migrated database of one test's own, gone after it: a file in a fresh folder, or a database on the server.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>A connection string to a server where databases may be created; without it only SQLite is tested.</summary>
    public const string PostgresVariable = "KINDLINE_TEST_POSTGRES";

    private TestDatabase(DirectoryInfo root, string? postgres)
    {
        Root = root;
        Options = new KindlineOptions
        {
            DataFolder = Directory.CreateDirectory(Path.Combine(root.FullName, "data")).FullName,
            KeyFile = Path.Combine(root.FullName, "data.key"),
            Postgres = postgres,
        };
        Factory = DbFactory.For(Options);
    }

    public static string? PostgresServer { get; } = Environment.GetEnvironmentVariable(PostgresVariable) is { Length: > 0 } text ? text : null;

    /// <summary>The folder in which the data folder lies, for keys and other files.</summary>
    public DirectoryInfo Root { get; }

    public KindlineOptions Options { get; }

    public DbFactory Factory { get; }

    public Db Open() => Factory.Create();

    /// <summary>A database with every migration applied.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var root = Directory.CreateTempSubdirectory("kindline-test-");
        if (engine == DatabaseEngine.Postgres)
        {
            return new TestDatabase(root, await TestDatabaseTemplates.CopyPostgresAsync());
        }
        var database = new TestDatabase(root, postgres: null);
        await TestDatabaseTemplates.CopySqliteAsync(Path.Combine(database.Options.DataFolder, "kindline.db"));
        return database;
    }

    /// <summary>A database without any table.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseEngine engine) =>
        new(Directory.CreateTempSubdirectory("kindline-test-"),
            engine == DatabaseEngine.Postgres ? await TestDatabaseTemplates.CreatePostgresAsync("template0") : null);

    /// <summary>Closes pooled connections, so that files can be copied or deleted and databases copied or dropped.</summary>
    public async Task CloseConnectionsAsync()
    {
        await using var db = Open();
        switch (db.Database.GetDbConnection())
        {
            case SqliteConnection sqlite:
                SqliteConnection.ClearPool(sqlite);
                break;
            case NpgsqlConnection postgres:
                NpgsqlConnection.ClearPool(postgres);
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseConnectionsAsync();
        if (Options.Postgres is { } connection)
        {
            await TestDatabaseTemplates.DropPostgresAsync(connection);
        }
        await DeleteAsync(Root);
    }

    /// <summary>A file that a stopping thread of a host still writes into the folder is there a moment longer than the others.</summary>
    private static async Task DeleteAsync(DirectoryInfo folder)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (!patience.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }
}

/// <summary>Migrates once in a run; every test gets a copy, which takes milliseconds.</summary>
public sealed class TestDatabaseTemplates : IAsyncDisposable
{
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly Dictionary<DatabaseEngine, TestDatabase> Migrated = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var template in Migrated.Values)
        {
            await template.DisposeAsync();
        }
    }

    internal static async Task CopySqliteAsync(string file)
    {
        var template = await TemplateAsync(DatabaseEngine.Sqlite);
        File.Copy(Path.Combine(template.Options.DataFolder, "kindline.db"), file);
    }

    internal static async Task<string> CopyPostgresAsync()
    {
        var template = await TemplateAsync(DatabaseEngine.Postgres);
        return await CreatePostgresAsync(new NpgsqlConnectionStringBuilder(template.Options.Postgres).Database!);
    }

    internal static async Task<string> CreatePostgresAsync(string template)
    {
        var name = $"kindline_test_{Guid.CreateVersion7():N}";
        await OnServerAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    internal static Task DropPostgresAsync(string connection) =>
        OnServerAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");

    private static async Task OnServerAsync(string sql)
    {
        await using var server = new NpgsqlConnection(TestDatabase.PostgresServer);
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<TestDatabase> TemplateAsync(DatabaseEngine engine)
    {
        await OneAtATime.WaitAsync();
        try
        {
            if (!Migrated.TryGetValue(engine, out var template))
            {
                template = await TestDatabase.CreateEmptyAsync(engine);
                await template.Factory.MigrateAsync(CancellationToken.None);
                // Closing the last connection writes the WAL back, and PostgreSQL copies only a database that nobody uses.
                await template.CloseConnectionsAsync();
                Migrated.Add(engine, template);
            }
            return template;
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
