using Kindline.Interactions;
using Kindline.Telephony;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Flows.Transfers;

/// <summary>The agent and the one who is asked talk, apart from the caller or all three together.</summary>
internal sealed class TalkWithConsulted(Talk talk, InteractionLog log, TimeProvider clock)
{
    /// <summary>Until the agent has decided: to complete, to cancel or to hang up; null where one of the three is gone.</summary>
    public async Task<CallCommand?> RunAsync(Consulted consulted, CancellationToken ct)
    {
        if (consulted.Joins)
        {
            await JoinAsync(consulted);
        }
        else
        {
            consulted.Room.Add(consulted.Guest.Media, ConferenceRole.OurSide);
            consulted.Room.Add(consulted.Speaker.Leg.Media, ConferenceRole.OurSide);
            consulted.Show(TransferStage.Talking, clock.GetUtcNow());
        }
        var wish = await WishAsync(consulted, ct);
        while (wish is CallCommand.Move move)
        {
            await consulted.MoveAsync(move);
            wish = await WishAsync(consulted, ct);
        }
        return wish;
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
                        consulted.Call.NoteMute(command.By, mute.On);
                        command.Accept();
                        break;
                    default:
                        if (!consulted.Obeys(command, log))
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
        consulted.Show(TransferStage.Joined, clock.GetUtcNow());
        var colleague = consulted.Target as TransferTarget.Colleague;
        call.Note(EventType.Joined, new ConsultedFact(
            consulted.Speaker.Agent, colleague?.Agent, (consulted.Target as TransferTarget.Outside)?.Number, Answered: true));
    }
}
