using Microsoft.AspNetCore.SignalR;

namespace Kindline.Foundation;

/// <summary>Whose pages hear of what; Identity knows.</summary>
public interface ILiveAudience
{
    /// <summary>Whether this page's person may see calls of others; of one's own calls everybody is told by name.</summary>
    bool SeesCallsOfOthers(HttpContext page);
}

/// <summary>The SignalR hub at /live: it only tells that something changed; who may see what is asked of the API.</summary>
public sealed class LiveHub(ILiveAudience audience) : Hub
{
    internal const string CallsOfOthers = "callsOfOthers";

    public override async Task OnConnectedAsync()
    {
        if (Context.GetHttpContext() is { } page && audience.SeesCallsOfOthers(page))
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, CallsOfOthers, Context.ConnectionAborted);
            // What changed between the page's first look and now was told to nobody here.
            await Clients.Caller.SendAsync("changed", new LiveTopics([LiveChanges.Calls]), Context.ConnectionAborted);
        }
        await base.OnConnectedAsync();
    }
}

/// <summary>What has changed, by topic: me, calls, queues, agents, owed, workItems, prompts, knowledge, parked, emergencies, floor, trunks, announcements, imports,
/// duplicates, practices, lists, bulkChanges, exports, openings, notices.</summary>
public sealed record LiveTopics(IReadOnlyCollection<string> Topics);

/// <summary>
/// Tells open pages what to fetch anew. Of what changes with every call all pages hear at most once a second a topic, as each of them
/// asks anew then; of the rest at once, and of what follows within 200 ms in one message. What concerns named people comes to them at
/// once. Cost: one message a page; what the pages ask for costs more.
/// </summary>
public sealed class LiveChanges(IHubContext<LiveHub> hub, TimeProvider clock) : IDisposable
{
    internal const string Calls = "calls";

    /// <summary>Figures and lists on which nobody acts within the second.</summary>
    private static readonly HashSet<string> Slow = ["queues", "agents", Calls, "owed", "imports", "bulkChanges", "exports"];

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SlowInterval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly List<string> waiting = [];
    private readonly Dictionary<string, long> toldAt = [];
    private long? sentAt;
    private ITimer? timer;

    /// <summary>Returns at once; may be called from any thread, also while a page's connection is slow.</summary>
    public void Changed(string topic)
    {
        lock (gate)
        {
            if (!waiting.Contains(topic))
            {
                waiting.Add(topic);
                SendDue();
            }
        }
    }

    /// <summary>Tells one user's pages alone and at once: what they do next hangs on it (a call that rings), and nobody else asks anew.</summary>
    public void Changed(string topic, Guid user) => Changed([topic], [user]);

    /// <summary>As the other, several topics in one message to the pages of several users.</summary>
    public void Changed(IReadOnlyCollection<string> topics, IReadOnlyCollection<Guid> users)
    {
        if (users.Count > 0)
        {
            // SignalR keeps a failing connection to itself: this never faults for one page's sake.
            _ = hub.Clients.Users([.. users.Select(u => u.ToString())]).SendAsync("changed", new LiveTopics(topics));
        }
    }

    public void Dispose() => timer?.Dispose();

    private void SendDue()
    {
        // One look at the clock: what is not due is so for some time yet, however long the machine keeps us waiting in between.
        var now = clock.GetTimestamp();
        var due = waiting.Where(topic => Left(topic, now) <= TimeSpan.Zero).ToList();
        if (due.Count > 0)
        {
            waiting.RemoveAll(due.Contains);
            Send(due, now);
        }
        if (waiting.Count > 0)
        {
            // Whole milliseconds: a timer cuts the rest off, and would come too early.
            var left = TimeSpan.FromMilliseconds(Math.Ceiling(waiting.Min(topic => Left(topic, now)).TotalMilliseconds));
            timer ??= clock.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(left, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        lock (gate)
        {
            SendDue();
        }
    }

    /// <summary>How long a topic has to wait: for the last message, and where it is slow for its own last one.</summary>
    private TimeSpan Left(string topic, long now)
    {
        var left = sentAt is { } sent ? Interval - clock.GetElapsedTime(sent, now) : TimeSpan.Zero;
        var own = toldAt.TryGetValue(topic, out var told) ? SlowInterval - clock.GetElapsedTime(told, now) : TimeSpan.Zero;
        return left > own ? left : own;
    }

    private void Send(List<string> topics, long now)
    {
        sentAt = now;
        topics.FindAll(Slow.Contains).ForEach(topic => toldAt[topic] = now);
        if (topics.Remove(Calls))
        {
            _ = hub.Clients.Group(LiveHub.CallsOfOthers).SendAsync("changed", new LiveTopics([Calls]));
        }
        if (topics.Count > 0)
        {
            _ = hub.Clients.All.SendAsync("changed", new LiveTopics(topics));
        }
    }
}
