namespace Kindline.Engine.Supervision;

/// <summary>What is wrong with a queue, the worst first.</summary>
public enum QueueAlert
{
    /// <summary>Somebody waits and no agent is ready.</summary>
    NobodyReady,

    /// <summary>Somebody has waited for too long.</summary>
    LongestWait,

    /// <summary>Too many wait.</summary>
    Waiting,

    /// <summary>The service level of the last half hour is too low.</summary>
    ServiceLevel,
}

/// <summary>What the alerts of a queue depend on.</summary>
public readonly record struct QueueNow(int Waiting, DateTimeOffset? LongestSince, int Ready, ServiceFigures Recent);

/// <summary>Alerts by thresholds. Pure; O(1).</summary>
public static class QueueAlerts
{
    /// <summary>All that hold now, in the order of <see cref="QueueAlert"/>.</summary>
    public static IReadOnlyList<QueueAlert> Of(QueueNow queue, Thresholds limits, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var alerts = new List<QueueAlert>();
        Add(QueueAlert.NobodyReady, queue is { Waiting: > 0, Ready: 0 });
        Add(QueueAlert.LongestWait, now - queue.LongestSince > limits.LongestWait);
        Add(QueueAlert.Waiting, queue.Waiting > 0 && queue.Waiting >= limits.Waiting);
        Add(QueueAlert.ServiceLevel, queue.Recent.Received >= Thresholds.LeastCalls && queue.Recent.Percent < limits.Percent);
        return alerts;

        void Add(QueueAlert alert, bool holds)
        {
            if (holds)
            {
                alerts.Add(alert);
            }
        }
    }
}
