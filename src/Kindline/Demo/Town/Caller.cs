using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Demo.Town;

/// <summary>
/// One person's call, from the dial to the log: listens, waits, talks when it is the caller's turn, leaves a message or gives up. What the
/// caller does follows from what is heard only.
/// </summary>
internal sealed class Caller(Carrier carrier, TownLog log, Voices voices, TownPace pace, TimeProvider clock)
{
    // Apart from the five seconds of a short abandon by more than a machine is ever late.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan InGreeting = TimeSpan.FromSeconds(7.5);

    /// <summary>What is shorter counts as no message.</summary>
    private static readonly TimeSpan Message = TimeSpan.FromSeconds(3.5);

    /// <summary>How long one talks with nobody.</summary>
    private static readonly TimeSpan Deserted = TimeSpan.FromSeconds(20);

    // After so long in a talk a tone is one of the talk, not the one of a voicemail.
    private static readonly TimeSpan WordsBeforeTone = TimeSpan.FromSeconds(25);

    /// <summary>Null where the caller's number was on the telephone already, and nobody dialled.</summary>
    public async Task<TownCall?> RunAsync(Errand errand, CancellationToken ct)
    {
        if (await carrier.DialAsync(errand, ct) is not var (call, leg))
        {
            return null;
        }
        var byCaller = false;
        if (leg is not null)
        {
            await LiveAsync(call, leg, ct);
            byCaller = leg.End is not { By: LegEnder.Peer };
        }
        var finished = await call.FinishAsync(leg?.End?.At ?? clock.GetUtcNow(), byCaller, ct);
        log.End(errand.From, finished);
        return finished;
    }

    private async Task LiveAsync(RunningCall call, CallLeg leg, CancellationToken ct)
    {
        var ear = new Ear(clock);
        await using var listening = new Conference(carrier.Media) { Recorder = ear };
        listening.Add(leg.Media, ConferenceRole.Outside);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(ct, leg.Ended);
        var life = new Life(call, leg, new Attention(ear, clock, gone.Token));
        try
        {
            var end = await WaitAsync(life, gone.Token);
            if (end is Wait.Answered)
            {
                end = await TalkAsync(life, gone.Token);
            }
            if (end is Wait.Tone)
            {
                await LeaveMessageAsync(life, gone.Token);
            }
        }
        catch (OperationCanceledException) when (leg.Ended.IsCancellationRequested)
        {
            // The centre hung up. In the middle of words after the music it was a person who did: nothing else speaks and hangs up there.
            call.AnsweredAt ??= leg.End is { By: LegEnder.Peer } ? life.QuietSince : null;
        }
        finally
        {
            await leg.HangUpAsync();
            await UntilEndedAsync(leg);
        }
    }

    /// <summary>Greeting and queue, until somebody answers, the tone comes, or the caller has had enough.</summary>
    private async Task<Wait> WaitAsync(Life life, CancellationToken gone)
    {
        var (call, errand) = (life.Call, life.Call.Errand);
        var pressed = false;
        DateTimeOffset? enoughAt = errand.Manner switch
        {
            Manner.HangsUpAtOnce => call.ReachedAt + AtOnce,
            Manner.HangsUpInGreeting => call.ReachedAt + InGreeting,
            _ => null,
        };
        while (true)
        {
            // Nobody hangs up while somebody speaks: that may be the answer.
            var heard = await life.Attention.NextAsync(life.QuietSince is null ? enoughAt : null);
            switch (heard)
            {
                case null when call.HasAgent:
                    // One of the town's own has just picked up: whether that call was answered would be a matter of milliseconds.
                    enoughAt = null;
                    break;
                case null when call.QueuedAt is not null && !pressed && errand.Manner is Manner.LeavesMessage or Manner.ThinksBetterOfIt:
                    (pressed, enoughAt) = (true, null);
                    call.GivenUpAt = clock.GetUtcNow();
                    await life.Leg.Media.SendDigitsAsync("*", gone);
                    break;
                case null:
                    return Wait.Enough;
                case { Sign: Sign.MusicBegan, At: var at } when life.QuietSince is { } answered && call.AgentSpokeBefore(at):
                    call.AnsweredAt = answered;
                    life.HeldSince = at;
                    return Wait.Answered;
                case { Sign: Sign.MusicBegan, At: var at }:
                    life.QuietSince = null;
                    call.QueuedAt ??= at;
                    enoughAt ??= pressed ? null : call.QueuedAt + pace.Of(errand.PatienceSeconds);
                    break;
                case { Sign: Sign.MusicEnded, At: var at }:
                    life.QuietSince = at;
                    break;
                case { Sign: Sign.Tone, At: var at }:
                    Tone(call, life.QuietSince ?? at);
                    return Wait.Tone;
                case { Sign: Sign.Turn or Sign.Silence } when life.QuietSince is { } answered && (!pressed || call.HasAgent):
                    call.AnsweredAt = answered;
                    return Wait.Answered;
                case { Sign: Sign.Turn, At: var at } when call.AnsweredUnnoticed(at):
                    return Wait.Answered;
                case { Sign: Sign.Silence, At: var at } when pressed && life.QuietSince is not null:
                    // The words are over: the tone was lost on the way.
                    Tone(call, at);
                    return Wait.Tone;
            }
        }
    }

