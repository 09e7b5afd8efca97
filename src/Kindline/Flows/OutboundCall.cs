using Kindline.Agents;
using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.WorkItems;

namespace Kindline.Flows;

/// <summary>Whether an outbound call began; its interaction is on the record from then on.</summary>
public abstract record OutboundStart
{
    public sealed record Begun(InteractionId Id) : OutboundStart;

    /// <summary>Why not, in words for the agent.</summary>
    public sealed record Refused(string Why) : OutboundStart;
}

/// <summary>Who calls whom, and for which patient.</summary>
/// <param name="To">E.164, or an emergency number.</param>
public sealed record OutboundInput(AgentId Agent, PracticeId Practice, string To, PatientId? Patient)
{
    public bool IsEmergency => EmergencyNumber.Is(To);
}

/// <summary>
/// A call that an agent makes: the agent's own phone rings first, then the callee's; the callee hears that the call is recorded
/// before anything is, where the law or the centre wants it. An emergency number is neither announced nor recorded. One awaited method from the first ring to the record.
/// </summary>
internal sealed partial class OutboundCall(
    FloorHost floor, AgentRegister agents, AgentPhone phones, DidMap numbers, VoiceHost voice, LiveCalls calls, InteractionLog log,
    RecordingConsent consent, OutboundTalk talk, Emergencies emergencies, TimeProvider clock, IHostApplicationLifetime host,
    ILogger<OutboundCall> logger)
{
    private const string OwnPhone = "your phone was not answered";
    private static readonly TimeSpan AgentRings = TimeSpan.FromSeconds(20);

    // At least 15 s or four rings (47 CFR 64.1200(a)(6)); a minute is what people bear.
    private static readonly TimeSpan CalleeRings = TimeSpan.FromSeconds(60);

    /// <summary>Checks, takes the agent and lets the call run on by itself.</summary>
    public async Task<OutboundStart> StartAsync(OutboundInput input, CancellationToken ct)
    {
        if (!agents.IsReachable(input.Agent))
        {
            return new OutboundStart.Refused("Your phone is not reachable. Register it, then try again.");
        }
        if (voice.OutboundTrunk is not { } trunk)
        {
            return new OutboundStart.Refused("There is no trunk for outbound calls.");
        }
        if (await numbers.ShownByAsync(input.Practice, ct) is not { } line)
        {
            return new OutboundStart.Refused("The practice has no number to show to the called person.");
        }
        var now = clock.GetUtcNow();
        var id = new InteractionId(Guid.CreateVersion7(now));
        var before = await floor.AskAsync(f => f.Agent(input.Agent), ct);
        await MakeWayAsync(input, before, ct);
        if (!await floor.SendAsync(new FloorInput.OutboundStarted(input.Agent, id), ct))
        {
            return new OutboundStart.Refused("You are on another call, or one is just ringing.");
        }
        var live = new LiveCall(id, input.Practice, line.PracticeName, Direction.Outbound, line.E164, input.To, line.Name, now) { Agent = input.Agent };
        calls.Add(live);
        log.Append(id, EventType.Started, new StartedFact(
            input.Practice, Channel.Voice, Direction.Outbound, line.E164, input.To, line.Name, input.Agent, input.Patient));
        if (input.To == EmergencyNumber.Police)
        {
            emergencies.Raise(live, input.Agent, EmergencyKind.Dialled911);
        }
        _ = ObserveAsync(live, line, trunk, input, before is { State: AgentState.Ready } ? NextState.Ready : NextState.Away(before?.Reason ?? "away"));
        return new OutboundStart.Begun(id);
    }

    /// <summary>Who was out is in; whom an emergency finds ringing lets the caller go to somebody else.</summary>
    private async Task MakeWayAsync(OutboundInput input, AgentSnapshot? before, CancellationToken ct)
    {
        if (before is { State: AgentState.SignedOut })
        {
            await floor.SendAsync(new FloorInput.SignedIn(input.Agent), ct);
        }
        else if (before is { State: AgentState.Ringing } && input.IsEmergency)
        {
            await floor.SendAsync(new FloorInput.SentAway(input.Agent, "emergency"), ct);
        }
    }

    private async Task ObserveAsync(LiveCall live, DialledLine line, Trunk trunk, OutboundInput input, NextState before)
    {
        var (outcome, reason, owes) = (Outcome.Failed, default(string), default(OwedKind?));
        try
        {
            (outcome, reason, owes) = await RunAsync(live, line, trunk, input, host.ApplicationStopping);
        }
#pragma warning disable CA1031 // The outer edge of a call: whatever went wrong is on the record and in the log.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(failure, live.Id);
        }
        finally
        {
            await floor.SendAsync(new FloorInput.CallEnded(live.Id), CancellationToken.None);
            log.Append(live.Id, EventType.Ended, new EndedFact(outcome, WrapUp: reason != OwnPhone, reason));
            calls.Remove(live);
        }
        if (reason == OwnPhone)
        {
            // There was no call to write anything about: the agent is where the agent was.
            await floor.SendAsync(new FloorInput.WrapUpDone(input.Agent, before), CancellationToken.None);
        }
        if (outcome == Outcome.Handled)
        {
            await talk.SettleAsync(live, line, owes);
        }
    }

    private async Task<(Outcome Outcome, string? Reason, OwedKind? Owes)> RunAsync(
        LiveCall live, DialledLine line, Trunk trunk, OutboundInput input, CancellationToken ct)
    {
        var agent = input.Agent;
        var rule = input.IsEmergency ? null : await RuleAsync(live, input, ct);
        var own = await phones.RingAsync(agent, live.To, $"Calling for {live.PracticeName}", answerItself: true, AgentRings, ct);
        if (own is not DialOutcome.Answered { Leg: var agentLeg })
        {
            return (Outcome.Failed, OwnPhone, null);
        }
        live.AnswerAskedOf = null;
        log.Append(live.Id, EventType.Answered, new AgentFact(agent));
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(ct, agentLeg.Ended);
        var hangUp = HangUpWhileDiallingAsync(live, agentLeg, gone.Token);
        agentLeg.Media.SetBackground(Tones.Ringback());
        log.Append(live.Id, EventType.Dialling, new ToFact(live.To));
        var callee = await voice.Exchange.DialAsync(
            new DialRequest(new DialTarget.OnTrunk(trunk, live.To), live.From, live.PracticeName)
            {
                RingFor = CalleeRings,
                Ringing = () => log.Append(live.Id, EventType.Ringing, new NoFact()),
            },
            gone.Token);
        if (callee is not DialOutcome.Answered { Leg: var outside })
        {
            agentLeg.Media.SetBackground(null);
            await agentLeg.Media.PlayAsync(new Limited(Tones.Busy(), TimeSpan.FromSeconds(2)), gone.Token);
            await agentLeg.HangUpAsync();
            return (Outcome.Failed, Words(callee), null);
        }
        await gone.CancelAsync();
        await hangUp;
        return (Outcome.Handled, null, await talk.RunAsync(live, line, new Speaker(agent, agentLeg), outside, rule));
    }

    private async Task<RecordingRule> RuleAsync(LiveCall live, OutboundInput input, CancellationToken ct)
    {
        var rule = await consent.OfCallAsync(input.Agent, input.To, input.Patient, ct);
        live.RecordingNotice = rule.Words;
        log.Append(live.Id, EventType.RecordingRule, new RecordingRuleFact(rule.Announces, rule.AllParties, rule.Words));
        return rule;
    }

    /// <summary>Until the callee answers, hanging up is all the agent can ask for.</summary>
    private static async Task HangUpWhileDiallingAsync(LiveCall live, CallLeg agentLeg, CancellationToken over)
    {
        try
        {
            while (true)
            {
                var command = await live.Commands.ReadAsync(over);
                if (command is not CallCommand.HangUp)
                {
                    command.Refuse("The call is not answered yet.");
                    continue;
                }
                command.Accept();
                await agentLeg.HangUpAsync();
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            // Answered, refused, or the agent hung up the phone.
        }
    }

    private static string Words(DialOutcome outcome) => outcome switch
    {
        DialOutcome.Busy => "busy",
        DialOutcome.NoAnswer => "no answer",
        DialOutcome.Declined => "declined",
        DialOutcome.Unreachable => "the carrier does not answer",
        DialOutcome.Failed failed => $"refused by the carrier ({failed.Status})",
        _ => "you hung up",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbound call {Interaction} broke off")]
    private partial void LogFailed(Exception failure, InteractionId interaction);

    /// <summary>The beginning of an endless sound.</summary>
    private sealed class Limited(IAudioSource endless, TimeSpan length) : IAudioSource
    {
        private int frames = (int)(length / TimeSpan.FromMilliseconds(20));

        public bool Read(Span<short> frame) => endless.Read(frame) && --frames > 0;
    }
}
