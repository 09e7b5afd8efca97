using Kindline.Foundation;
using Microsoft.Data.Sqlite;

namespace Kindline.Backup;

/// <summary>The two files of a SQLite centre, by <c>VACUUM INTO</c>: a reader's snapshot, which holds up no writer.</summary>
internal sealed class SqliteCopy(string dataFolder, MasterKey master) : IDatabaseCopy
{
    private const string Main = "kindline.db";
    private const string Audit = "audit.db";

    public string Engine => "sqlite";

    public async Task<(DatabaseFigures Figures, IReadOnlyList<string> Names)> SaveAsync(string folder, CancellationToken ct)
    {
        // In the data folder, where the same people may read; gone as soon as it is sealed.
        var plain = Directory.CreateDirectory(Path.Combine(dataFolder, $"backup-{Guid.CreateVersion7():N}")).FullName;
        try
        {
            await SnapshotAsync(Main, plain, ct);
            await SnapshotAsync(Audit, plain, ct);
            var figures = await FiguresAsync(plain, ct);
            foreach (var name in (string[])[Main, Audit])
            {
                await using var file = File.OpenRead(Path.Combine(plain, name));
                await SealedCopy.SealAsync(file, Path.Combine(folder, Sealed(name)), master, ct);
            }
            return (figures, [Sealed(Main), Sealed(Audit)]);
        }
        finally
        {
            Directory.Delete(plain, recursive: true);
        }
    }

    // Its files are in the data folder, which has to be empty.
    public Task CheckEmptyAsync(CancellationToken ct) => Task.CompletedTask;

    public async Task<DatabaseFigures> LoadAsync(string folder, CancellationToken ct)
    {
        foreach (var name in (string[])[Main, Audit])
        {
            await using var file = new FileStream(Path.Combine(dataFolder, name), FileMode.CreateNew, FileAccess.Write);
            await SealedCopy.OpenAsync(Path.Combine(folder, Sealed(name)), file, master, ct);
            file.Flush(flushToDisk: true);
        }
        await using var main = await OpenAsync(Path.Combine(dataFolder, Main), ct);
        await using var check = main.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        return (string?)await check.ExecuteScalarAsync(ct) == "ok"
            ? await FiguresAsync(dataFolder, ct)
            : throw new BackupException("The database was put back, and SQLite finds it damaged.");
    }

    private static string Sealed(string name) => $"{name}.sealed";

    private async Task SnapshotAsync(string name, string into, CancellationToken ct)
    {
        await using var connection = await OpenAsync(Path.Combine(dataFolder, name), ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", Path.Combine(into, name));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<DatabaseFigures> FiguresAsync(string folder, CancellationToken ct)
    {
        await using var main = await OpenAsync(Path.Combine(folder, Main), ct);
        await using var audit = await OpenAsync(Path.Combine(folder, Audit), ct);
        return await DatabaseFigures.ReadAsync(main, audit, auditPrefix: "", ct);
    }

    private static async Task<SqliteConnection> OpenAsync(string file, CancellationToken ct)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            // A file that is not there must not be made.
            Mode = SqliteOpenMode.ReadWrite,
            DefaultTimeout = 60,
            Pooling = false,
        }.ToString());
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch (SqliteException failure)
        {
            await connection.DisposeAsync();
            throw new BackupException($"{file} cannot be opened: {failure.Message}");
        }
    }
}