    private async Task<Wait> TalkAsync(Life life, CancellationToken gone)
    {
        var (call, errand) = (life.Call, life.Call.Errand);
        var answeredAt = call.AnsweredAt ?? clock.GetUtcNow();
        var endsAt = errand.EndsIt ? answeredAt + pace.Of(errand.TalkSeconds) : (DateTimeOffset?)null;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(gone);
        var speaking = voices.SayAsync(life.Leg, errand.Wish, over.Token);
        var said = 0;
        try
        {
            while (await life.Attention.NextAsync(endsAt) is { } heard)
            {
                switch (heard.Sign)
                {
                    case Sign.MusicBegan:
                        life.HeldSince = heard.At;
                        break;
                    case Sign.MusicEnded when life.HeldSince is { } since:
                        call.HoldSeconds += (heard.At - since).TotalSeconds;
                        life.HeldSince = null;
                        break;
                    case Sign.Tone when heard.At - answeredAt < WordsBeforeTone && !call.HasAgent:
                        Tone(call, answeredAt);
                        return Wait.Tone;
                    case Sign.Silence:
                        // "Hello? Are you still there?"
                        endsAt ??= heard.At + Deserted;
                        break;
                    case Sign.Turn when said < Wishes.Replies.Count:
                        endsAt = errand.EndsIt ? endsAt : null;
                        await speaking;
                        speaking = voices.SayAsync(life.Leg, Wishes.Replies[said++], over.Token);
                        break;
                }
            }
            return Wait.Enough;
        }
        finally
        {
            if (life.HeldSince is { } since)
            {
                call.HoldSeconds += ((life.Leg.End?.At ?? clock.GetUtcNow()) - since).TotalSeconds;
            }
            await over.CancelAsync();
            await ((Task)speaking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeaveMessageAsync(Life life, CancellationToken gone)
    {
        var errand = life.Call.Errand;
        if (errand.Manner == Manner.ThinksBetterOfIt)
        {
            return;
        }
        // All of it, at any pace: a message of two words is none.
        await Task.WhenAll(voices.SayAllAsync(life.Leg, errand.Wish, gone), Task.Delay(Message, clock, gone));
        life.Call.LeftMessage = true;
        if (!errand.EndsIt)
        {
            await life.Leg.Media.SendDigitsAsync("#", gone);
            await life.Attention.NextAsync(clock.GetUtcNow() + TimeSpan.FromSeconds(5));
        }
    }

    private static void Tone(RunningCall call, DateTimeOffset wordsBeganAt)
    {
        call.HeardTone = true;
        call.AnsweredAt = null;
        call.GivenUpAt ??= wordsBeganAt;
        // All lines are open at any hour: who hears the tone was in the queue, be it for no time at all.
        call.QueuedAt ??= call.GivenUpAt;
    }

    private async Task UntilEndedAsync(CallLeg leg)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = leg.Ended.Register(() => ended.TrySetResult());
        await Task.WhenAny(ended.Task, Task.Delay(TimeSpan.FromSeconds(5), clock));
    }

    private enum Wait
    {
        Answered,
        Tone,
        Enough,
    }

    private sealed record Life(RunningCall Call, CallLeg Leg, Attention Attention)
    {
        /// <summary>Since when the music of the queue has been silent; null while it plays.</summary>
        public DateTimeOffset? QuietSince { get; set; }

        /// <summary>Since when somebody who had answered has the caller on hold.</summary>
        public DateTimeOffset? HeldSince { get; set; }
    }
}
