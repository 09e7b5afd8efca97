using Kindline.Agents;
using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Flows.Outside;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Telephony.Signalling;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;
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
/// <param name="Practice">Null where an emergency number is dialled by somebody of whom no practice is known.</param>
/// <param name="To">E.164, or an emergency number.</param>
public sealed record OutboundInput(AgentId Agent, PracticeId? Practice, string To, PatientId? Patient)
{
    public bool IsEmergency => EmergencyNumber.Is(To);
}

/// <summary>
/// A call that an agent makes: the agent's own phone rings first, then the callee's; the callee hears that the call is recorded
/// before anything is, where the law or the centre wants it. An emergency number is neither announced nor recorded. One awaited method from the first ring to the record.
/// </summary>
internal sealed partial class OutboundCall(
    FloorHost floor, AgentRegister agents, AgentPhone phones, DidMap numbers, VoiceHost voice, LiveCalls calls, InteractionLog log,
    RecordingConsent consent, OutboundTalk talk, OutsideDoor door, Emergencies emergencies, WayForHelp help, TimeProvider clock, IHostApplicationLifetime host,
    ILogger<OutboundCall> logger)
{
    private const string OwnPhone = "your phone was not answered";
    private static readonly TimeSpan AgentRings = TimeSpan.FromSeconds(20);

    // At least 15 s or four rings (47 CFR 64.1200(a)(6)); a minute is what people bear.
    private static readonly TimeSpan CalleeRings = TimeSpan.FromSeconds(60);

    /// <summary>Checks, takes the agent and lets the call run on by itself.</summary>
    public async Task<OutboundStart> StartAsync(OutboundInput input, CancellationToken ct)
    {
        var before = await floor.AskAsync(f => f.Agent(input.Agent), ct);
        if (input.IsEmergency && await help.AskWithinAsync(input, before, ct) is { } within)
        {
            return within;
        }
        if (!agents.IsReachable(input.Agent))
        {
            return new OutboundStart.Refused("Your phone is not reachable. Register it, then try again.");
        }
        var (line, why) = await PrepareAsync(input, ct);
        if (line is null)
        {
            return new OutboundStart.Refused(why);
        }
        var id = NewId();
        var (place, limit) = door.TryBegin(input.Agent, input.To);
        if (limit is not null)
        {
            return Refuse(id, input, line, limit);
        }
        if (!await TakesAsync(input, id, before, ct))
        {
            place?.Dispose();
            return new OutboundStart.Refused("You are on another call, or one is just ringing.");
        }
        var live = Begin(id, input, line);
        _ = ObserveAsync(new Dialling(live, line, input, Next(before)) { Place = place });
        return new OutboundStart.Begun(id);
    }

    /// <summary>
    /// Help that was dialled on the phone's own keys; returns at the call's end. It runs also where the agent cannot be taken, as when
    /// a second line of the phone is used: the record says whose phone it was, and nothing is to be wrapped up.
    /// </summary>
    public async Task DialledAsync(OutboundInput input, CallLeg own, CancellationToken ct)
    {
        var (line, why) = await PrepareAsync(input, ct);
        if (line is null)
        {
            await own.RejectAsync(503, why);
            return;
        }
        var before = await floor.AskAsync(f => f.Agent(input.Agent), ct);
        var id = NewId();
        var taken = before is not { State: AgentState.OnCall or AgentState.OnHold or AgentState.Consulting } && await TakesAsync(input, id, before, ct);
        var live = Begin(id, input, line);
        own.Label(new LegLabel(id.Value, CallParty.OwnPhone));
        await ObserveAsync(new Dialling(live, line, input, Next(before)) { Own = own, WrapsUp = taken });
    }

    private async Task<(DialledLine? Line, string Why)> PrepareAsync(OutboundInput input, CancellationToken ct)
    {
        if (!voice.CallsOut)
        {
            return (null, input.IsEmergency ? "There is no trunk: use another telephone" : "There is no trunk for outbound calls.");
        }
        var line = input.IsEmergency ? await help.LineAsync(input, ct) : input.Practice is { } practice ? await numbers.ShownByAsync(practice, ct) : null;
        return (line, "The practice has no number to show to the called person.");
    }

    /// <summary>Who was out is in; whom an emergency finds busy is free for it.</summary>
    private async Task<bool> TakesAsync(OutboundInput input, InteractionId id, AgentSnapshot? before, CancellationToken ct)
    {
        if (before is { State: AgentState.SignedOut })
        {
            await floor.SendAsync(new FloorInput.SignedIn(input.Agent), ct);
        }
        var start = new FloorInput.OutboundStarted(input.Agent, id);
        return await floor.SendAsync(start, ct) || (input.IsEmergency && await help.TakeAsync(start, before, ct));
    }

    private LiveCall Begin(InteractionId id, OutboundInput input, DialledLine line)
    {
        var live = new LiveCall(id, line.PracticeId, line.PracticeName, Direction.Outbound, line.E164, input.To, line.Name, clock.GetUtcNow()) { Agent = input.Agent };
        calls.Add(live);
        Note(id, input, line);
        if (input.To == EmergencyNumber.Police)
        {
            emergencies.Raise(live, input.Agent, EmergencyKind.Dialled911);
        }
        return live;
    }

    /// <summary>On the record as a call that failed, and on the floor of those who lead.</summary>
    private OutboundStart.Refused Refuse(InteractionId id, OutboundInput input, DialledLine line, OutsideRefusal limit)
    {
        Note(id, input, line);
        log.Append(id, EventType.LimitRefused, new LimitRefusedFact(input.Agent, input.To, limit.Kind));
        log.Append(id, EventType.Ended, new EndedFact(Outcome.Failed, WrapUp: false, limit.Words));
        door.Alarm(input.Agent);
        return new OutboundStart.Refused(limit.Words);
    }

    private void Note(InteractionId id, OutboundInput input, DialledLine line) => log.Append(id, EventType.Started, new StartedFact(
        line.PracticeId, Channel.Voice, Direction.Outbound, line.E164, input.To, line.Name, input.Agent, input.Patient));

    private InteractionId NewId() => new(Guid.CreateVersion7(clock.GetUtcNow()));

    private static NextState Next(AgentSnapshot? before) => before is { State: AgentState.Ready } ? NextState.Ready : NextState.Away(before?.Reason ?? "away");

    private async Task ObserveAsync(Dialling call)
    {
        var live = call.Live;
        var (outcome, reason, owes) = (Outcome.Failed, default(string), default(OwedKind?));
        try
        {
            (outcome, reason, owes) = await RunAsync(call, host.ApplicationStopping);
        }
#pragma warning disable CA1031 // The outer edge of a call: whatever went wrong is on the record and in the log.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(failure, live.Id);
        }
        finally
        {
            call.Place?.Dispose();
            await floor.SendAsync(new FloorInput.CallEnded(live.Id), CancellationToken.None);
            log.Append(live.Id, EventType.Ended, new EndedFact(outcome, WrapUp: call.WrapsUp && reason != OwnPhone, reason));
            calls.Remove(live);
        }
        if (call.WrapsUp && reason == OwnPhone)
        {
            // There was no call to write anything about: the agent is where the agent was.
            await floor.SendAsync(new FloorInput.WrapUpDone(call.Input.Agent, call.Before), CancellationToken.None);
        }
        if (outcome == Outcome.Handled)
        {
            await talk.SettleAsync(live, call.Line, owes);
        }
    }

    private async Task<(Outcome Outcome, string? Reason, OwedKind? Owes)> RunAsync(Dialling call, CancellationToken ct)
    {
        var (live, agent) = (call.Live, call.Input.Agent);
        var rule = call.Input.IsEmergency ? null : await RuleAsync(live, call.Input, ct);
        if (await OwnLegAsync(call, ct) is not { } agentLeg)
        {
            return (Outcome.Failed, OwnPhone, null);
        }
        live.AnswerAskedOf = null;
        log.Append(live.Id, EventType.Answered, new AgentFact(agent));
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(ct, agentLeg.Ended);
        var hangUp = HangUpWhileDiallingAsync(live, agentLeg, gone.Token);
        agentLeg.Media.SetBackground(Tones.Ringback());
        log.Append(live.Id, EventType.Dialling, new ToFact(live.To));
        var callee = await DialAsync(live, call.Input.IsEmergency, agentLeg, gone.Token);
        if (callee is not DialOutcome.Answered { Leg: var outside })
        {
            agentLeg.Media.SetBackground(null);
            await agentLeg.Media.PlayAsync(new Limited(Tones.Busy(), TimeSpan.FromSeconds(2)), gone.Token);
            await agentLeg.HangUpAsync();
            return (Outcome.Failed, Words(callee), null);
        }
        await gone.CancelAsync();
        await hangUp;
        return (Outcome.Handled, null, await talk.RunAsync(live, call.Line, new Speaker(agent, agentLeg), outside, rule));
    }

    private async Task<DialOutcome> DialAsync(LiveCall live, bool mustGetThrough, CallLeg agentLeg, CancellationToken ct)
    {
        await using var early = new Conference(voice.Media);
        return await voice.Exchange.DialAsync(
            new DialRequest(new DialTarget.Outside(live.To), live.From, live.PracticeName)
            {
                RingFor = CalleeRings,
                MustGetThrough = mustGetThrough,
                Label = new LegLabel(live.Id.Value, CallParty.Outside),
                Attempted = tried =>
                {
                    live.Trunk = tried.Trunk;
                    log.Append(live.Id, EventType.TrunkTried, new TrunkFact(tried.Trunk, tried.Status, tried.Why));
                },
                Ringing = () => log.Append(live.Id, EventType.Ringing, new NoFact()),
                Heard = leg => EarlySound.Play(early, leg, agentLeg),
            },
            ct);
    }

    /// <summary>The agent's phone, which rings for the call or has dialled it; null where it is not answered.</summary>
    private async Task<CallLeg?> OwnLegAsync(Dialling call, CancellationToken ct)
    {
        if (call.Own is { } dialled)
        {
            return await dialled.AnswerAsync(ct) ? dialled : null;
        }
        var rung = await phones.RingAsync(
            call.Input.Agent, call.Live.Id, call.Live.To, $"Calling for {call.Live.PracticeName}", answerItself: true, AgentRings, ct);
        return (rung as DialOutcome.Answered)?.Leg;
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

    /// <summary>What is known before the first ring.</summary>
    /// <param name="Before">Where the agent goes if the own phone is not answered.</param>
    private sealed record Dialling(LiveCall Live, DialledLine Line, OutboundInput Input, NextState Before)
    {
        /// <summary>The agent's phone where it has dialled by itself; else it is rung.</summary>
        public CallLeg? Own { get; init; }

        public bool WrapsUp { get; init; } = true;

        /// <summary>What it takes of the centre's limits; nothing for a call for help.</summary>
        public IDisposable? Place { get; init; }
    }

    /// <summary>The beginning of an endless sound.</summary>
    private sealed class Limited(IAudioSource endless, TimeSpan length) : IAudioSource
    {
        private int frames = (int)(length / TimeSpan.FromMilliseconds(20));

        public bool Read(Span<short> frame) => endless.Read(frame) && --frames > 0;
    }
}
