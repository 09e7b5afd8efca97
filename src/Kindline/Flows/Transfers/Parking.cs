using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;

namespace Kindline.Flows.Transfers;

/// <summary>The caller hears music in a slot until somebody takes the call; nobody in time, and it comes back to the one who parked it.</summary>
internal sealed class Parking(
    ParkingLot lot, FloorHost floor, AgentPhone phones, ReturnToSender back, KindlineOptions options, TimeProvider clock)
{
    public async Task<Handover> RunAsync(CallContext call, Speaker speaker, CallCommand.Park wish, CancellationToken ct)
    {
        if (lot.Enter(call.Live, speaker.Agent, clock.GetUtcNow()) is not { } parked)
        {
            wish.Refuse("All parking slots are taken.");
            return new Handover.With(speaker);
        }
        var came = call.Live.Queue ?? call.Line.QueueId;
        try
        {
            await floor.SendAsync(new FloorInput.SetApart(call.Id), CancellationToken.None);
            await call.ReleaseAsync(speaker);
            call.Leg.Media.SetBackground(MusicOnHold.Source());
            call.Live.ParkSlot = wish.Slot = parked.Slot;
            call.Note(EventType.Parked, new ParkFact(speaker.Agent, parked.Slot));
            wish.Accept();
            if (await UntilTakenAsync(call, parked) is { } taker)
            {
                return new Handover.With(taker, Whispers: true);
            }
        }
        finally
        {
            lot.Leave(parked);
            call.Live.ParkSlot = null;
        }
        return call.CallerGone.IsCancellationRequested
            ? new Handover.CallerLeft()
            : await back.RunAsync(call, speaker.Agent, came, $"slot {parked.Slot}", "nobody took the call", ct);
    }

    /// <summary>Null where the time is over or the caller has gone.</summary>
    private async Task<Speaker?> UntilTakenAsync(CallContext call, ParkedCall parked)
    {
        using var limit = new CancellationTokenSource(options.ParkedFor, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, call.CallerGone);
        try
        {
            while (true)
            {
                var agent = await parked.Taken.WaitAsync(either.Token);
                if (await RingAsync(call, agent) is { } leg)
                {
                    call.Note(EventType.Unparked, new ParkFact(agent, parked.Slot));
                    return new Speaker(agent, leg);
                }
                parked.WaitOn();
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<CallLeg?> RingAsync(CallContext call, AgentId agent)
    {
        if (!await floor.SendAsync(new FloorInput.Given(call.Id, agent), CancellationToken.None))
        {
            return null;
        }
        var outcome = await phones.RingAsync(
            agent, call.Id, call.Live.OutsideNumber, call.Line.Name, answerItself: true, options.TransferRings, call.CallerGone);
        if (outcome is DialOutcome.Answered(var leg))
        {
            return leg;
        }
        await floor.SendAsync(new FloorInput.SetApart(call.Id), CancellationToken.None);
        return null;
    }
}
