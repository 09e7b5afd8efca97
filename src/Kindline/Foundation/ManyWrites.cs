using Microsoft.EntityFrameworkCore;

namespace Kindline.Foundation;

/// <summary>Has a connection write very many rows, while it is held open, and go back to what it was.</summary>
internal static class ManyWrites
{
    // Indexes are written all over: with the usual 2 MB each row would fetch and write their pages anew. 128 MB, while it runs; they are also
    // what an index is sorted in, by two threads. Pages that batches write again and again go to the file once in 32 MB.
    private const string OnSqlite = "PRAGMA cache_size = -131072; PRAGMA threads = 2; PRAGMA wal_autocheckpoint = 8000";
    private const string AsUsualOnSqlite = "PRAGMA cache_size = -2000; PRAGMA threads = 0; PRAGMA wal_autocheckpoint = 1000";

    // For sorting an index.
    private const string OnPostgres = "SET maintenance_work_mem = '256MB'";
    private const string AsUsualOnPostgres = "RESET maintenance_work_mem";

    public static Task BeginAsync(Db db, CancellationToken ct) => db.Database.ExecuteSqlRawAsync(db is SqliteDb ? OnSqlite : OnPostgres, ct);

    /// <summary>Whoever gets the connection next needs no such memory.</summary>
    public static Task EndAsync(Db db) => db.Database.ExecuteSqlRawAsync(db is SqliteDb ? AsUsualOnSqlite : AsUsualOnPostgres, CancellationToken.None);
}
