using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Flows.Steps;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Flows.Transfers;

/// <summary>
/// The agent asks somebody before the caller talks with that one. The two have a room of their own: the caller hears music, is not
/// heard there and hears nothing of it, and the recording, which listens in the call's room, does not either. It ends with the call in
/// the other's hands, with all three together, or back with the caller.
/// </summary>
internal sealed class Consultation(
    FloorHost floor, OutsideParty outside, RingConsulted ring, TalkWithConsulted talking, EndConsultation ending, Talk talk, VoiceHost voice,
    TimeProvider clock)
{
    /// <summary>Where the call is afterwards.</summary>
    public async Task<Handover> AskAsync(CallContext call, Speaker speaker, CallCommand.Transfer wish, CancellationToken ct)
    {
        // Before the phone rings, so that the one who is rung reads it then.
        call.Live.GuestNote = wish.Note;
        var limit = wish.Target is TransferTarget.Outside number ? outside.WhyNot(call, speaker.Agent, number.Number) : null;
        if (limit is not null || await InviteAsync(call, wish.Target, ct) is not { } target)
        {
            call.Live.GuestNote = null;
            wish.Refuse(limit ?? await WhyNotAsync(wish.Target, ct));
            return new Handover.With(speaker);
        }
        await using var room = new Conference(voice.Media);
        var consulted = new Consulted(call, speaker, target, room) { Note = wish.Note };
        await talk.HoldAsync(call);
        wish.Accept();
        room.Add(speaker.Leg.Media, ConferenceRole.OurSide);
        speaker.Leg.Media.SetBackground(Tones.Ringback());
        consulted.Show(TransferStage.Ringing, clock.GetUtcNow());
        return await RunAsync(consulted, ct);
    }

    /// <summary>A supervisor joins: the agent and the caller talk on until then, and all three from then on.</summary>
    public async Task<Handover> BringAsync(CallContext call, Speaker speaker, CallCommand.Bring wish, CancellationToken ct)
    {
        var target = new TransferTarget.Colleague(wish.By, wish.Name);
        if (!await floor.SendAsync(new FloorInput.Consulted(call.Id, wish.By), ct))
        {
            wish.Refuse(Busy.Words(await floor.AskAsync(f => f.Agent(wish.By), ct)));
            return new Handover.With(speaker);
        }
        await using var room = new Conference(voice.Media);
        wish.Accept();
        return await RunAsync(new Consulted(call, speaker, target, room) { Joins = true }, ct);
    }

    private async Task<Handover> RunAsync(Consulted consulted, CancellationToken ct)
    {
        var (call, speaker) = (consulted.Call, consulted.Speaker);
        call.Live.Guest = (consulted.Target as TransferTarget.Colleague)?.Agent;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, call.Leg.Ended, speaker.Leg.Ended);
        try
        {
            var outcome = await ring.RunAsync(consulted, over.Token);
            speaker.Leg.Media.SetBackground(null);
            Note(consulted, outcome);
            if (consulted.HangsUp)
            {
                return await EndConsultation.EndAllAsync(consulted, guest: null, byAgent: true);
            }
            if (outcome is not DialOutcome.Answered(var leg))
            {
                await floor.SendAsync(new FloorInput.ConsultEnded(call.Id, Missed: outcome is DialOutcome.NoAnswer or DialOutcome.Declined), CancellationToken.None);
                return await ending.BackAsync(consulted, outcome is DialOutcome.Cancelled ? null : OutsideParty.Words(outcome), ct);
            }
            consulted.Leg = leg;
            return await ending.AfterTalkAsync(consulted, await talking.RunAsync(consulted, ct), ct);
        }
        finally
        {
            (call.Live.Guest, call.Live.GuestNote, call.Live.Transfer) = (null, null, null);
        }
    }

    /// <summary>The target as somebody who can be rung, reserved on the floor; null where that is not possible.</summary>
    private async Task<TransferTarget?> InviteAsync(CallContext call, TransferTarget target, CancellationToken ct)
    {
        switch (target)
        {
            case TransferTarget.Colleague colleague:
                return await floor.SendAsync(new FloorInput.Consulted(call.Id, colleague.Agent), ct) ? colleague : null;
            case TransferTarget.Line queue:
                return await floor.AskAsync(f => f.NextReady(queue.Queue), ct) is { } ready
                    && await floor.SendAsync(new FloorInput.Consulted(call.Id, ready), ct) ? new TransferTarget.Colleague(ready, queue.Name) : null;
            default:
                return target;
        }
    }

    private async Task<string> WhyNotAsync(TransferTarget target, CancellationToken ct) => target switch
    {
        TransferTarget.Colleague colleague => $"{colleague.Name} {Busy.Words(await floor.AskAsync(f => f.Agent(colleague.Agent), ct))}.",
        _ => $"Nobody of {target.Shown} is ready.",
    };

    private static void Note(Consulted consulted, DialOutcome outcome)
    {
        var why = outcome is DialOutcome.Answered ? null : OutsideParty.Words(outcome);
        var (colleague, number) = (consulted.Target as TransferTarget.Colleague, (consulted.Target as TransferTarget.Outside)?.Number);
        consulted.Call.Note(EventType.Consulted, new ConsultedFact(consulted.Speaker.Agent, colleague?.Agent, number, why is null, why));
    }
}
