using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Voice.Calls;

namespace Kindline.Flows.Transfers;

/// <summary>
/// A call that nobody took comes back to the one who sent it, who sees who did not take it and why. A sender who is busy or gone by
/// then does not stand in its way: it goes to the head of the queue it came from.
/// </summary>
internal sealed class ReturnToSender(FloorHost floor, AgentPhone phones, BackInLine line, KindlineOptions options, TimeProvider clock)
{
    /// <param name="queue">Where it came from.</param>
    /// <param name="from">Who did not take it.</param>
    public async Task<Handover> RunAsync(CallContext call, AgentId sender, QueueId queue, string from, string why, CancellationToken ct)
    {
        call.Live.Transfer = null;
        call.Live.Returned = new LiveReturn(from, why, clock.GetUtcNow());
        var atWork = await floor.AskAsync(f => f.Agent(sender), ct) is { State: not AgentState.Away };
        // Who cannot have it back (on another call, gone, without a phone) is refused by the floor.
        if (await floor.SendAsync(new FloorInput.Given(call.Id, sender), CancellationToken.None))
        {
            call.Note(EventType.Returned, new ReturnedFact(sender, why));
            if (await RingAsync(call, sender, from, atWork) is { } leg)
            {
                return new Handover.With(new Speaker(sender, leg));
            }
            await floor.SendAsync(new FloorInput.SetApart(call.Id), CancellationToken.None);
        }
        else
        {
            call.Note(EventType.Returned, new ReturnedFact(null, why));
        }
        return call.CallerGone.IsCancellationRequested ? new Handover.CallerLeft() : await line.AtHeadAsync(call, queue, sender, ct);
    }

    private async Task<CallLeg?> RingAsync(CallContext call, AgentId sender, string from, bool atWork)
    {
        call.Became(InteractionState.Offered);
        // Nobody is connected to an empty chair.
        var outcome = await phones.RingAsync(
            sender, call.Id, call.Live.OutsideNumber, $"Back from {from}", answerItself: atWork, options.TransferRings, call.CallerGone);
        return outcome is DialOutcome.Answered(var leg) ? leg : null;
    }
}
