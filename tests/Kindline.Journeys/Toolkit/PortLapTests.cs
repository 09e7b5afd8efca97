namespace Kindline.Journeys.Toolkit;

public sealed class PortLapTests
{
    [Theory]
    [InlineData(30000)]
    [InlineData(31000)]
    [InlineData(32500)]
    [InlineData(32766)]
    public void Runs_of_different_lengths_that_are_in_use_together_share_no_port(int start)
    {
        var lap = new PortLap(30000, 32767, start);
        int[] lengths = [2, 2, 22, 2, 4, 2, 4, 2, 22];
        var inUse = new Queue<List<int>>();
        for (var n = 0; n < 2000; n++)
        {
            var length = lengths[n % lengths.Length];
            var run = Enumerable.Range(lap.Next(length), length).ToList();

            (run[0] % 2).ShouldBe(0);
            run[0].ShouldBeGreaterThanOrEqualTo(30000);
            run[^1].ShouldBeLessThanOrEqualTo(32767);
            inUse.SelectMany(static other => other).Intersect(run).ShouldBeEmpty();

            inUse.Enqueue(run);
            if (inUse.Count > 200)
            {
                inUse.Dequeue();
            }
        }
    }
}
