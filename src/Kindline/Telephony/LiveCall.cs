using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Channels = System.Threading.Channels;

namespace Kindline.Telephony;

/// <summary>A call that runs: what screens show of it, and the box for what its agent asks. Its flow is its one owner.</summary>
public sealed class LiveCall(InteractionId id, PracticeId practice, string practiceName, Direction direction, string from, string to, string? line, DateTimeOffset now)
{
    private readonly Channels.Channel<CallCommand> commands = Channels.Channel.CreateBounded<CallCommand>(16);

    public InteractionId Id => id;
    public PracticeId Practice => practice;
    public string PracticeName => practiceName;
    public Direction Direction => direction;
    public string From => from;
    public string To => to;
    public string? Line => line;
    public DateTimeOffset StartedAt { get; } = now;
    public QueueId? Queue { get; set; }
    public AgentId? Agent { get; set; }
    /// <summary>Who ended the talk (agent, caller, callee), once known.</summary>
    public string? EndedBy { get; set; }

    public InteractionState State { get; private set; } = InteractionState.Flow;
    public DateTimeOffset Since { get; private set; } = now;

    public Channels.ChannelReader<CallCommand> Commands => commands.Reader;

    public void Became(InteractionState state, DateTimeOffset at)
    {
        State = state;
        Since = at;
    }

    /// <summary>Asks the call's flow to do something; false where it cannot now, or is over before it could.</summary>
    public async Task<bool> AskAsync(CallVerb verb, CancellationToken ct)
    {
        var command = new CallCommand(verb);
        return commands.Writer.TryWrite(command) && await command.Done.Task.WaitAsync(ct);
    }

    /// <summary>The flow is at its end: who still asks gets a no.</summary>
    public void Close()
    {
        commands.Writer.TryComplete();
        while (commands.Reader.TryRead(out var command))
        {
            command.Done.TrySetResult(false);
        }
    }
}

public enum CallVerb
{
    Hold,
    Resume,
    HangUp,
}

public sealed record CallCommand(CallVerb Verb)
{
    public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
