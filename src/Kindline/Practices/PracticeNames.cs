using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices;

/// <summary>Tells Identity what the practices are called.</summary>
internal sealed class PracticeNames(DbFactory databases) : IPracticeNames
{
    public async Task<IReadOnlyDictionary<PracticeId, string>> ReadAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        return await db.Practices.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, ct);
    }
}
