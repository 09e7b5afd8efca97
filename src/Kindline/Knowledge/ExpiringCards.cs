using Kindline.Foundation;
using Kindline.Practices;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Knowledge;

/// <summary>Gives the owner of a card a work item on its last day, once for each day that was ever set; looks every hour.</summary>
internal sealed partial class ExpiringCards(DbFactory databases, AddWorkItem addWork, TimeProvider clock, ILogger<ExpiringCards> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Tells the owners of the cards whose last day has come.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        var now = clock.GetUtcNow();
        // A day more than UTC's covers the zones that are ahead.
        var latest = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1);
        var due = await db.KnowledgeCards.AsNoTracking().Where(c => c.DeletedAt == null && c.ExpiresOn <= latest && c.ExpiresOn != c.ExpiryToldOn)
            .Join(db.Practices, c => c.PracticeId, p => p.Id, (card, practice) => new { Card = card, practice.TimeZone }).ToListAsync(ct);
        foreach (var card in due.Where(d => d.Card.ExpiresOn <= now.DayIn(d.TimeZone)).Select(d => d.Card))
        {
            // One conditional update: of two that look at once, one tells.
            if (await db.KnowledgeCards.Where(c => c.Id == card.Id && c.ExpiresOn != c.ExpiryToldOn)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiryToldOn, c => c.ExpiresOn), ct) == 0)
            {
                continue;
            }
            var ownerIsHere = await CardOwners.Of(db, card.PracticeId).AnyAsync(u => u.Id == card.OwnerId, ct);
            await addWork.RunAsync(
                new NewWorkItem(WorkItemKind.Knowledge, card.PracticeId, $"Last day of a knowledge card: {card.Title}", null, null, now, now.AddDays(1))
                {
                    Assignee = ownerIsHere ? card.OwnerId : null,
                },
                ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The outer edge of the loop: whatever the database throws, the next hour tries again.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Knowledge cards on their last day could not be looked for; trying again in an hour")]
    private partial void LogFailed(Exception failure);
}
