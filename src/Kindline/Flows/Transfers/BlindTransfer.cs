using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Flows.Steps;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;

namespace Kindline.Flows.Transfers;

/// <summary>
/// The agent sends the caller on and is free at once; the caller hears music until the target answers. Where nobody does, the call
/// comes back.
/// </summary>
internal sealed class BlindTransfer(
    FloorHost floor, NamedOffer offer, BackInLine line, OutsideParty outside, ReturnToSender back, TimeProvider clock)
{
    public Task<Handover> RunAsync(CallContext call, Speaker sender, CallCommand.Transfer wish, CancellationToken ct)
    {
        var came = call.Live.Queue ?? call.Line.QueueId;
        return wish.Target switch
        {
            TransferTarget.Colleague colleague => ToColleagueAsync(call, sender, wish, colleague, came, ct),
            TransferTarget.Line queue => ToQueueAsync(call, sender, wish, queue, came, ct),
            TransferTarget.Outside number => ToNumberAsync(call, sender, wish, number, came, ct),
            _ => throw new InvalidOperationException("A target is a colleague, a line or a number."),
        };
    }

    private async Task<Handover> ToColleagueAsync(
        CallContext call, Speaker sender, CallCommand.Transfer wish, TransferTarget.Colleague colleague, QueueId came, CancellationToken ct)
    {
        // Before the phone rings, so that the one who is rung reads it then.
        var before = call.Live.Note;
        call.Live.Note = wish.Note;
        switch (await offer.RunAsync(call, colleague.Agent, () => LeaveAsync(call, sender, wish, new TransferredFact(sender.Agent, colleague.Agent)), ct))
        {
            case NamedOfferEnd.Refused refused:
                call.Live.Note = before;
                wish.Refuse($"{colleague.Name} {refused.Why}.");
                return new Handover.With(sender);
            case NamedOfferEnd.Answered(var leg):
                return new Handover.With(new Speaker(colleague.Agent, leg), Whispers: true);
            case NamedOfferEnd.NotTaken(var why):
                return await back.RunAsync(call, sender.Agent, came, colleague.Name, why, ct);
            default:
                return new Handover.CallerLeft();
        }
    }

    private async Task<Handover> ToQueueAsync(
        CallContext call, Speaker sender, CallCommand.Transfer wish, TransferTarget.Line queue, QueueId came, CancellationToken ct)
    {
        await LeaveAsync(call, sender, wish, new TransferredFact(sender.Agent, Queue: queue.Queue));
        var end = await line.AtEndAsync(call, queue.Queue, ct);
        return end is QueueEnd.Overflowed overflowed
            ? await back.RunAsync(call, sender.Agent, came, queue.Name, Words(overflowed.Reason), ct)
            : await line.AnsweredAsync(end, call);
    }

    private async Task<Handover> ToNumberAsync(
        CallContext call, Speaker sender, CallCommand.Transfer wish, TransferTarget.Outside target, QueueId came, CancellationToken ct)
    {
        if (outside.WhyNot(call, sender.Agent, target.Number) is { } why)
        {
            wish.Refuse(why);
            return new Handover.With(sender);
        }
        await floor.SendAsync(new FloorInput.SetApart(call.Id), CancellationToken.None);
        await LeaveAsync(call, sender, wish, new TransferredFact(sender.Agent, Number: target.Number));
        return await outside.DialAsync(call, sender.Agent, target.Number, heard: null, call.CallerGone) switch
        {
            DialOutcome.Answered(var leg) => await outside.TalkAsync(call, leg, ct),
            _ when call.CallerGone.IsCancellationRequested => new Handover.CallerLeft(),
            var outcome => await back.RunAsync(call, sender.Agent, came, target.Number, OutsideParty.Words(outcome), ct),
        };
    }

    private async Task LeaveAsync(CallContext call, Speaker sender, CallCommand.Transfer wish, TransferredFact fact)
    {
        wish.Accept();
        await call.ReleaseAsync(sender);
        call.Leg.Media.SetBackground(MusicOnHold.Source());
        call.Live.Note = wish.Note;
        call.Live.Transfer = new LiveTransfer(TransferStage.Ringing, wish.Target, Consult: false, clock.GetUtcNow());
        call.Note(EventType.Transferred, fact);
    }

    private static string Words(OverflowReason reason) => reason switch
    {
        OverflowReason.Full => "is full",
        OverflowReason.NobodySignedIn => "has nobody signed in",
        OverflowReason.AllAway => "has nobody at work: all are away",
        _ => "takes no callers",
    };
}
