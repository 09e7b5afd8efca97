using Kindline.Engine;
using Kindline.Voice.Calls;

namespace Kindline.Telephony;

/// <summary>What somebody asks of a running call: a closed list. Its flow accepts each or refuses it in words.</summary>
/// <param name="By">The call's agent, or the guest where a guest may ask.</param>
public abstract record CallCommand(AgentId By)
{
    public const string NotNow = "The call is not in a state for that.";

    private readonly TaskCompletionSource<string?> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null once done, else why not.</summary>
    public Task<string?> Answered => answered.Task;

    public void Accept() => answered.TrySetResult(null);

    public void Refuse(string why) => answered.TrySetResult(why);

    public sealed record Hold(AgentId By) : CallCommand(By);

    public sealed record Resume(AgentId By) : CallCommand(By);

    public sealed record HangUp(AgentId By) : CallCommand(By);

    public sealed record Mute(AgentId By, bool On) : CallCommand(By);

    /// <summary>Presses keys towards the outside party, or the one outside who is asked.</summary>
    public sealed record Press(AgentId By, string Digits) : CallCommand(By);

    public sealed record Transfer(AgentId By, TransferTarget Target, bool Consult, string? Note) : CallCommand(By);

    /// <summary>Hands the call to the one who was asked.</summary>
    public sealed record Complete(AgentId By) : CallCommand(By);

    /// <summary>Back to the outside party, without the one who was asked.</summary>
    public sealed record Cancel(AgentId By) : CallCommand(By);

    /// <summary>All three talk.</summary>
    public sealed record Join(AgentId By) : CallCommand(By);

    public sealed record Park(AgentId By) : CallCommand(By)
    {
        /// <summary>Where the caller stands, once accepted.</summary>
        public string Slot { get; set; } = "";
    }

    /// <summary>The agent's desk has a new phone, and this is its answered leg: it takes the place of the one before.</summary>
    /// <param name="InPlaceOf">The leg that the agent's other phone asked to replace; null where the desk asks, whose sound is in a browser.</param>
    public sealed record Move(AgentId By, CallLeg Leg, CallLeg? InPlaceOf = null) : CallCommand(By);

    /// <summary>A supervisor's phone rings, and the supervisor joins the talk.</summary>
    public sealed record Bring(AgentId By, string Name) : CallCommand(By);
}

/// <summary>Where a call is to go.</summary>
public abstract record TransferTarget
{
    private TransferTarget()
    {
    }

    public sealed record Colleague(AgentId Agent, string Name) : TransferTarget;

    public sealed record Line(QueueId Queue, string Name) : TransferTarget;

    /// <summary>A number by the trunk: E.164, or an emergency number.</summary>
    public sealed record Outside(string Number) : TransferTarget;

    public string Shown => this switch
    {
        Colleague colleague => colleague.Name,
        Line line => line.Name,
        Outside outside => outside.Number,
        _ => "",
    };
}
