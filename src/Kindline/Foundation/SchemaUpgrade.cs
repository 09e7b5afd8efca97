using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Foundation;

/// <summary>The first thing that starts: the schema is brought up to date before anyone reads it.</summary>
internal sealed class SchemaUpgrade(DbFactory databases) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = databases.Create();
            var applied = await db.Database.CanConnectAsync(cancellationToken) ? await db.Database.GetAppliedMigrationsAsync(cancellationToken) : [];
            if (applied.Except(db.Database.GetMigrations()).Any())
            {
                throw new CannotStartException("The data was written by a newer version of Kindline.");
            }
            await databases.MigrateAsync(cancellationToken);
        }
        catch (DbException e)
        {
            throw new CannotStartException($"The database cannot be opened: {e.Message}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
