using System.Collections.Immutable;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Voice.Rtp;
using Channels = System.Threading.Channels;

namespace Kindline.Telephony;

/// <summary>A call that runs: what screens show of it, and the box for what its agents ask. Its flow is its one owner.</summary>
public sealed class LiveCall(InteractionId id, PracticeId practice, string practiceName, Direction direction, string from, string to, string? line, DateTimeOffset now)
{
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channels.Channel<CallCommand> commands = Channels.Channel.CreateBounded<CallCommand>(16);
    private ImmutableHashSet<AgentId> soundElsewhere = [];
    private ImmutableList<LiveLeg> legs = [];

    public InteractionId Id => id;
    public PracticeId Practice => practice;
    public string PracticeName => practiceName;
    public Direction Direction => direction;
    public string From => from;
    public string To => to;
    public string? Line => line;

    /// <summary>The outside party's number.</summary>
    public string OutsideNumber => direction == Direction.Inbound ? from : to;

    public DateTimeOffset StartedAt { get; } = now;
    public QueueId? Queue { get; set; }

    /// <summary>Whose the call is; nobody's while it waits, is parked or talks with somebody outside.</summary>
    public AgentId? Agent { get; set => Told(() => field = value); }

    /// <summary>Since when its agent has it, holds included; null while nobody does.</summary>
    public DateTimeOffset? TalkSince { get; set; }

    /// <summary>The colleague whom the agent asks, or who has joined.</summary>
    public AgentId? Guest { get; set => Told(() => field = value); }

    /// <summary>The room in which it is talked; null where there is none yet.</summary>
    public Conference? Room { get; set; }

    /// <summary>The trunk that carries the outside party; null where none does.</summary>
    public string? Trunk { get; set; }

    /// <summary>Whose sound is heard in it now.</summary>
    public IReadOnlyList<LiveLeg> Legs => legs;

    /// <summary>Who listens to it, whispers or has barged in; beside agent and guest, and none of the call's own.</summary>
    public LiveCoach? Coach { get; set => Told(() => field = value); }

    /// <summary>What the agent wrote for the guest.</summary>
    public string? GuestNote { get; set => Told(() => field = value); }

    /// <summary>Who ended the talk (agent, caller, callee), once known.</summary>
    public string? EndedBy { get; set; }

    public InteractionState State { get; private set; } = InteractionState.Flow;
    public DateTimeOffset Since { get; private set; } = now;

    /// <summary>The agent is neither heard nor recorded.</summary>
    public bool Muted { get; set => Told(() => field = value); }

    /// <summary>Since when the outside party hears music; null while not held.</summary>
    public DateTimeOffset? HeldSince { get; set => Told(() => field = value); }

    /// <summary>Whose browser phone is asked to answer.</summary>
    public AgentId? AnswerAskedOf { get; set => Told(() => field = value); }

    /// <summary>The transfer under way.</summary>
    public LiveTransfer? Transfer { get; set => Told(() => field = value); }

    /// <summary>Why the call is back with the one who sent it on.</summary>
    public LiveReturn? Returned { get; set => Told(() => field = value); }

    /// <summary>What the sender wrote for the receiver.</summary>
    public string? Note { get; set => Told(() => field = value); }

    public string? ParkSlot { get; set => Told(() => field = value); }

    /// <summary>Whose sound has been poor for a while: agent or caller; null while it is not.</summary>
    public string? PoorSound { get; set => Told(() => field = value); }

    /// <summary>An emergency was raised on this call.</summary>
    public bool Emergency { get; set => Told(() => field = value); }

    /// <summary>What is spoken to the agent alone before the caller is heard; empty where nothing is.</summary>
    public string Whisper { get; set; } = "";

    /// <summary>Whether the other side is told that the call is recorded, and by which rule; empty where no rule was asked.</summary>
    public string RecordingNotice { get; set; } = "";

    public Channels.ChannelReader<CallCommand> Commands => commands.Reader;

    /// <summary>Completes when the call is over, its agents are in wrap-up and its end is noted.</summary>
    public Task Closed => closed.Task;

    /// <summary>Runs at each change that an open page shows, with those of us who have to do with the call, before it or after; must return at once.</summary>
    public Action<IReadOnlyCollection<AgentId>>? Changed { get; set; }

    private IEnumerable<AgentId> People => [.. new[] { Agent, Guest, Coach?.Agent, AnswerAskedOf }.OfType<AgentId>(), .. soundElsewhere];

    /// <summary>Whether the agent's desk is at another place than the agent's sound.</summary>
    public bool SoundIsElsewhere(AgentId agent) => soundElsewhere.Contains(agent);

    public void SetSoundElsewhere(AgentId agent, bool elsewhere) =>
        Told(() => ImmutableInterlocked.Update(ref soundElsewhere, (now, who) => elsewhere ? now.Add(who) : now.Remove(who), agent));

    public void Heard(LiveLeg leg) => ImmutableInterlocked.Update(ref legs, static (now, leg) => now.Add(leg), leg);

    public void HeardNoMore(LiveLeg leg) => ImmutableInterlocked.Update(ref legs, static (now, leg) => now.Remove(leg), leg);

    public void Became(InteractionState state, DateTimeOffset at) => Told(() => (State, Since) = (state, at));

    /// <summary>Asks the call's flow to do something; null once done, else why it cannot be, in words for the agent.</summary>
    public async Task<string?> AskAsync(CallCommand command, CancellationToken ct) =>
        commands.Writer.TryWrite(command) ? await command.Answered.WaitAsync(ct) : CallCommand.NotNow;

    /// <summary>The flow is at its end: who still asks gets a no.</summary>
    public void Close()
    {
        commands.Writer.TryComplete();
        while (commands.Reader.TryRead(out var command))
        {
            command.Refuse(CallCommand.NotNow);
        }
        closed.TrySetResult();
    }

    private void Told(Action change)
    {
        var before = People;
        change();
        Changed?.Invoke([.. before.Union(People)]);
    }
}

/// <summary>Somebody else is being brought to a call.</summary>
/// <param name="Consult">The agent talks with the target before the outside party does.</param>
public sealed record LiveTransfer(TransferStage State, TransferTarget Target, bool Consult, DateTimeOffset Since);

public enum TransferStage
{
    /// <summary>The target's phone rings, or the queue's music plays.</summary>
    Ringing,

    /// <summary>The agent and the target talk, and the outside party hears music.</summary>
    Talking,

    /// <summary>All three talk.</summary>
    Joined,
}

/// <summary>A call that came back.</summary>
/// <param name="From">Who did not take it.</param>
/// <param name="Why">In words: "did not answer".</param>
public sealed record LiveReturn(string From, string Why, DateTimeOffset At);

/// <summary>How a coach is in a call.</summary>
public enum CoachMode
{
    /// <summary>Hears all, heard by nobody.</summary>
    Listen,

    /// <summary>Heard by our side only.</summary>
    Whisper,

    /// <summary>Heard by all.</summary>
    Barge,
}

/// <param name="Shown">Whether the agent is to know: always but for a silent listener.</param>
public sealed record LiveCoach(AgentId Agent, string Name, CoachMode Mode, bool Shown);
