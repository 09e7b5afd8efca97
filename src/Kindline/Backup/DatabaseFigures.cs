using System.Data.Common;
using System.Globalization;

namespace Kindline.Backup;

/// <summary>What is counted in one copy of a centre's databases: when it is made and again when it was put back.</summary>
internal sealed record DatabaseFigures(string Migration, BackupCounts Counts)
{
    /// <param name="main">The centre's database, at the moment of the copy.</param>
    /// <param name="audit">The audit trail's, which may be the same.</param>
    /// <param name="auditPrefix">"audit." where it is a schema.</param>
    /// <exception cref="BackupException">There is no centre in it.</exception>
    public static async Task<DatabaseFigures> ReadAsync(DbConnection main, DbConnection audit, string auditPrefix, CancellationToken ct)
    {
        try
        {
            return new DatabaseFigures(
                (string)(await AskAsync(main, """SELECT MAX("MigrationId") FROM "Migrations" """, ct))!,
                new BackupCounts(
                    await CountAsync(main, "\"Interactions\"", ct), await CountAsync(main, "\"InteractionEvents\"", ct),
                    await CountAsync(main, "\"Patients\"", ct), await CountAsync(main, "\"Recordings\"", ct), await CountAsync(audit, $"{auditPrefix}events", ct)));
        }
        catch (DbException failure)
        {
            throw new BackupException($"There is no centre in the database: {failure.Message}");
        }
    }

    private static async Task<long> CountAsync(DbConnection connection, string table, CancellationToken ct) =>
        Convert.ToInt64(await AskAsync(connection, $"SELECT COUNT(*) FROM {table}", ct), CultureInfo.InvariantCulture);

    private static async Task<object?> AskAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The words are this file's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(ct);
    }
}
