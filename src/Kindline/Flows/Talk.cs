using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Flows;

/// <summary>One agent and somebody outside hear each other, until one of them hangs up or the agent wants somebody else.</summary>
internal sealed class Talk(FloorHost floor, InteractionLog log, TimeProvider clock)
{
    /// <summary>Both legs stand at its end unless it says that they do not.</summary>
    public async Task<TalkEnd> RunAsync(CallContext call, Speaker speaker, CancellationToken ct)
    {
        var (live, agentLeg) = (call.Live, speaker.Leg);
        if (live.HeldSince is null && live.State != InteractionState.Talking)
        {
            call.Became(InteractionState.Talking);
        }
        call.Leg.Media.SetBackground(MusicOnHold.Source());
        call.Conference.Add(agentLeg.Media, ConferenceRole.OurSide);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, call.Leg.Ended, agentLeg.Ended);
        agentLeg.HeldByPeerChanged += OnPhoneHold;
        var digits = DigitRelay.BothWaysAsync(call, agentLeg, log, over.Token);
        try
        {
            return await ObeyAsync(call, speaker, over.Token) is { } wish ? new TalkEnd.Wish(wish) : await HangUpAsync(call, speaker);
        }
        finally
        {
            agentLeg.HeldByPeerChanged -= OnPhoneHold;
            await over.CancelAsync();
            await digits;
        }

        void OnPhoneHold(object? sender, EventArgs e) => _ = live.AskAsync(
            agentLeg.HeldByPeer ? new CallCommand.Hold(speaker.Agent) : new CallCommand.Resume(speaker.Agent), CancellationToken.None);
    }

    /// <summary>The outside party hears the agent again, if held.</summary>
    public async Task ResumeAsync(CallContext call)
    {
        if (call.Live.HeldSince is not null)
        {
            await SetHoldAsync(call, held: false);
        }
    }

    /// <summary>The outside party hears music, if not held already.</summary>
    public async Task HoldAsync(CallContext call)
    {
        if (call.Live.HeldSince is null)
        {
            await SetHoldAsync(call, held: true);
        }
    }

    private async Task<CallCommand?> ObeyAsync(CallContext call, Speaker speaker, CancellationToken over)
    {
        try
        {
            await foreach (var command in call.Live.Commands.ReadAllAsync(over))
            {
                switch (command)
                {
                    case CallCommand.HangUp:
                        call.Live.EndedBy = "agent";
                        command.Accept();
                        return null;
                    case CallCommand.Transfer or CallCommand.Bring or CallCommand.Park or CallCommand.Move:
                        return command;
                    case CallCommand.Hold or CallCommand.Resume:
                        await ToggleHoldAsync(call, command);
                        break;
                    case CallCommand.Mute mute:
                        call.Mute(speaker, mute.On);
                        command.Accept();
                        break;
                    case CallCommand.Press press:
                        DigitRelay.Press(call, call.Leg, press.Digits, log);
                        command.Accept();
                        break;
                    default:
                        command.Refuse("No transfer is under way.");
                        break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // One of the two hung up.
        }
        return null;
    }

    private async Task ToggleHoldAsync(CallContext call, CallCommand command)
    {
        var hold = command is CallCommand.Hold;
        if (hold == call.Live.HeldSince is not null)
        {
            command.Refuse(hold ? "The caller is on hold already." : "The caller is not on hold.");
            return;
        }
        await SetHoldAsync(call, hold);
        command.Accept();
    }

    private async Task SetHoldAsync(CallContext call, bool held)
    {
        call.Conference.SetHold(call.Leg.Media, held);
        call.Live.HeldSince = held ? clock.GetUtcNow() : null;
        call.Became(held ? InteractionState.Held : InteractionState.Talking);
        call.Note(held ? EventType.Held : EventType.Resumed);
        await floor.SendAsync(held ? new FloorInput.Held(call.Id) : new FloorInput.Resumed(call.Id), CancellationToken.None);
    }

    private static async Task<TalkEnd> HangUpAsync(CallContext call, Speaker speaker)
    {
        call.Live.EndedBy ??= speaker.Leg.End is { By: LegEnder.Peer } ? "agent"
            : call.Leg.End is not { By: LegEnder.Peer } ? null
            : call.Live.Direction == Direction.Inbound ? "caller" : "callee";
        await speaker.Leg.HangUpAsync();
        await call.Leg.HangUpAsync();
        return new TalkEnd.HungUp();
    }
}
