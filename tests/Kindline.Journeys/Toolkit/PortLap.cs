namespace Kindline.Journeys.Toolkit;

/// <summary>Runs of ports handed out in turn, round and round: none comes again before the whole range was gone through.</summary>
/// <param name="first">The first port of the range, an even one.</param>
/// <param name="last">The last of it.</param>
/// <param name="start">Where to begin, an even one within the range.</param>
sealed class PortLap(int first, int last, int start)
{
    readonly Lock one = new();
    int next = start;

    /// <summary>The first of so many ports in a row.</summary>
    /// <param name="count">An even number, far below the size of the range.</param>
    public int Next(int count)
    {
        lock (one)
        {
            // A run that does not fit the end begins the next lap, whatever its length: laps of different lengths would overlap.
            var run = next + count - 1 > last ? first : next;
            next = run + count;
            return run;
        }
    }
}
