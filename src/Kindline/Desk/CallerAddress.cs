using Kindline.Engine;
using Kindline.Flows;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>
/// Where help has to go when a caller needs it: the address of the person of the call, verified or not, else of the one person who has
/// the number. Null where several might be meant, for a wrong address is worse than none.
/// </summary>
internal sealed class CallerAddress(DbFactory databases) : ICallerAddress
{
    public async Task<string?> FindAsync(InteractionId id, CancellationToken ct)
    {
        await using var db = databases.Create();
        var row = await db.Interactions.AsNoTracking().Include(i => i.Subjects.OrderBy(s => s.Position)).SingleOrDefaultAsync(i => i.Id == id, ct);
        if (row is null)
        {
            return null;
        }
        var number = DeskCalls.Outside(row);
        var meant = DeskCalls.BoundOf(row) is { } bound
            ? db.Patients.Where(p => p.Id == bound)
            : db.Patients.Where(p => p.PracticeId == row.PracticeId && p.Phones.Any(n => n.Number == number));
        var people = await meant.AsNoTracking().Take(2).ToListAsync(ct);
        return people is [var one] ? one.Address() : null;
    }
}
