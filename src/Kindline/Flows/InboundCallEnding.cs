using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>
/// The last moment of an inbound call: recording closed, record complete, and what we owe the caller written down. What was owed
/// before is settled as soon as they speak with an agent.
/// </summary>
internal sealed partial class InboundCallEnding(
    LiveCalls calls, InteractionLog log, IHostApplicationLifetime host, OweCallBack owe, SettleOwed settle, AddWorkItem addWork, DbFactory database, TimeProvider clock, ILogger<InboundCallEnding> logger)
{
    public async Task CloseAsync(CallContext call, Outcome outcome)
    {
        call.Conference.Recorder = null;
        await call.Conference.DisposeAsync();
        if (call.Recording is { } recording)
        {
            await recording.FinishAsync();
        }
        var end = call.Leg.End;
        var endedAt = end?.At ?? clock.GetUtcNow();
        if (end is { By: not Voice.Calls.LegEnder.Peer } && (outcome == Outcome.Abandoned || WasStopped(call, outcome)))
        {
            // The caller did not give up, nor was the talk over: we stopped, or the network did.
            outcome = Outcome.Interrupted;
        }
        log.Append(call.Id, EventType.HungUp, new HungUpFact(call.Live.EndedBy ?? (end?.By == Voice.Calls.LegEnder.Peer ? "caller" : "us"), end?.Why), endedAt);
        // Before the end is noted: a crash in between leaves a call that looks cut, and its caller is owed all the same.
        var owed = OweAtLastAsync(call, outcome, endedAt);
        await Task.WhenAny(owed, Task.Delay(TimeSpan.FromSeconds(1), clock));
        log.Append(call.Id, EventType.Ended, new EndedFact(outcome, WrapUp: outcome == Outcome.Handled), endedAt);
        calls.Remove(call.Live);
        await owed;
    }

    /// <summary>A talk that neither side ended, and the program did.</summary>
    private bool WasStopped(CallContext call, Outcome outcome) =>
        outcome == Outcome.Handled && call.Live.EndedBy is null && host.ApplicationStopping.IsCancellationRequested;

    /// <summary>
    /// Nobody calls back whoever is on the line already. The talk does not wait for it; where the database is away, the end of the
    /// call settles it.
    /// </summary>
    public async Task GotThroughAsync(CallContext call)
    {
        try
        {
            await SettleAsync(call, clock.GetUtcNow());
        }
#pragma warning disable CA1031 // Whatever the database throws, the talk goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotSettled(failure, call.Id);
        }
    }

    private Task<int> SettleAsync(CallContext call, DateTimeOffset now) =>
        settle.RunAsync(new GotThrough(call.Line.PracticeId, call.Live.From, call.Id, Direction.Inbound, now), CancellationToken.None);

    /// <summary>Tries until the database has it, or the server stops.</summary>
    private async Task OweAtLastAsync(CallContext call, Outcome outcome, DateTimeOffset at)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await OweAsync(call, outcome, at);
                return;
            }
#pragma warning disable CA1031 // Whatever the database throws, a caller is not forgotten.
            catch (Exception failure) when (!host.ApplicationStopped.IsCancellationRequested)
#pragma warning restore CA1031
            {
                if (tries == 0)
                {
                    LogNotOwed(failure, call.Id);
                }
                await Task.Delay(TimeSpan.FromSeconds(1), clock, host.ApplicationStopped);
            }
        }
    }

    private async Task OweAsync(CallContext call, Outcome outcome, DateTimeOffset now)
    {
        if (outcome == Outcome.Handled && call.Owes is null)
        {
            await SettleAsync(call, now);
            return;
        }
        var kind = call.Owes ?? outcome switch
        {
            Outcome.Voicemail => OwedKind.Voicemail,
            Outcome.Failed or Outcome.Interrupted => OwedKind.Interrupted,
            _ => OwedKind.Abandoned,
        };
        await using var db = database.Create();
        var minutes = await db.Queues.Where(q => q.Id == call.Line.QueueId).Select(q => (int?)q.OwedMinutes).SingleOrDefaultAsync() ?? 60;
        await owe.RunAsync(new LostCall(kind, call.Line.PracticeId, call.Live.From, call.Line.QueueId, call.Id, now, now.AddMinutes(minutes)), CancellationToken.None);
        if (kind == OwedKind.Voicemail)
        {
            await addWork.RunAsync(
                new NewWorkItem(WorkItemKind.Voicemail, call.Line.PracticeId, $"Voicemail for {call.Line.Purpose}", call.Line.QueueId, call.Id, now, now.AddMinutes(minutes)),
                CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The call-back owed for {Interaction} could not be written down yet; trying again")]
    private partial void LogNotOwed(Exception failure, Engine.InteractionId interaction);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was owed to the caller of {Interaction} could not be settled yet; the end of the call does it")]
    private partial void LogNotSettled(Exception failure, Engine.InteractionId interaction);
}
