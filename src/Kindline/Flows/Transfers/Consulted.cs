using Kindline.Interactions;
using Kindline.Telephony;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Flows.Transfers;

/// <summary>One consultation: who asks whom about which call, in which room.</summary>
internal sealed class Consulted(CallContext call, Speaker speaker, TransferTarget target, Conference room)
{
    public CallContext Call => call;

    /// <summary>The one who asks.</summary>
    public Speaker Speaker { get; set; } = speaker;

    public TransferTarget Target => target;

    public Conference Room => room;

    public string? Note { get; init; }

    /// <summary>The one who comes is heard by the caller at once.</summary>
    public bool Joins { get; init; }

    public bool Joined { get; set; }

    /// <summary>The agent ended the call before the one who was to join was there.</summary>
    public bool HangsUp { get; set; }

    /// <summary>The one who is asked, once answered.</summary>
    public CallLeg? Leg { get; set; }

    public CallLeg Guest => Leg ?? throw new InvalidOperationException("Nobody has answered yet.");

    /// <summary>Whom the agent's keys are for: the one outside who is asked, else the caller unless on hold.</summary>
    public CallLeg? Keys => Target is TransferTarget.Outside ? Leg : Joins || Joined ? Call.Leg : null;

    /// <summary>What is obeyed at any time of it: mute and keys.</summary>
    public bool Obeys(CallCommand command, InteractionLog log)
    {
        switch (command)
        {
            case CallCommand.Mute mute:
                Call.Mute(Speaker, mute.On);
                break;
            case CallCommand.Press press when Keys is { } to:
                DigitRelay.Press(Call, to, press.Digits, log);
                break;
            default:
                return false;
        }
        command.Accept();
        return true;
    }

    /// <summary>The one who asks, or the one who is asked, speaks by another leg from now on.</summary>
    public async Task MoveAsync(CallCommand.Move wish)
    {
        var where = Joined ? Call.Conference : Room;
        if (wish.By == Speaker.Agent)
        {
            Speaker = await Call.MoveAsync(Speaker, wish, where);
        }
        else if (Target is TransferTarget.Colleague { Agent: var asked })
        {
            Leg = (await Call.MoveAsync(new Speaker(asked, Guest), wish, where)).Leg;
        }
        else
        {
            wish.Refuse(CallCommand.NotNow);
        }
    }

    /// <summary>How far it has come, for the screens.</summary>
    public void Show(TransferStage stage, DateTimeOffset now) => Call.Live.Transfer = new LiveTransfer(stage, Target, Consult: true, now);
}
