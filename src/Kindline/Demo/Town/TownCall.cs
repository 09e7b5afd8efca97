using System.Security.Cryptography;
using System.Text;

namespace Kindline.Demo.Town;

/// <summary>
/// What the town saw of one call, finished: by its caller's ear and hand, and by its own agent's telephone and desk where one of the town
/// took it. The caller is a digest of the number; no name and no word is kept.
/// </summary>
internal sealed record TownCall
{
    public required int Number { get; init; }
    public required string Caller { get; init; }
    public required string Line { get; init; }
    public required Townsperson Who { get; init; }
    public required Manner Manner { get; init; }
    public required DateTimeOffset DialledAt { get; init; }

    /// <summary>When the centre picked up; null where it did not.</summary>
    public DateTimeOffset? ReachedAt { get; init; }

    /// <summary>When the music of the queue began.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>When the wait was over without an agent: star was pressed, or the words before a message began.</summary>
    public DateTimeOffset? GivenUpAt { get; init; }

    /// <summary>When the music gave way to a person.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The town's agent who took it; null where nobody or somebody else did.</summary>
    public string? Agent { get; init; }

    public required DateTimeOffset EndedAt { get; init; }
    public required bool EndedByCaller { get; init; }

    /// <summary>The tone was heard.</summary>
    public bool HeardTone { get; init; }

    public bool LeftMessage { get; init; }
    public double HoldSeconds { get; init; }

    /// <summary>From the end of the call until the town's agent was through with it.</summary>
    public double? AfterCallSeconds { get; init; }

    public bool Resolved { get; init; }

    /// <summary>A person who is not of the town had the call: what that person wrote nobody in the town can know.</summary>
    public bool HadByOthers => AnsweredAt is not null && Agent is null;

    public static string DigestOf(string number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"town:{number}")))[..12];
}

/// <summary>A call that runs. Its caller writes it; the agent who takes it writes what agents know.</summary>
internal sealed class RunningCall(int number, Errand errand, DateTimeOffset dialledAt)
{
    private readonly Lock gate = new();
    private Task agentDone = Task.CompletedTask;
    private string? agent;
    private DateTimeOffset? rangAt;
    private DateTimeOffset? speaksAt;
    private DateTimeOffset? doneAt;
    private bool resolved;

    public Errand Errand => errand;
    public DateTimeOffset DialledAt => dialledAt;
    public DateTimeOffset? ReachedAt { get; set; }
    public DateTimeOffset? QueuedAt { get; set; }
    public DateTimeOffset? GivenUpAt { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public bool HeardTone { get; set; }
    public bool LeftMessage { get; set; }
    public double HoldSeconds { get; set; }

    /// <summary>Whether an agent of the town has picked up.</summary>
    public bool HasAgent
    {
        get
        {
            lock (gate)
            {
                return agent is not null;
            }
        }
    }

    /// <summary>An agent of the town picks up; the call is over when the agent's work on it is, too.</summary>
    /// <param name="user">Who.</param>
    /// <param name="rang">When that telephone began to ring: the caller was in the queue by then.</param>
    /// <param name="work">Until the after-call work is done.</param>
    public void TakenBy(string user, DateTimeOffset rang, Task work)
    {
        lock (gate)
        {
            (agent, rangAt, agentDone) = (user, rang, work);
        }
    }

    /// <summary>The whisper is over for the agent, who can be heard from now on.</summary>
    public void Speaks(DateTimeOffset at)
    {
        lock (gate)
        {
            speaksAt = at;
        }
    }

    /// <summary>Whether an agent of the town could be heard by then: music that begins later is that of a hold.</summary>
    public bool AgentSpokeBefore(DateTimeOffset at)
    {
        lock (gate)
        {
            return speaksAt < at;
        }
    }

    /// <summary>The two ends of a call whose music was too short or too broken to be noticed: who hears the agent has been answered.</summary>
    public bool AnsweredUnnoticed(DateTimeOffset heardAt)
    {
        lock (gate)
        {
            if (QueuedAt is not null || speaksAt is not { } speaks || heardAt < speaks)
            {
                return false;
            }
            (QueuedAt, AnsweredAt) = (rangAt, speaks);
            return true;
        }
    }

    /// <summary>The phone was not quick enough.</summary>
    public void NotTaken()
    {
        lock (gate)
        {
            (agent, rangAt, agentDone) = (null, null, Task.CompletedTask);
        }
    }

    /// <summary>The agent is through with the work after the call.</summary>
    public void WrappedUp(DateTimeOffset at, bool asResolved)
    {
        lock (gate)
        {
            (doneAt, resolved) = (at, asResolved);
        }
    }

    /// <summary>Everything that the town saw, once the agent's work is done too.</summary>
    public async Task<TownCall> FinishAsync(DateTimeOffset endedAt, bool byCaller, CancellationToken ct)
    {
        await AgentDone().WaitAsync(ct);
        lock (gate)
        {
            var answered = HeardTone ? null : AnsweredAt;
            return new TownCall
            {
                Number = number,
                Caller = TownCall.DigestOf(errand.From),
                Line = errand.Line,
                Who = errand.Who,
                Manner = errand.Manner,
                DialledAt = dialledAt,
                ReachedAt = ReachedAt,
                QueuedAt = rangAt < QueuedAt ? rangAt : QueuedAt,
                GivenUpAt = GivenUpAt,
                AnsweredAt = answered,
                Agent = answered is null ? null : agent,
                EndedAt = endedAt,
                EndedByCaller = byCaller,
                HeardTone = HeardTone,
                LeftMessage = LeftMessage,
                HoldSeconds = Math.Round(HoldSeconds, 3),
                AfterCallSeconds = answered is not null && doneAt is { } done ? Math.Max(0, (done - endedAt).TotalSeconds) : null,
                Resolved = answered is not null && resolved,
            };
        }
    }

    private Task AgentDone()
    {
        lock (gate)
        {
            return agentDone;
        }
    }
}
