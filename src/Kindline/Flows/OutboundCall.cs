using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;
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

namespace Kindline.Flows;

/// <summary>Whether an outbound call began; its interaction is on the record from then on.</summary>
public abstract record OutboundStart
{
    public sealed record Begun(InteractionId Id) : OutboundStart;

    /// <summary>Why not, in words for the agent.</summary>
    public sealed record Refused(string Why) : OutboundStart;
}

/// <summary>Who calls whom, and for which patient.</summary>
public sealed record OutboundInput(AgentId Agent, PracticeId Practice, PhoneNumber To, PatientId? Patient);

/// <summary>
/// A call that an agent makes: the agent's own phone rings first, then the callee's; the callee hears that the call is recorded
/// before anything is. One awaited method from the first ring to the record.
/// </summary>
internal sealed partial class OutboundCall(
    FloorHost floor, AgentRegister agents, AgentPhone phones, DidMap numbers, VoiceHost voice, LiveCalls calls, InteractionLog log,
    PromptLibrary prompts, CallRecorder recorder, Conversation conversation, SettleOwed settle, TimeProvider clock,
    IHostApplicationLifetime host, ILogger<OutboundCall> logger)
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
        if (before is { State: AgentState.SignedOut })
        {
            await floor.SendAsync(new FloorInput.SignedIn(input.Agent), ct);
        }
        if (!await floor.SendAsync(new FloorInput.OutboundStarted(input.Agent, id), ct))
        {
            return new OutboundStart.Refused("You are on another call, or one is just ringing.");
        }
        var live = new LiveCall(id, input.Practice, line.PracticeName, Direction.Outbound, line.E164, input.To.Value, line.Name, now) { Agent = input.Agent };
        calls.Add(live);
        log.Append(id, EventType.Started, new StartedFact(
            input.Practice, Channel.Voice, Direction.Outbound, line.E164, input.To.Value, line.Name, input.Agent, input.Patient));
        _ = ObserveAsync(live, trunk, before is { State: AgentState.Ready } ? NextState.Ready : NextState.Away(before?.Reason ?? "away"));
        return new OutboundStart.Begun(id);
    }

    private async Task ObserveAsync(LiveCall live, Trunk trunk, NextState before)
    {
        var outcome = Outcome.Failed;
        var reason = default(string);
        try
        {
            (outcome, reason) = await RunAsync(live, trunk, host.ApplicationStopping);
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
        if (reason == OwnPhone && live.Agent is { } agent)
        {
            // There was no call to write anything about: the agent is where the agent was.
            await floor.SendAsync(new FloorInput.WrapUpDone(agent, before), CancellationToken.None);
        }
        if (outcome == Outcome.Handled)
        {
            await settle.RunAsync(
                new GotThrough(live.Practice, live.To, live.Id, Direction.Outbound, clock.GetUtcNow()), CancellationToken.None);
        }
    }

    private async Task<(Outcome Outcome, string? Reason)> RunAsync(LiveCall live, Trunk trunk, CancellationToken ct)
    {
        var agent = live.Agent ?? throw new InvalidOperationException("An outbound call begins with its agent.");
        var own = await phones.RingAsync(agent, live.To, $"Calling for {live.PracticeName}", answerItself: true, AgentRings, ct);
        if (own is not DialOutcome.Answered { Leg: var agentLeg })
        {
            return (Outcome.Failed, OwnPhone);
        }
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
            return (Outcome.Failed, Words(callee));
        }
        await gone.CancelAsync();
        await hangUp;
        await TalkAsync(live, outside, agentLeg, ct);
        return (Outcome.Handled, null);
    }

    private async Task TalkAsync(LiveCall live, CallLeg outside, CallLeg agentLeg, CancellationToken ct)
    {
        log.Append(live.Id, EventType.Connected, new NoFact());
        agentLeg.Media.SetBackground(null);
        await using var conference = new Conference(voice.Media);
        conference.Add(outside.Media, ConferenceRole.Outside);
        CallRecording? recording = null;
        try
        {
            if (await AnnounceAsync(live, outside))
            {
                recording = recorder.Start(live.Id, live.Practice, RecordingKind.Call);
                conference.Recorder = recording?.Sink;
            }
            await conversation.RunAsync(live, conference, outside, agentLeg, ct);
        }
        finally
        {
            await outside.HangUpAsync();
            await agentLeg.HangUpAsync();
            conference.Recorder = null;
            await (recording?.FinishAsync() ?? Task.CompletedTask);
            log.Append(live.Id, EventType.HungUp, new HungUpFact(live.EndedBy ?? (outside.End?.By == LegEnder.Peer ? "callee" : "us"), outside.End?.Why));
        }
    }

    private async Task<bool> AnnounceAsync(LiveCall live, CallLeg outside)
    {
        if (await prompts.FindAsync(live.Practice, live.From, PromptKind.RecordedOutbound, outside.Ended) is not { } words)
        {
            return false;
        }
        await outside.Media.PlayAsync(new ClipSource(words.Samples), outside.Ended);
        var heard = !outside.Ended.IsCancellationRequested;
        log.Append(live.Id, EventType.Played, new PlayedFact(nameof(PromptKind.RecordedOutbound), heard));
        return heard;
    }

    /// <summary>Until the callee answers, hanging up is all the agent can ask for.</summary>
    private static async Task HangUpWhileDiallingAsync(LiveCall live, CallLeg agentLeg, CancellationToken over)
    {
        try
        {
            while (true)
            {
                var command = await live.Commands.ReadAsync(over);
                command.Done.TrySetResult(command.Verb == CallVerb.HangUp);
                if (command.Verb == CallVerb.HangUp)
                {
                    await agentLeg.HangUpAsync();
                }
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
