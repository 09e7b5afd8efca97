using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kindline.WorkItems;

internal static class OwedLock
{
    extension(Db db)
    {
        /// <summary>
        /// A transaction that is alone with one practice and number: without it two calls lost in the same second would make two
        /// open entries. SQLite's transactions are alone anyway (BEGIN IMMEDIATE); PostgreSQL takes an advisory lock to their end.
        /// </summary>
        public async Task<IDbContextTransaction> OneAtATimeAsync(PracticeId practice, string number, CancellationToken ct)
        {
            var transaction = await db.Database.BeginTransactionAsync(ct);
            if (db is PostgresDb)
            {
                var key = BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"owed {practice} {number}")));
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({key})", ct);
            }
            return transaction;
        }
    }
}
