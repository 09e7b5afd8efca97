using Microsoft.AspNetCore.SignalR;

namespace Kindline.Foundation;

/// <summary>The SignalR hub at /live: it only tells that something changed; who may see what is asked of the API.</summary>
public sealed class LiveHub : Hub;

/// <summary>What has changed, by topic: me, calls, queues, agents, owed, workItems, prompts, knowledge, parked, emergencies, floor, announcements.</summary>
public sealed record LiveTopics(IReadOnlyCollection<string> Topics);

/// <summary>Tells open pages what to fetch anew: the first change at once, those within the next 200 ms in one message at its end.</summary>
public sealed class LiveChanges(IHubContext<LiveHub> hub, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private HashSet<string> waiting = [];
    private ITimer? pause;

    /// <summary>Returns at once; may be called from any thread, also while a page's connection is slow.</summary>
    public void Changed(string topic)
    {
        lock (gate)
        {
            waiting.Add(topic);
            if (pause is null)
            {
                pause = clock.CreateTimer(_ => PauseOver(), null, Interval, Timeout.InfiniteTimeSpan);
                Send();
            }
        }
    }

    /// <summary>Tells one user's pages alone and at once: what they do next hangs on it (a call that rings), and nobody else asks anew.</summary>
    public void Changed(string topic, Guid user) =>
        _ = hub.Clients.User(user.ToString()).SendAsync("changed", new LiveTopics([topic]));

    public void Dispose() => pause?.Dispose();

    private void PauseOver()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                pause?.Dispose();
                pause = null;
                return;
            }
            pause?.Change(Interval, Timeout.InfiniteTimeSpan);
            Send();
        }
    }

    private void Send()
    {
        var topics = waiting;
        waiting = [];
        // SignalR keeps a failing connection to itself: this never faults for one page's sake.
        _ = hub.Clients.All.SendAsync("changed", new LiveTopics(topics));
    }
}
