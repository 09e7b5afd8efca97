using Kindline.Flows.Steps;
using Kindline.Flows.Transfers;
using Kindline.Interactions;
using Kindline.Telephony;
using Kindline.WorkItems;

namespace Kindline.Flows;

/// <summary>
/// Somebody outside talks with us, from the first agent to the last: each talk ends with a hang-up or with a wish of its agent, and
/// whatever came of the wish, the next talk begins where the outside party is then.
/// </summary>
internal sealed class Conversation(
    Talk talk, Whisper whisper, BlindTransfer blind, Consultation consultation, Parking parking, VoicemailStep voicemail, PhoneKeys keys)
{
    /// <summary>Returns when nobody talks any more; every leg is over then.</summary>
    public async Task RunAsync(CallContext call, Speaker first, CancellationToken ct)
    {
        Handover now = new Handover.With(first, Whispers: true);
        call.OurPhoneJoins = (agent, leg) => keys.Watch(call.Live, agent, leg);
        try
        {
            while (now is Handover.With(var speaker, var whispers))
            {
                await BeginAsync(call, speaker, whispers, ct);
                now = await talk.RunAsync(call, speaker, ct) is TalkEnd.Wish { Command: var wish }
                    ? await GrantAsync(call, speaker, wish, ct)
                    : new Handover.Over();
            }
            await LeaveWordAsync(call, now, ct);
        }
        catch (OperationCanceledException) when (call.CallerGone.IsCancellationRequested)
        {
            // Hung up in the middle of a step.
            call.Owes ??= call.Speaking is null ? OwedKind.ReturnedTransfer : null;
        }
        finally
        {
            await ((now as Handover.With)?.Speaker.Leg.HangUpAsync() ?? Task.CompletedTask);
            await (call.Speaking?.Leg.HangUpAsync() ?? Task.CompletedTask);
            await call.Leg.HangUpAsync();
        }
    }

    private Task<Handover> GrantAsync(CallContext call, Speaker speaker, CallCommand wish, CancellationToken ct) => wish switch
    {
        CallCommand.Transfer { Consult: true } consult => consultation.AskAsync(call, speaker, consult, ct),
        CallCommand.Transfer transfer => blind.RunAsync(call, speaker, transfer, ct),
        CallCommand.Bring bring => consultation.BringAsync(call, speaker, bring, ct),
        CallCommand.Park park => parking.RunAsync(call, speaker, park, ct),
        CallCommand.Move move => MoveAsync(call, speaker, move),
        _ => throw new InvalidOperationException($"{wish.GetType().Name} is no wish."),
    };

    private static async Task<Handover> MoveAsync(CallContext call, Speaker speaker, CallCommand.Move wish) =>
        new Handover.With(await call.MoveAsync(speaker, wish, call.Conference));

    private async Task BeginAsync(CallContext call, Speaker speaker, bool whispers, CancellationToken ct)
    {
        if (call.Speaking == speaker)
        {
            return;
        }
        call.Takes(speaker);
        if (whispers)
        {
            await whisper.RunAsync(call, speaker, ct);
            // Who hung up meanwhile was answered by nobody: the two have not heard each other.
            call.CallerGone.ThrowIfCancellationRequested();
        }
        call.Meets();
        call.Note(EventType.Answered, new AgentFact(speaker.Agent));
    }

    /// <summary>Who was sent on and found nobody may leave a message, and is owed a call in any case.</summary>
    private async Task LeaveWordAsync(CallContext call, Handover end, CancellationToken ct)
    {
        if (end is Handover.CallerLeft)
        {
            call.Owes = OwedKind.ReturnedTransfer;
        }
        else if (end is Handover.ToVoicemail)
        {
            call.Owes = OwedKind.ReturnedTransfer;
            call.Owes = await voicemail.RunAsync(call, ct) ? OwedKind.Voicemail : OwedKind.ReturnedTransfer;
        }
    }
}
