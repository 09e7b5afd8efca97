using System.Threading.Channels;
using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;

namespace Kindline.Flows.Steps;

/// <summary>How waiting in a queue ended.</summary>
internal abstract record QueueEnd
{
    public sealed record Answered(AgentId Agent, CallLeg Leg) : QueueEnd;

    public sealed record Overflowed(OverflowReason Reason) : QueueEnd;

    /// <summary>The caller pressed star for the voicemail.</summary>
    public sealed record ChoseVoicemail : QueueEnd;

    public sealed record CallerLeft : QueueEnd;
}

/// <summary>
/// Waiting in a queue as one awaited step: music, the place in line spoken now and then, offers to agents one after the other,
/// until somebody answers, the floor gives up, or the caller does.
/// </summary>
internal sealed class QueueStep(FloorHost floor, AgentPhone phones, PromptLibrary prompts, TimeProvider clock)
{
    private const char ToVoicemail = '*';
    private static readonly TimeSpan PlaceEvery = TimeSpan.FromSeconds(30);

    // A moment of music tells greeting and queue apart, and who is put through at once hears no place that is over already.
    private static readonly TimeSpan MusicFirst = TimeSpan.FromSeconds(2);

    /// <summary>For the first time, in the queue of the dialled line.</summary>
    public Task<QueueEnd> RunAsync(CallContext call, CancellationToken ct) =>
        WaitAsync(call, call.Line.QueueId, new FloorInput.Arrived(call.Id, call.Line.QueueId, Priority: 0, Preferred: null), ct);

    /// <summary>After an agent sent the caller on; at the head where nobody was there to take the caller.</summary>
    public Task<QueueEnd> AgainAsync(CallContext call, QueueId queue, bool atHead, AgentId? preferred, CancellationToken ct) =>
        WaitAsync(call, queue, new FloorInput.Requeued(call.Id, queue, atHead, preferred), ct);

    private async Task<QueueEnd> WaitAsync(CallContext call, QueueId queue, FloorInput joins, CancellationToken ct)
    {
        call.Leg.Media.SetBackground(MusicOnHold.Source());
        var effects = await floor.FollowAsync(call.Id, ct);
        call.Live.Queue = queue;
        call.Became(InteractionState.Queued);
        // Noted first: an agent who is free is offered the call before the floor's answer is here.
        call.Note(EventType.Queued, new QueuedFact(queue));
        if (!await floor.SendAsync(joins, ct))
        {
            await floor.UnfollowAsync(call.Id, CancellationToken.None);
            return new QueueEnd.Overflowed(OverflowReason.QueueRemoved);
        }

        var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var speaking = SpeakPlacesAsync(call, waiting.Token);
        var pressed = PressedAsync(call, waiting.Token);
        try
        {
            return await UntilEndAsync(call, effects, pressed, ct);
        }
        finally
        {
            await waiting.CancelAsync();
            await Task.WhenAll(speaking, pressed);
            await floor.UnfollowAsync(call.Id, CancellationToken.None);
            waiting.Dispose();
        }
    }

    private async Task<QueueEnd> UntilEndAsync(CallContext call, ChannelReader<FloorEffect> effects, Task<bool> pressed, CancellationToken ct)
    {
        Offering? offering = null;
        try
        {
            while (true)
            {
                var next = effects.WaitToReadAsync(ct).AsTask();
                await Task.WhenAny([next, .. pressed.IsCompleted ? Array.Empty<Task>() : [pressed], .. offering is null ? Array.Empty<Task>() : [offering.Outcome]]);
                if (ct.IsCancellationRequested)
                {
                    return new QueueEnd.CallerLeft();
                }
                if (offering is { Outcome.IsCompleted: true } && await SettleAsync(call, offering, ct) is { } answered)
                {
                    offering = null;
                    return answered;
                }
                offering = offering is { Outcome.IsCompleted: true } ? null : offering;
                if (pressed.IsCompletedSuccessfully && await pressed)
                {
                    call.Note(EventType.Overflowed, new OverflowFact("ChosenByCaller"));
                    return new QueueEnd.ChoseVoicemail();
                }
                while (effects.TryRead(out var effect))
                {
                    switch (effect)
                    {
                        case FloorEffect.Offered offer:
                            call.Became(InteractionState.Offered);
                            offering = Offering.Begin(phones, call, offer, clock.GetUtcNow(), ct);
                            break;
                        case FloorEffect.OfferWithdrawn:
                            call.Became(InteractionState.Queued);
                            if (offering is not null)
                            {
                                offering.Withdraw();
                                offering = null;
                            }
                            break;
                        case FloorEffect.Overflowed overflow:
                            call.Note(EventType.Overflowed, new OverflowFact(overflow.Reason.ToString()));
                            return new QueueEnd.Overflowed(overflow.Reason);
                    }
                }
            }
        }
        finally
        {
            offering?.Withdraw();
        }
    }

    /// <summary>The agent's phone has answered or refused: who took it in time has the call, any other phone is told off.</summary>
    private async Task<QueueEnd?> SettleAsync(CallContext call, Offering offering, CancellationToken ct)
    {
        var outcome = await offering.Outcome;
        offering.Ringing.Dispose();
        if (outcome is DialOutcome.Answered answered)
        {
            if (await offering.TakeAsync(call, floor, ct))
            {
                return new QueueEnd.Answered(offering.Agent, answered.Leg);
            }
            await answered.Leg.HangUpAsync();
            return null;
        }
        await floor.SendAsync(new FloorInput.OfferFailed(call.Id, offering.Agent, Offering.ReasonOf(outcome)), ct);
        return null;
    }

    private Task<int?> PlaceAsync(CallContext call, CancellationToken ct) => floor.AskAsync(f => f.PlaceInLine(call.Id), ct);

    private async Task SpeakPlacesAsync(CallContext call, CancellationToken ct)
    {
        try
        {
            await Task.Delay(MusicFirst, clock, ct);
            while (!ct.IsCancellationRequested)
            {
                if (await PlaceAsync(call, ct) is { } place && await prompts.PlaceAsync(place, ct) is { } audio)
                {
                    await call.Leg.Media.PlayAsync(new ClipSource(audio.Samples), ct);
                    call.Note(EventType.PlaceSpoken, new PlaceFact(place));
                }
                await Task.Delay(PlaceEvery, clock, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The wait is over.
        }
    }

    private static async Task<bool> PressedAsync(CallContext call, CancellationToken ct)
    {
        try
        {
            call.ForgetDigits();
            while (true)
            {
                var digit = await call.Leg.Media.Digits.ReadAsync(ct);
                call.Note(EventType.Digit, new DigitFact(digit.ToString()));
                if (digit == ToVoicemail)
                {
                    return true;
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ChannelClosedException)
        {
            return false;
        }
    }
}
