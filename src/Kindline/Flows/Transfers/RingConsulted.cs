using Kindline.Agents;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Telephony;
using Kindline.Voice.Calls;

namespace Kindline.Flows.Transfers;

/// <summary>The one who is to be asked is rung, while the agent may mute, press keys, or have enough of it.</summary>
internal sealed class RingConsulted(AgentPhone phones, OutsideParty outside, InteractionLog log, KindlineOptions options)
{
    /// <summary>Until the target answers or refuses, or the agent has enough of it.</summary>
    public async Task<DialOutcome> RunAsync(Consulted consulted, CancellationToken over)
    {
        var (call, live) = (consulted.Call, consulted.Call.Live);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(over);
        var ringing = consulted.Target switch
        {
            TransferTarget.Colleague colleague => phones.RingAsync(
                colleague.Agent, call.Id, live.OutsideNumber, $"Question about {call.Line.Name}", consulted.Joins, options.TransferRings, enough.Token),
            _ => outside.DialAsync(call, consulted.Speaker.Agent, consulted.Target.Shown, early => EarlySound.Play(consulted.Room, early, consulted.Speaker.Leg), enough.Token),
        };
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(over);
        var obeying = ObeyAsync(consulted, enough, answered.Token);
        var outcome = await ringing;
        await answered.CancelAsync();
        await obeying;
        return outcome;
    }

    private async Task ObeyAsync(Consulted consulted, CancellationTokenSource enough, CancellationToken answered)
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
                else if (!consulted.Obeys(command, log))
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
}
