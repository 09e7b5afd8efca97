using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Flows.Steps;
using Kindline.Foundation;
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
    FloorHost floor, AgentPhone phones, OutsideParty outside, Talk talk, BackInLine line, VoiceHost voice, InteractionLog log,
    KindlineOptions options, TimeProvider clock)
{
    /// <summary>Where the call is afterwards.</summary>
    public async Task<Handover> AskAsync(CallContext call, Speaker speaker, CallCommand.Transfer wish, CancellationToken ct)
    {
        // Before the phone rings, so that the one who is rung reads it then.
        call.Live.GuestNote = wish.Note;
        if (await InviteAsync(call, wish.Target, ct) is not { } target)
        {
            call.Live.GuestNote = null;
            wish.Refuse(await WhyNotAsync(wish.Target, ct));
            return new Handover.With(speaker);
        }
        await using var room = new Conference(voice.Media);
        var consulted = new Consulted(call, speaker, target, room) { Note = wish.Note };
        await talk.HoldAsync(call);
        wish.Accept();
        room.Add(speaker.Leg.Media, ConferenceRole.OurSide);
        speaker.Leg.Media.SetBackground(Tones.Ringback());
        Show(consulted, TransferStage.Ringing);
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
            var outcome = await RingAsync(consulted, over.Token);
            speaker.Leg.Media.SetBackground(null);
            Note(consulted, outcome);
            if (consulted.HangsUp)
            {
                return await EndAllAsync(consulted, guest: null, byAgent: true);
            }
            if (outcome is not DialOutcome.Answered(var leg))
            {
                await floor.SendAsync(new FloorInput.ConsultEnded(call.Id, Missed: outcome is DialOutcome.NoAnswer or DialOutcome.Declined), CancellationToken.None);
                return await BackAsync(consulted, outcome is DialOutcome.Cancelled ? null : OutsideParty.Words(outcome), ct);
            }
            consulted.Leg = leg;
            return await TalkAsync(consulted, ct);
        }
        finally
        {
            (call.Live.Guest, call.Live.GuestNote, call.Live.Transfer) = (null, null, null);
        }
    }

    /// <summary>Until the target answers or refuses, or the agent has enough of it.</summary>
    private async Task<DialOutcome> RingAsync(Consulted consulted, CancellationToken over)
    {
        var (call, live) = (consulted.Call, consulted.Call.Live);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(over);
        var ringing = consulted.Target switch
        {
            TransferTarget.Colleague colleague => phones.RingAsync(
                colleague.Agent, live.OutsideNumber, $"Question about {call.Line.Name}", consulted.Joins, options.TransferRings, enough.Token),
            _ => outside.DialAsync(call, consulted.Speaker.Agent, consulted.Target.Shown, enough.Token),
        };
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(over);
        var obeying = ObeyWhileRingingAsync(consulted, enough, answered.Token);
        var outcome = await ringing;
        await answered.CancelAsync();
        await obeying;
        return outcome;
    }

    private async Task ObeyWhileRingingAsync(Consulted consulted, CancellationTokenSource enough, CancellationToken answered)
    {
        try
        {
            await foreach (var command in consulted.Call.Live.Commands.ReadAllAsync(answered))
            {
                var hangsUp = command is CallCommand.HangUp;
                if (command is CallCommand.Cancel || (hangsUp && (consulted.Joins || command.By != consulted.Speaker.Agent)))
                {
                    consulted.HangsUp = hangsUp && command.By == consulted.Speaker.Agent;
                    await enough.CancelAsync();
                    command.Accept();
                }
                else if (!ObeyAlways(consulted, command))
                {
                    command.Refuse(command is CallCommand.Move
                        ? CallCommand.NotNow
                        : $"{consulted.Target.Shown} has not answered yet. Go back to the caller first.");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Answered, refused, or somebody is gone.
        }
    }

    /// <summary>Until the agent has decided, or one of the three is gone.</summary>
    private async Task<Handover> TalkAsync(Consulted consulted, CancellationToken ct)
    {
        if (consulted.Joins)
        {
            await JoinAsync(consulted);
        }
        else
        {
            consulted.Room.Add(consulted.Guest.Media, ConferenceRole.OurSide);
            Show(consulted, TransferStage.Talking);
        }
        var wish = await WishAsync(consulted, ct);
        while (wish is CallCommand.Move move)
        {
            await MoveAsync(consulted, move);
            wish = await WishAsync(consulted, ct);
        }
        return await EndAsync(consulted, wish, ct);
    }

    /// <summary>What the agent or the guest wants; null where somebody is gone.</summary>
    private async Task<CallCommand?> WishAsync(Consulted consulted, CancellationToken ct)
    {
        var (call, speaker, guest) = (consulted.Call, consulted.Speaker, consulted.Guest);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource([ct, call.Leg.Ended, speaker.Leg.Ended, guest.Ended]);
        var keys = consulted.Keys is { } to ? DigitRelay.PassAsync(call, speaker.Leg, to, "agent", log, ended.Token) : Task.CompletedTask;
        var wish = await ObeyAsync(consulted, guest, ended.Token);
        await ended.CancelAsync();
        await keys;
        return wish;
    }

    private static async Task MoveAsync(Consulted consulted, CallCommand.Move move)
    {
        var (call, room) = (consulted.Call, consulted.Joined ? consulted.Call.Conference : consulted.Room);
        if (move.By == consulted.Speaker.Agent)
        {
            consulted.Speaker = await call.MoveAsync(consulted.Speaker, move, room);
        }
        else if (consulted.Target is TransferTarget.Colleague { Agent: var asked })
        {
            consulted.Leg = (await call.MoveAsync(new Speaker(asked, consulted.Guest), move, room)).Leg;
        }
        else
        {
            move.Refuse(CallCommand.NotNow);
        }
    }

    private async Task<Handover> EndAsync(Consulted consulted, CallCommand? wish, CancellationToken ct)
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

    private async Task<CallCommand?> ObeyAsync(Consulted consulted, CallLeg guest, CancellationToken ended)
    {
        try
        {
            await foreach (var command in consulted.Call.Live.Commands.ReadAllAsync(ended))
            {
                var byGuest = command.By != consulted.Speaker.Agent;
                switch (command)
                {
                    case CallCommand.HangUp when byGuest:
                    case CallCommand.Cancel:
                        command.Accept();
                        return new CallCommand.Cancel(command.By);
                    case CallCommand.Complete when !byGuest:
                        command.Accept();
                        return command;
                    case CallCommand.HangUp when consulted.Joined:
                        consulted.Call.Live.EndedBy = "agent";
                        command.Accept();
                        return command;
                    case CallCommand.Move:
                        return command;
                    case CallCommand.Join when !consulted.Joined && !byGuest:
                        await JoinAsync(consulted);
                        command.Accept();
                        break;
                    case CallCommand.Mute mute when byGuest:
                        guest.Media.Muted = mute.On;
                        command.Accept();
                        break;
                    default:
                        if (!ObeyAlways(consulted, command))
                        {
                            command.Refuse($"You are talking with {consulted.Target.Shown}. Hand the call over or go back to the caller first.");
                        }
                        break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // One of the three is gone.
        }
        return null;
    }

    private bool ObeyAlways(Consulted consulted, CallCommand command)
    {
        switch (command)
        {
            case CallCommand.Mute mute:
                consulted.Speaker.Leg.Media.Muted = consulted.Call.Live.Muted = mute.On;
                break;
            case CallCommand.Press press when consulted.Keys is { } to:
                DigitRelay.Press(consulted.Call, to, press.Digits, log);
                break;
            default:
                return false;
        }
        command.Accept();
        return true;
    }

    private async Task JoinAsync(Consulted consulted)
    {
        var call = consulted.Call;
        consulted.Joined = true;
        if (consulted.Target is TransferTarget.Outside)
        {
            // The third one has not heard that the call is recorded.
            call.Conference.Recorder = null;
        }
        call.Conference.Add(consulted.Speaker.Leg.Media, ConferenceRole.OurSide);
        call.Conference.Add(consulted.Guest.Media, consulted.Target is TransferTarget.Outside ? ConferenceRole.Outside : ConferenceRole.OurSide);
        await talk.ResumeAsync(call);
        Show(consulted, TransferStage.Joined);
        var colleague = consulted.Target as TransferTarget.Colleague;
        call.Note(EventType.Joined, new ConsultedFact(
            consulted.Speaker.Agent, colleague?.Agent, (consulted.Target as TransferTarget.Outside)?.Number, Answered: true));
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

    /// <summary>To the caller, who hears the agent again; an agent who is gone meanwhile leaves the caller to the head of the queue.</summary>
    private async Task<Handover> BackAsync(Consulted consulted, string? why, CancellationToken ct)
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

    private static async Task<Handover> EndAllAsync(Consulted consulted, CallLeg? guest, bool byAgent)
    {
        var call = consulted.Call;
        call.Live.EndedBy ??= byAgent ? "agent" : call.Live.Direction == Direction.Inbound ? "caller" : "callee";
        await (guest?.HangUpAsync() ?? Task.CompletedTask);
        await consulted.Speaker.Leg.HangUpAsync();
        await call.Leg.HangUpAsync();
        return new Handover.Over();
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
                return outside.CanBeCalled ? target : null;
        }
    }

    private async Task<string> WhyNotAsync(TransferTarget target, CancellationToken ct) => target switch
    {
        TransferTarget.Colleague colleague => $"{colleague.Name} {Busy.Words(await floor.AskAsync(f => f.Agent(colleague.Agent), ct))}.",
        TransferTarget.Line queue => $"Nobody of {queue.Name} is ready.",
        _ => "There is no trunk for outbound calls.",
    };

    private void Show(Consulted consulted, TransferStage stage) =>
        consulted.Call.Live.Transfer = new LiveTransfer(stage, consulted.Target, Consult: true, clock.GetUtcNow());

    private static void Note(Consulted consulted, DialOutcome outcome)
    {
        var why = outcome is DialOutcome.Answered ? null : OutsideParty.Words(outcome);
        var (colleague, number) = (consulted.Target as TransferTarget.Colleague, (consulted.Target as TransferTarget.Outside)?.Number);
        consulted.Call.Note(EventType.Consulted, new ConsultedFact(consulted.Speaker.Agent, colleague?.Agent, number, why is null, why));
    }

    /// <summary>One consultation: who asks whom about which call, in which room.</summary>
    private sealed class Consulted(CallContext call, Speaker speaker, TransferTarget target, Conference room)
    {
        public CallContext Call => call;

        /// <summary>The one who asks.</summary>
        public Speaker Speaker { get; set; } = speaker;

        public TransferTarget Target => target;

        public Conference Room => room;

        public string? Note { get; init; }

        /// <summary>The one who comes is heard by the caller at once.</summary>
        public bool Joins { get; init; }

        public bool Joined { get; set; }

        /// <summary>The agent ended the call before the one who was to join was there.</summary>
        public bool HangsUp { get; set; }

        /// <summary>The one who is asked, once answered.</summary>
        public CallLeg? Leg { get; set; }

        public CallLeg Guest => Leg ?? throw new InvalidOperationException("Nobody has answered yet.");

        /// <summary>Whom the agent's keys are for: the one outside who is asked, else the caller unless on hold.</summary>
        public CallLeg? Keys => Target is TransferTarget.Outside ? Leg : Joins || Joined ? Call.Leg : null;
    }
}
