namespace Kindline.Engine.Supervision;

/// <summary>How one caller's wait in a queue ended.</summary>
/// <param name="StartedAt">When the call came in: the day it belongs to.</param>
/// <param name="OverAt">When somebody answered, or the caller left the queue in any other way.</param>
/// <param name="AnsweredAfter">From entering the queue to the answer; null where nobody answered.</param>
public readonly record struct EndedWait(DateTimeOffset StartedAt, DateTimeOffset OverAt, TimeSpan? AnsweredAfter);

/// <summary>Calls of a stretch of time, and how many of them were answered within the queue's own limit.</summary>
public readonly record struct ServiceFigures(int Received, int Within)
{
    /// <summary>From 0 to 100; null where there was nothing to answer.</summary>
    public double? Percent => Received == 0 ? null : 100.0 * Within / Received;
}

/// <summary>
/// The service level of one queue, today and in the last half hour, kept as calls end their wait. A call costs O(1) when it is added
/// and once more when it leaves the half hour; a new day or another limit costs one pass over the calls of the day. The day's calls
/// are kept, 48 bytes each. One owner; times never go back.
/// </summary>
public sealed class ServiceLevelWindow(TimeSpan within)
{
    /// <summary>What "recent" means.</summary>
    public static readonly TimeSpan RecentFor = TimeSpan.FromMinutes(30);

    private readonly Queue<EndedWait> recent = [];
    private List<EndedWait> day = [];
    private DateTimeOffset dayStart;
    private ServiceFigures today;
    private ServiceFigures lately;

    /// <summary>The N of "answered within N seconds"; another one counts for the calls before it too.</summary>
    public TimeSpan Within
    {
        get => within;
        set
        {
            if (value != within)
            {
                within = value;
                (today, lately) = (Count(day), Count(recent));
            }
        }
    }

    /// <summary>Takes in a call whose wait is over, in the order of those ends.</summary>
    public void Add(EndedWait wait)
    {
        recent.Enqueue(wait);
        lately = With(lately, wait, 1);
        if (wait.StartedAt >= dayStart)
        {
            day.Add(wait);
            today = With(today, wait, 1);
        }
    }

    /// <summary>The figures at this time, of a day that began then.</summary>
    public (ServiceFigures Today, ServiceFigures Recent) At(DateTimeOffset now, DateTimeOffset startOfDay)
    {
        while (recent.TryPeek(out var first) && first.OverAt <= now - RecentFor)
        {
            lately = With(lately, recent.Dequeue(), -1);
        }

        if (startOfDay > dayStart)
        {
            dayStart = startOfDay;
            day = [.. day.Where(wait => wait.StartedAt >= dayStart)];
            today = Count(day);
        }

        return (today, lately);
    }

    private ServiceFigures Count(IEnumerable<EndedWait> waits) => waits.Aggregate(default(ServiceFigures), (sum, wait) => With(sum, wait, 1));

    private ServiceFigures With(ServiceFigures sum, EndedWait wait, int sign) =>
        new(sum.Received + sign, sum.Within + (wait.AnsweredAfter <= within ? sign : 0));
}
