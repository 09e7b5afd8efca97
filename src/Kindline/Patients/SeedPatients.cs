using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients;

/// <summary>Puts invented patients into a practice that has none.</summary>
internal sealed class SeedPatients(DbFactory databases, TimeProvider clock)
{
    public const int Count = 400;

    /// <summary>Returns how many were added: all of them, or none where the practice has patients.</summary>
    public async Task<int> RunAsync(PracticeId practice, int seed, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.Patients.AnyAsync(p => p.PracticeId == practice, ct))
        {
            return 0;
        }
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var people = SyntheticPeople.Invent(practice, Count, seed, today, () => Guid.CreateVersion7(now));
        SyntheticCharts.Fill(people, seed, today, now);
        // One of them is hidden until somebody says why.
        people[^1].Vip = true;
        db.Patients.AddRange(people);
        await db.SaveChangesAsync(ct);
        return people.Count;
    }
}
