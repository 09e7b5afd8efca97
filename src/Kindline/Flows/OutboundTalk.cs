using Kindline.Agents;
using Kindline.Compliance;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Recording;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>From the callee's answer to the end: the announcement where it is due, the recording, the talk, and what we owe after it.</summary>
internal sealed class OutboundTalk(
    Conversation conversation, PromptLibrary prompts, CallRecorder recorder, VoiceHost voice, InteractionLog log, OweCallBack owe,
    SettleOwed settle, DbFactory database, TimeProvider clock)
{
    /// <returns>What we owe the callee after a transfer that found nobody.</returns>
    public async Task<OwedKind?> RunAsync(LiveCall live, DialledLine line, Speaker speaker, CallLeg outside, RecordingRule? rule)
    {
        log.Append(live.Id, EventType.Connected, new NoFact());
        speaker.Leg.Media.SetBackground(null);
        await using var conference = new Conference(voice.Media);
        conference.Add(outside.Media, ConferenceRole.Outside);
        live.Room = conference;
        var call = new CallContext(live, line, outside, conference, log, clock);
        call.WatchOutside();
        call.Takes(speaker);
        try
        {
            if (rule is not null && await MayRecordAsync(call, rule))
            {
                call.MayRecord = true;
                call.Recording = recorder.Start(live.Id, live.Practice, RecordingKind.Call);
                conference.Recorder = call.Recording?.Sink;
            }
            await conversation.RunAsync(call, speaker, call.CallerGone);
        }
        finally
        {
            await outside.HangUpAsync();
            await speaker.Leg.HangUpAsync();
            await call.StopRecordingAsync();
            call.Note(EventType.HungUp, new HungUpFact(live.EndedBy ?? (outside.End?.By == LegEnder.Peer ? "callee" : "us"), outside.End?.Why));
        }
        return call.Owes;
    }

    /// <summary>Where nobody must be told, nobody is; else nothing is stored before the words were heard to their end.</summary>
    private async Task<bool> MayRecordAsync(CallContext call, RecordingRule rule)
    {
        if (!rule.Announces)
        {
            return true;
        }
        if (await prompts.FindAsync(call.Live.Practice, call.Live.From, PromptKind.RecordedOutbound, call.CallerGone) is not { } words)
        {
            return false;
        }
        await call.Leg.Media.PlayAsync(new ClipSource(words.Samples), call.CallerGone);
        var heard = !call.CallerGone.IsCancellationRequested;
        call.Note(EventType.Played, new PlayedFact(nameof(PromptKind.RecordedOutbound), heard));
        return heard;
    }

    public async Task SettleAsync(LiveCall live, DialledLine line, OwedKind? owes)
    {
        var now = clock.GetUtcNow();
        if (owes is not { } kind)
        {
            await settle.RunAsync(new GotThrough(live.Practice, live.To, live.Id, Direction.Outbound, now), CancellationToken.None);
            return;
        }
        var queue = live.Queue ?? line.QueueId;
        await using var db = database.Create();
        var minutes = await db.Queues.Where(q => q.Id == queue).Select(q => (int?)q.OwedMinutes).SingleOrDefaultAsync() ?? 60;
        await owe.RunAsync(new LostCall(kind, live.Practice, live.To, queue, live.Id, now, now.AddMinutes(minutes)), CancellationToken.None);
    }
}
