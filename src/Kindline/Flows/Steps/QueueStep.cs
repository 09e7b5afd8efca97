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

    public async Task<QueueEnd> RunAsync(InboundContext call, CancellationToken ct)
    {
        call.Leg.Media.SetBackground(MusicOnHold.Source());
        var effects = await floor.FollowAsync(call.Id, ct);
        call.Live.Queue = call.Line.QueueId;
        call.Became(InteractionState.Queued);
        // Noted first: an agent who is free is offered the call before the floor's answer is here.
        call.Note(EventType.Queued, new QueuedFact(call.Line.QueueId));
        await floor.SendAsync(new FloorInput.Arrived(call.Id, call.Line.QueueId, Priority: 0, Preferred: null), ct);

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

    private async Task<QueueEnd> UntilEndAsync(InboundContext call, ChannelReader<FloorEffect> effects, Task<bool> pressed, CancellationToken ct)
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
                            offering = Offer(call, offer, ct);
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


    private Offering Offer(InboundContext call, FloorEffect.Offered offer, CancellationToken ct)
    {
        var ringing = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // The floor ends the offer; the phone's own time limit stands behind it.
        var ringFor = offer.Until - clock.GetUtcNow() + TimeSpan.FromSeconds(2);
        var outcome = phones.RingAsync(offer.Agent, call.Live.From, call.Line.Name, offer.AutoAnswer, ringFor, ringing.Token);
        return new Offering(offer.Agent, outcome, ringing);
    }

    /// <summary>The agent's phone has answered or refused: who took it in time has the call, any other phone is told off.</summary>
    private async Task<QueueEnd?> SettleAsync(InboundContext call, Offering offering, CancellationToken ct)
    {
        var outcome = await offering.Outcome;
        offering.Ringing.Dispose();
        if (outcome is DialOutcome.Answered answered)
        {
            if (await floor.SendAsync(new FloorInput.OfferTaken(call.Id, offering.Agent), ct))
            {
                return new QueueEnd.Answered(offering.Agent, answered.Leg);
            }
            await answered.Leg.HangUpAsync();
            return null;
        }
        await floor.SendAsync(new FloorInput.OfferFailed(call.Id, offering.Agent, Words(outcome)), ct);
        return null;
    }

    private static string Words(DialOutcome outcome) => outcome switch
    {
        DialOutcome.Busy => "phone busy",
        DialOutcome.Declined => "declined",
        DialOutcome.NoAnswer => "missed offer",
        DialOutcome.Unreachable => "phone not reachable",
        DialOutcome.Failed failed => $"phone failed ({failed.Status})",
        _ => "phone stopped ringing",
    };

    private Task<int?> PlaceAsync(InboundContext call, CancellationToken ct) => floor.AskAsync(f => f.PlaceInLine(call.Id), ct);

    private async Task SpeakPlacesAsync(InboundContext call, CancellationToken ct)
    {
        try
        {
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

    private static async Task<bool> PressedAsync(InboundContext call, CancellationToken ct)
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

    /// <summary>One agent's phone that rings for this caller.</summary>
    private sealed record Offering(AgentId Agent, Task<DialOutcome> Outcome, CancellationTokenSource Ringing)
    {
        /// <summary>Stops the ringing; nobody waits for a phone that is slow to say that it did. A dial reports every end, it does not fail.</summary>
        public void Withdraw() => _ = WithdrawAsync();

        /// <summary>A phone that was faster than the cancel is hung up.</summary>
        private async Task WithdrawAsync()
        {
            await Ringing.CancelAsync();
            if (await Outcome is DialOutcome.Answered answered)
            {
                await answered.Leg.HangUpAsync();
            }
            Ringing.Dispose();
        }
    }
}
