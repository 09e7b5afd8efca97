using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>The last moment of an inbound call: recording closed, record complete, and what we owe the caller written down.</summary>
internal sealed partial class InboundCallEnding(
    LiveCalls calls, OweCallBack owe, SettleOwed settle, AddWorkItem addWork, DbFactory database, TimeProvider clock, ILogger<InboundCallEnding> logger)
{
    public async Task CloseAsync(InboundContext call, Outcome outcome)
    {
        call.Conference.Recorder = null;
        await call.Conference.DisposeAsync();
        if (call.Recording is { } recording)
        {
            await recording.FinishAsync();
        }
        var end = call.Leg.End;
        call.Note(EventType.HungUp, new HungUpFact(end?.By == Voice.Calls.LegEnder.Us ? "us" : "caller", end?.Why));
        call.Note(EventType.Ended, new EndedFact(outcome, WrapUp: outcome == Outcome.Handled));
        calls.Remove(call.Live);
        try
        {
            await OweAsync(call, outcome);
        }
#pragma warning disable CA1031 // The call is over and on the record; the start-up check writes down what this could not.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotOwed(failure, call.Id);
        }
    }

    private async Task OweAsync(InboundContext call, Outcome outcome)
    {
        var now = clock.GetUtcNow();
        if (outcome == Outcome.Handled)
        {
            await settle.RunAsync(new GotThrough(call.Line.PracticeId, call.Live.From, call.Id, Direction.Inbound, now), CancellationToken.None);
            return;
        }
        var kind = outcome switch
        {
            Outcome.Voicemail => OwedKind.Voicemail,
            Outcome.Failed => OwedKind.Interrupted,
            _ => OwedKind.Abandoned,
        };
        await using var db = database.Create();
        var minutes = await db.Queues.Where(q => q.Id == call.Line.QueueId).Select(q => (int?)q.OwedMinutes).SingleOrDefaultAsync() ?? 60;
        await owe.RunAsync(new LostCall(kind, call.Line.PracticeId, call.Live.From, call.Line.QueueId, call.Id, now, now.AddMinutes(minutes)), CancellationToken.None);
        if (outcome == Outcome.Voicemail)
        {
            await addWork.RunAsync(
                new NewWorkItem(WorkItemKind.Voicemail, call.Line.PracticeId, $"Voicemail for {call.Line.Purpose}", call.Line.QueueId, call.Id, now, now.AddMinutes(minutes)),
                CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The call-back owed for {Interaction} could not be written down yet")]
    private partial void LogNotOwed(Exception failure, Engine.InteractionId interaction);
}
