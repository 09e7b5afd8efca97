using System.ComponentModel;
using System.Data;
using System.Diagnostics;
using System.Globalization;
using Kindline.Foundation;
using Npgsql;

namespace Kindline.Backup;

/// <summary>
/// A PostgreSQL centre by <c>pg_dump</c>, with the audit trail's schema in the same dump. Dump and figures are of one exported
/// snapshot, so that they agree however much is written meanwhile.
/// </summary>
internal sealed class PostgresCopy(string connectionString, MasterKey master) : IDatabaseCopy
{
    private const string Dump = "kindline.dump.sealed";

    public string Engine => "postgres";

    public async Task<(DatabaseFigures Figures, IReadOnlyList<string> Names)> SaveAsync(string folder, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var figures = await DatabaseFigures.ReadAsync(connection, connection, auditPrefix: "audit.", ct);
        await using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", connection);
        var snapshot = (string?)await export.ExecuteScalarAsync(ct);
        using var dump = Start("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--snapshot={snapshot}"], input: false);
        var words = dump.StandardError.ReadToEndAsync(ct);
        await SealedCopy.SealAsync(dump.StandardOutput.BaseStream, Path.Combine(folder, Dump), master, ct);
        await EndAsync(dump, "pg_dump", words, ct);
        return (figures, [Dump]);
    }

    public async Task CheckEmptyAsync(CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var tables = new NpgsqlCommand(
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema IN ('public', 'audit')", connection);
        if (Convert.ToInt64(await tables.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture) > 0)
        {
            throw new BackupException("There are tables in the database that KINDLINE_DB names: name an empty one.");
        }
    }

    public async Task<DatabaseFigures> LoadAsync(string folder, CancellationToken ct)
    {
        using var load = Start("pg_restore", ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"], input: true);
        var words = load.StandardError.ReadToEndAsync(ct);
        try
        {
            await SealedCopy.OpenAsync(Path.Combine(folder, Dump), load.StandardInput.BaseStream, master, ct);
            load.StandardInput.Close();
        }
        catch (IOException)
        {
            // It stopped reading: its own words say why.
        }
        catch
        {
            // Half a dump must not be taken for a whole one.
            load.Kill();
            throw;
        }
        await EndAsync(load, "pg_restore", words, ct);
        await using var connection = await OpenAsync(ct);
        return await DatabaseFigures.ReadAsync(connection, connection, auditPrefix: "audit.", ct);
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch (NpgsqlException failure)
        {
            await connection.DisposeAsync();
            throw new BackupException($"The database that KINDLINE_DB names cannot be reached: {failure.Message}");
        }
    }

    /// <summary>The connection goes by environment: everybody on the machine can read arguments.</summary>
    private Process Start(string program, string[] arguments, bool input)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(program, [.. arguments, $"--dbname={server.Database}"])
        {
            RedirectStandardInput = input,
            RedirectStandardOutput = !input,
            RedirectStandardError = true,
        };
        start.Environment["PGHOST"] = server.Host;
        start.Environment["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = server.Username;
        start.Environment["PGPASSWORD"] = server.Password;
        start.Environment["PGCONNECT_TIMEOUT"] = "15";
        try
        {
            return Process.Start(start) ?? throw new BackupException($"{program} could not be started.");
        }
        catch (Win32Exception)
        {
            throw new BackupException($"{program} is not installed (Debian package postgresql-client): a PostgreSQL database cannot be copied without it.");
        }
    }

    private static async Task EndAsync(Process process, string program, Task<string> words, CancellationToken ct)
    {
        var said = await words;
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            throw new BackupException($"{program} failed: {said.Trim()}");
        }
    }
}
