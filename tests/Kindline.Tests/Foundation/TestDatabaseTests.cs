using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Foundation;

public sealed class TestDatabaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_test_has_a_database_of_its_own_with_all_tables(DatabaseEngine engine)
    {
        await using var one = await TestDatabase.CreateAsync(engine);
        await using var other = await TestDatabase.CreateAsync(engine);
        await using var db = one.Open();
        db.Practices.Add(new Practice { Id = new(Guid.CreateVersion7()), Name = "Cedar Family Medicine" });
        await db.SaveChangesAsync(Ct);

        (await one.Open().Practices.CountAsync(Ct)).ShouldBe(1);
        (await other.Open().Practices.CountAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public void The_clock_fires_timers_at_their_own_moment()
    {
        var clock = new ManualClock();
        var start = clock.GetUtcNow();
        List<TimeSpan> fired = [];
        using var every = clock.CreateTimer(_ => fired.Add(clock.GetUtcNow() - start), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        using var once = clock.CreateTimer(_ => fired.Add(clock.GetUtcNow() - start), null, TimeSpan.FromSeconds(4), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(9));

        fired.Select(f => f.TotalSeconds).ShouldBe([2, 4, 5, 8]);
    }
}
