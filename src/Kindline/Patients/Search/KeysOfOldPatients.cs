using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Search;

/// <summary>
/// Gives search keys to patients who were stored before there were any, before anybody searches. A crash half-way leaves the others for
/// the next start. Cost: 0.1 ms a patient once, and one look into an index at every later start.
/// </summary>
internal sealed partial class KeysOfOldPatients(DbFactory databases, ILogger<KeysOfOldPatients> logger) : IHostedService
{
    private const int Batch = 500;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        // Names without a letter keep no key, and are passed over.
        for (var keyless = 0; ;)
        {
            await using var db = databases.Create();
            var rows = await db.Patients.Include(p => p.Phones)
                .Where(p => p.FamilyKey == "" && p.GivenKey == "")
                .OrderBy(p => p.Id).Skip(keyless).Take(Batch).ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                break;
            }
            db.Patients.UpdateRange(rows);
            await db.SaveChangesAsync(cancellationToken);
            var left = rows.Count(p => p.FamilyKey.Length + p.GivenKey.Length == 0);
            (keyless, done) = (keyless + left, done + rows.Count - left);
        }
        if (done > 0)
        {
            LogDone(done);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Made search keys for {Count} patients")]
    private partial void LogDone(int count);
}
