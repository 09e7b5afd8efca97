using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Flows;

/// <summary>An agent and somebody outside talk, from the moment both are there until one of them hangs up.</summary>
internal sealed class Conversation(FloorHost floor, InteractionLog log, TimeProvider clock)
{
    /// <summary>An inbound caller and the agent who answered.</summary>
    public async Task<Outcome> HoldAsync(InboundContext call, AgentId agent, CallLeg agentLeg, CancellationToken ct)
    {
        call.Live.Agent = agent;
        call.Note(EventType.Answered, new AgentFact(agent));
        await RunAsync(call.Live, call.Conference, call.Leg, agentLeg, ct);
        return Outcome.Handled;
    }

    /// <summary>Both hear each other until one leg ends; both legs are over when it returns.</summary>
    public async Task RunAsync(LiveCall live, Conference conference, CallLeg outside, CallLeg agentLeg, CancellationToken ct)
    {
        live.Became(InteractionState.Talking, clock.GetUtcNow());
        outside.Media.SetBackground(MusicOnHold.Source());
        conference.Add(agentLeg.Media, ConferenceRole.OurSide);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, outside.Ended, agentLeg.Ended);
        agentLeg.HeldByPeerChanged += OnPhoneHold;
        var digits = Task.WhenAll(
            PassDigitsAsync(live.Id, outside, agentLeg, "caller", over.Token), PassDigitsAsync(live.Id, agentLeg, outside, "agent", over.Token));
        try
        {
            await ObeyAsync(live, conference, outside, agentLeg, over.Token);
        }
        finally
        {
            agentLeg.HeldByPeerChanged -= OnPhoneHold;
            live.EndedBy ??= agentLeg.End is { By: LegEnder.Peer } ? "agent"
                : outside.End is not { By: LegEnder.Peer } ? null
                : live.Direction == Direction.Inbound ? "caller" : "callee";
            await over.CancelAsync();
            await digits;
            await agentLeg.HangUpAsync();
            await outside.HangUpAsync();
        }

        void OnPhoneHold(object? sender, EventArgs e) =>
            _ = live.AskAsync(agentLeg.HeldByPeer ? CallVerb.Hold : CallVerb.Resume, CancellationToken.None);
    }

    private async Task ObeyAsync(LiveCall live, Conference conference, CallLeg outside, CallLeg agentLeg, CancellationToken over)
    {
        try
        {
            await foreach (var command in live.Commands.ReadAllAsync(over))
            {
                var done = command.Verb switch
                {
                    CallVerb.Hold => await HoldAsync(live, conference, outside, held: true),
                    CallVerb.Resume => await HoldAsync(live, conference, outside, held: false),
                    CallVerb.HangUp => true,
                    _ => false,
                };
                command.Done.TrySetResult(done);
                if (command.Verb == CallVerb.HangUp)
                {
                    live.EndedBy = "agent";
                    await agentLeg.HangUpAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // One of the two hung up.
        }
    }

    private async Task<bool> HoldAsync(LiveCall live, Conference conference, CallLeg outside, bool held)
    {
        if (live.State != (held ? InteractionState.Talking : InteractionState.Held))
        {
            return false;
        }
        conference.SetHold(outside.Media, held);
        live.Became(held ? InteractionState.Held : InteractionState.Talking, clock.GetUtcNow());
        log.Append(live.Id, held ? EventType.Held : EventType.Resumed, new NoFact());
        await floor.SendAsync(held ? new FloorInput.Held(live.Id) : new FloorInput.Resumed(live.Id), CancellationToken.None);
        return true;
    }

    /// <summary>Keys pressed on one side are heard as keys on the other; which keys is not kept, for they may be a card's.</summary>
    private async Task PassDigitsAsync(InteractionId id, CallLeg from, CallLeg to, string by, CancellationToken over)
    {
        try
        {
            await foreach (var digit in from.Media.Digits.ReadAllAsync(over))
            {
                log.Append(id, EventType.Digit, new TalkDigitFact(by));
                await to.Media.SendDigitsAsync(digit.ToString(), over);
            }
        }
        catch (OperationCanceledException)
        {
            // The conversation is over.
        }
    }

    /// <summary>A key pressed while two people talk.</summary>
    private sealed record TalkDigitFact(string By);
}
