using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Flows.Transfers;

/// <summary>A consultation ends with the call in the other's hands, back with the caller, or for all.</summary>
internal sealed class EndConsultation(FloorHost floor, OutsideParty outside, Talk talk, BackInLine line, TimeProvider clock)
{
    /// <param name="consulted">Whose guest has answered.</param>
    /// <param name="wish">What the agent decided; null where one of the three is gone.</param>
    public async Task<Handover> AfterTalkAsync(Consulted consulted, CallCommand? wish, CancellationToken ct)
    {
        var (call, speaker, guest) = (consulted.Call, consulted.Speaker, consulted.Guest);
        if (call.Leg.Ended.IsCancellationRequested || wish is CallCommand.HangUp)
        {
            return await EndAllAsync(consulted, guest, byAgent: wish is not null);
        }
        // An agent who hangs up, or whose phone is lost, leaves the caller with the one who knows about the call.
        if (wish is CallCommand.Complete || speaker.Leg.Ended.IsCancellationRequested)
        {
            return await HandOverAsync(consulted, guest, ct);
        }
        await guest.HangUpAsync();
        await floor.SendAsync(new FloorInput.ConsultEnded(call.Id, Missed: false), CancellationToken.None);
        return await BackAsync(consulted, wish is null && !consulted.Joined ? "hung up" : null, ct);
    }

    /// <summary>To the caller, who hears the agent again; an agent who is gone meanwhile leaves the caller to the head of the queue.</summary>
    public async Task<Handover> BackAsync(Consulted consulted, string? why, CancellationToken ct)
    {
        var (call, speaker) = (consulted.Call, consulted.Speaker);
        if (call.Leg.Ended.IsCancellationRequested)
        {
            await speaker.Leg.HangUpAsync();
            call.Live.EndedBy ??= call.Live.Direction == Direction.Inbound ? "caller" : "callee";
            return new Handover.Over();
        }
        if (speaker.Leg.Ended.IsCancellationRequested)
        {
            call.Note(EventType.Returned, new ReturnedFact(null, "the agent's phone was lost"));
            call.Note(EventType.Transferred, new TransferredFact(speaker.Agent, Queue: call.Live.Queue ?? call.Line.QueueId));
            await call.ReleaseAsync(speaker);
            return await line.AtHeadAsync(call, call.Live.Queue ?? call.Line.QueueId, speaker.Agent, ct);
        }
        if (why is not null)
        {
            call.Live.Returned = new LiveReturn(consulted.Target.Shown, why, clock.GetUtcNow());
        }
        if (call.MayRecord && call.Recording is { } recording)
        {
            call.Conference.Recorder = recording.Sink;
        }
        call.Conference.Add(speaker.Leg.Media, ConferenceRole.OurSide);
        await talk.ResumeAsync(call);
        return new Handover.With(speaker);
    }

    /// <summary>Everybody is hung up.</summary>
    public static async Task<Handover> EndAllAsync(Consulted consulted, CallLeg? guest, bool byAgent)
    {
        var call = consulted.Call;
        call.Live.EndedBy ??= byAgent ? "agent" : call.Live.Direction == Direction.Inbound ? "caller" : "callee";
        await (guest?.HangUpAsync() ?? Task.CompletedTask);
        await consulted.Speaker.Leg.HangUpAsync();
        await call.Leg.HangUpAsync();
        return new Handover.Over();
    }

    private async Task<Handover> HandOverAsync(Consulted consulted, CallLeg guest, CancellationToken ct)
    {
        var (call, speaker) = (consulted.Call, consulted.Speaker);
        if (consulted.Target is TransferTarget.Colleague colleague)
        {
            await floor.SendAsync(new FloorInput.ConsultTaken(call.Id), CancellationToken.None);
            await LeaveAsync(consulted, new TransferredFact(speaker.Agent, colleague.Agent, Consulted: true));
            return new Handover.With(new Speaker(colleague.Agent, guest));
        }
        await floor.SendAsync(new FloorInput.SetApart(call.Id), CancellationToken.None);
        await LeaveAsync(consulted, new TransferredFact(speaker.Agent, Number: consulted.Target.Shown, Consulted: true));
        return await outside.TalkAsync(call, guest, ct);
    }

    private static async Task LeaveAsync(Consulted consulted, TransferredFact fact)
    {
        var call = consulted.Call;
        call.Live.Note = consulted.Note ?? call.Live.Note;
        call.Note(EventType.Transferred, fact);
        await call.ReleaseAsync(consulted.Speaker);
    }
}
