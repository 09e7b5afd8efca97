using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kindline.Foundation;

/// <summary>An index that a load has set aside, and how it is made again.</summary>
public sealed class IndexAside
{
    public string Name { get; set; } = "";

    /// <summary>The whole CREATE INDEX, as the database itself wrote it.</summary>
    public string Statement { get; set; } = "";
}

/// <summary>
/// Sets indexes aside while very many rows are stored, and makes them again behind that: each then costs one sorting instead of a
/// page that is fetched and written for every row. What makes it again is written down in the transaction that drops it, and forgotten
/// in the one that has made it, so that after a crash at any place the next start has all of them, before it migrates.
/// Cost of making again: 1 to 3 s an index of two million rows.
/// </summary>
internal static class IndexesAside
{
    private const string Table = "IndexesAside";

    /// <summary>Sets aside all indexes of some tables but those that hold something unique.</summary>
    /// <param name="db">On a connection without a transaction.</param>
    /// <param name="tables">By their names.</param>
    /// <param name="kept">The names of indexes that the load itself needs.</param>
    /// <param name="ct">Gives up, and leaves all as it is.</param>
    public static async Task SetAsideAsync(Db db, IReadOnlyList<string> tables, IReadOnlyList<string> kept, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var indexes = (await ReadAsync(db, tables, ct)).FindAll(i => !kept.Contains(i.Name));
        db.AddRange(indexes);
        await db.SaveChangesAsync(ct);
        foreach (var index in indexes)
        {
            await RunAsync(db, $"DROP INDEX {Quoted(index.Name)}", ct);
        }
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Whether any are, so that whoever would look into them a thousand times waits until they are there again.</summary>
    public static Task<bool> AreAsideAsync(Db db, CancellationToken ct) => db.Set<IndexAside>().AnyAsync(ct);

    /// <summary>Makes all again that are aside, each in a transaction of its own.</summary>
    /// <exception cref="DbException">The database is away or full; those that are not made yet are still written down.</exception>
    public static async Task MakeAgainAsync(Db db, CancellationToken ct)
    {
        if (!await HasTableAsync(db, ct))
        {
            // The schema is not there yet, or older than this.
            return;
        }
        foreach (var index in await db.Set<IndexAside>().AsNoTracking().OrderBy(i => i.Name).ToListAsync(ct))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            // Two processes may find it at once: who takes it off the list makes it.
            if (await db.Set<IndexAside>().Where(i => i.Name == index.Name).ExecuteDeleteAsync(ct) > 0)
            {
                await RunAsync(db, index.Statement, ct);
            }
            await transaction.CommitAsync(ct);
        }
    }

    private static async Task<bool> HasTableAsync(Db db, CancellationToken ct) => await db.Database.CanConnectAsync(ct)
        && await (db is PostgresDb
            ? db.Database.SqlQuery<int>($"""SELECT CASE WHEN to_regclass({Quoted(Table)}) IS NULL THEN 0 ELSE 1 END AS "Value" """)
            : db.Database.SqlQuery<int>($"""SELECT COUNT(*) AS "Value" FROM sqlite_master WHERE type = 'table' AND name = {Table}""")).SingleAsync(ct) > 0;

    private static async Task<List<IndexAside>> ReadAsync(Db db, IReadOnlyList<string> tables, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = db is PostgresDb
            ? """
              SELECT i.relname, pg_get_indexdef(i.oid) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
              WHERE NOT x.indisunique AND t.relname = ANY(@tables) AND pg_table_is_visible(t.oid)
              """
            : """
              SELECT name, sql FROM sqlite_master
              WHERE type = 'index' AND tbl_name IN (SELECT value FROM json_each(@tables)) AND sql LIKE 'CREATE INDEX %'
              """;
        var names = command.CreateParameter();
        (names.ParameterName, names.Value) = ("tables", SqlList.Of(db, tables));
        command.Parameters.Add(names);
        List<IndexAside> found = [];
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new IndexAside { Name = reader.GetString(0), Statement = reader.GetString(1) });
        }
        return found;
    }

    private static async Task RunAsync(Db db, string statement, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        // Sorting two million rows takes longer than statements do.
        command.CommandTimeout = 0;
#pragma warning disable CA2100 // written by the database itself, or a name that it gave
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Quoted(string name) => $"\"{name}\"";
}

internal sealed class IndexAsideMapping : IEntityTypeConfiguration<IndexAside>
{
    public void Configure(EntityTypeBuilder<IndexAside> builder)
    {
        builder.ToTable("IndexesAside").HasKey(i => i.Name);
        builder.Property(i => i.Name).HasMaxLength(120);
        builder.Property(i => i.Statement).HasMaxLength(2_000);
    }
}
