using Kindline.Engine.Routing;
using Kindline.Flows.Steps;
using Kindline.Interactions;
using Kindline.Recording;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Voice.Calls;

namespace Kindline.Flows;

/// <summary>
/// An inbound call from its first ring to its record: emergency words, the announcement that it is recorded, the greeting, opening
/// hours, the queue, the agent or the voicemail. The flow is the same for every line for now.
/// </summary>
internal sealed class InboundCall(
    InboundCallOpening opening, PlayStep play, HoursStep hours, QueueStep queue, VoicemailStep voicemail, Conversation conversation,
    InboundCallEnding ending, CallRecorder recorder, FloorHost floor) : IInboundCalls
{
    public async Task RunAsync(IncomingCall incoming, CancellationToken ct)
    {
        if (await opening.OpenAsync(incoming, ct) is not { } call)
        {
            return;
        }
        var outcome = Outcome.Abandoned;
        try
        {
            if (!await incoming.Leg.AnswerAsync(ct))
            {
                return;
            }
            outcome = await MeetAsync(call, call.CallerGone);
        }
        catch (OperationCanceledException) when (call.CallerGone.IsCancellationRequested)
        {
            // The caller hung up in the middle of a step: the same as at its end.
        }
        catch
        {
            outcome = Outcome.Failed;
            throw;
        }
        finally
        {
            await floor.SendAsync(new FloorInput.CallEnded(call.Id), CancellationToken.None);
            await ForgiveAsync(call);
            await ending.CloseAsync(call, outcome);
        }
    }

    private async Task<Outcome> MeetAsync(CallContext call, CancellationToken ct)
    {
        await play.RunAsync(call, PromptKind.Emergency, ct);
        if (await play.RunAsync(call, PromptKind.Recorded, ct))
        {
            StartRecording(call);
        }
        await play.RunAsync(call, PromptKind.Greeting, ct);
        ct.ThrowIfCancellationRequested();
        if (!await hours.IsOpenAsync(call.Line.PracticeId, ct))
        {
            await play.RunAsync(call, PromptKind.Closed, ct);
            return await TakeMessageAsync(call, ct);
        }
        return await queue.RunAsync(call, ct) switch
        {
            QueueEnd.Answered answered => await TalkAsync(call, new Speaker(answered.Agent, answered.Leg), ct),
            QueueEnd.CallerLeft => Outcome.Abandoned,
            _ => await TakeMessageAsync(call, ct),
        };
    }

    private async Task<Outcome> TalkAsync(CallContext call, Speaker speaker, CancellationToken ct)
    {
        _ = SettleAsync(call);
        await conversation.RunAsync(call, speaker, ct);
        return call.Answered ? Outcome.Handled : Outcome.Abandoned;
    }

    private async Task SettleAsync(CallContext call)
    {
        await call.WhenAnswered;
        await ending.GotThroughAsync(call);
    }

    /// <summary>Who picked up and never heard the caller has nothing to write about.</summary>
    private Task ForgiveAsync(CallContext call) => call is { Answered: false, Speaking: { } unheard }
        ? floor.SendAsync(new FloorInput.WrapUpDone(unheard.Agent, NextState.Ready), CancellationToken.None)
        : Task.CompletedTask;

    private void StartRecording(CallContext call)
    {
        call.MayRecord = true;
        call.Recording = recorder.Start(call.Id, call.Line.PracticeId, RecordingKind.Call);
        call.Conference.Recorder = call.Recording?.Sink;
    }

    private async Task<Outcome> TakeMessageAsync(CallContext call, CancellationToken ct)
    {
        await floor.SendAsync(new FloorInput.Left(call.Id), CancellationToken.None);
        return await voicemail.RunAsync(call, ct) ? Outcome.Voicemail : Outcome.Abandoned;
    }
}
