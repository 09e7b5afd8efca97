using System.Data.Common;
using System.Runtime.CompilerServices;
using Kindline.Foundation;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kindline.Audit;

/// <summary>
/// The tables of the trail: a SQLite file of its own, or the schema "audit" of the PostgreSQL database. Apart from the centre's
/// own tables, so that an import never holds up a screen pop and the trail does not depend on what it watches.
/// </summary>
internal sealed class AuditStore
{
    private const string Columns =
        "seq, at, actor_id, actor_role, session_id, ip, code, action, object_type, object_id, patient_id, fields, reason, outcome, mac";

    private readonly Func<DbConnection> connect;
    private readonly string prepare;
    private readonly string prefix;

    private AuditStore(Func<DbConnection> connect, string prepare, string prefix)
    {
        this.connect = connect;
        this.prepare = prepare;
        this.prefix = prefix;
    }

    public static AuditStore For(KindlineOptions options) => options.Postgres is { } postgres
        ? new AuditStore(() => new NpgsqlConnection(postgres), "CREATE SCHEMA IF NOT EXISTS audit;", "audit.")
        // FULL waits for the disk at each commit, which WAL alone does not.
        : new AuditStore(() => new SqliteConnection($"Data Source={Path.Combine(options.DataFolder, "audit.db")};Default Timeout=30"),
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;", "");

    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = connect();
        try
        {
            await connection.OpenAsync(ct);
            await ExecuteAsync(connection, null, prepare, ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task CreateTablesAsync(DbConnection connection, CancellationToken ct)
    {
        var bytes = connection is NpgsqlConnection ? "BYTEA" : "BLOB";
        var onEvents = $"ON {prefix}events";
        return ExecuteAsync(connection, null, $"""
            CREATE TABLE IF NOT EXISTS {prefix}events (
              seq BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL, actor_id TEXT, actor_role TEXT NOT NULL, session_id TEXT, ip TEXT,
              code TEXT NOT NULL, action TEXT NOT NULL, object_type TEXT, object_id TEXT, patient_id TEXT, fields TEXT, reason TEXT,
              outcome INTEGER NOT NULL, mac {bytes} NOT NULL);
            CREATE INDEX IF NOT EXISTS events_at {onEvents} (at);
            CREATE INDEX IF NOT EXISTS events_actor {onEvents} (actor_id, at);
            CREATE INDEX IF NOT EXISTS events_patient {onEvents} (patient_id, at);
            CREATE TABLE IF NOT EXISTS {prefix}head (id INTEGER NOT NULL PRIMARY KEY, seq BIGINT NOT NULL, last_mac {bytes} NOT NULL, mac {bytes} NOT NULL);
            """, ct);
    }

    public async Task<AuditHead?> ReadHeadAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = Command(connection, null, $"SELECT seq, last_mac, mac FROM {prefix}head WHERE id = 1");
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new AuditHead(reader.GetInt64(0), (byte[])reader[1], (byte[])reader[2]) : null;
    }

    /// <summary>Keeps the rows and the new head in one transaction.</summary>
    public async Task WriteAsync(DbConnection connection, IReadOnlyList<AuditRow> rows, AuditHead head, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var insert = Command(connection, transaction, $"""
            INSERT INTO {prefix}events ({Columns}) VALUES (@seq, @at, @actor_id, @actor_role, @session_id, @ip, @code, @action, @object_type,
              @object_id, @patient_id, @fields, @reason, @outcome, @mac)
            """))
        {
            foreach (var row in rows)
            {
                insert.Parameters.Clear();
                Bind(insert, row);
                await insert.ExecuteNonQueryAsync(ct);
            }
        }
        await ExecuteAsync(connection, transaction, $"""
            INSERT INTO {prefix}head (id, seq, last_mac, mac) VALUES (1, @seq, @last, @mac)
            ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, last_mac = excluded.last_mac, mac = excluded.mac
            """, ct, ("seq", head.Seq), ("last", head.LastMac), ("mac", head.Mac));
        await transaction.CommitAsync(ct);
    }

    /// <summary>All rows in order, for the one who verifies them.</summary>
    public async IAsyncEnumerable<AuditRow> ReadAllAsync(DbConnection connection, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = Command(connection, null, $"SELECT {Columns} FROM {prefix}events ORDER BY seq");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return Read(reader);
        }
    }

    /// <summary>The rows behind one, in order, so many at most.</summary>
    public async Task<IReadOnlyList<AuditRow>> ReadBehindAsync(long seq, int most, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = Command(
            connection, null, $"SELECT {Columns} FROM {prefix}events WHERE seq > @seq ORDER BY seq LIMIT @most", ("seq", seq), ("most", most));
        return await RowsAsync(command, ct);
    }

    /// <summary>One page, newest first, and how many there are in all.</summary>
    public async Task<Page<AuditRow>> FindAsync(AuditFilter filter, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        var (where, values) = filter.Sql();
        await using var count = Command(connection, null, $"SELECT COUNT(*) FROM {prefix}events WHERE {where}", values);
        var total = Convert.ToInt32(await count.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
        await using var command = Command(connection, null,
            $"SELECT {Columns} FROM {prefix}events WHERE {where} ORDER BY seq DESC LIMIT @size OFFSET @skip",
            [.. values, ("size", filter.Size), ("skip", (filter.Page - 1) * filter.Size)]);
        return new Page<AuditRow>(await RowsAsync(command, ct), total);
    }

    private static async Task<List<AuditRow>> RowsAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<AuditRow> rows = [];
        while (await reader.ReadAsync(ct))
        {
            rows.Add(Read(reader));
        }
        return rows;
    }

    private static void Bind(DbCommand command, AuditRow row)
    {
        Add(command, "seq", row.Seq);
        Add(command, "at", row.At.UtcTicks);
        Add(command, "actor_id", row.ActorId?.ToString());
        Add(command, "actor_role", row.ActorRole);
        Add(command, "session_id", row.SessionId);
        Add(command, "ip", row.Ip);
        Add(command, "code", row.Code);
        Add(command, "action", row.Action.ToString());
        Add(command, "object_type", row.ObjectType);
        Add(command, "object_id", row.ObjectId);
        Add(command, "patient_id", row.PatientId?.ToString());
        Add(command, "fields", row.Fields.Count == 0 ? null : string.Join(',', row.Fields));
        Add(command, "reason", row.Reason);
        Add(command, "outcome", row.Outcome);
        Add(command, "mac", row.Mac);
    }

    private static AuditRow Read(DbDataReader reader)
    {
        return new AuditRow(
            reader.GetInt64(0), new DateTimeOffset(reader.GetInt64(1), TimeSpan.Zero), Id(2), reader.GetString(3), Text(4), Text(5),
            reader.GetString(6), reader.GetString(7) is [var action] ? action : '?', Text(8), Text(9), Id(10),
            Text(11)?.Split(',') ?? [], Text(12), reader.GetInt32(13), (byte[])reader[14]);

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        // A value that was tampered with must fail the chain, not the reading of it.
        Guid? Id(int column) => Text(column) is not { } text ? null : Guid.TryParse(text, out var id) ? id : Guid.Empty;
    }

    private static async Task ExecuteAsync(
        DbConnection connection, DbTransaction? transaction, string sql, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        await using var command = Command(connection, transaction, sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static DbCommand Command(
        DbConnection connection, DbTransaction? transaction, string sql, params (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            Add(command, name, value);
        }
        return command;
    }

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
