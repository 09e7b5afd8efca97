using System.Data.Common;
using System.Diagnostics;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Benchmarks;

/// <summary>The least a database has to do for the events that are in it: the same rows into a table of the same shape and key.</summary>
internal static class BareInserts
{
    private const int RowsATransaction = 512;
    private const string Columns = """ "InteractionId", "Seq", "At", "Type", "Data" """;

    /// <summary>Rows a second.</summary>
    public static async Task<double> MeasureAsync(DbFactory database)
    {
        await using var db = database.Create();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        await RunAsync(connection, $"""CREATE TABLE "Bare" AS SELECT {Columns} FROM "InteractionEvents" WHERE 1 = 0""");
        await RunAsync(connection, """CREATE UNIQUE INDEX "BareKey" ON "Bare" ("InteractionId", "Seq")""");
        var rows = await ReadAsync(connection);

        await using var insert = Command(connection, $"""INSERT INTO "Bare" ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4)""");
        for (var column = 0; column < rows[0].Length; column++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{column}";
            parameter.Value = rows[0][column];
            insert.Parameters.Add(parameter);
        }
        await insert.PrepareAsync();
        var watch = Stopwatch.StartNew();
        foreach (var batch in rows.Chunk(RowsATransaction))
        {
            await InsertAsync(connection, insert, batch);
        }
        return rows.Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task InsertAsync(DbConnection connection, DbCommand insert, object[][] rows)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        insert.Transaction = transaction;
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                insert.Parameters[column].Value = row[column];
            }
            await insert.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    private static async Task<List<object[]>> ReadAsync(DbConnection connection)
    {
        await using var select = Command(connection, $"""SELECT {Columns} FROM "InteractionEvents" ORDER BY "At" """);
        await using var reader = await select.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync();
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts are constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
