using System.Collections.Concurrent;
using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Supervision;

/// <summary>
/// Somebody who leads is brought into an agent's call by their own phone: listens, whispers to our side, or is heard by all, and
/// changes between the three while the call runs. Beside the call, never in its way: agent and caller notice nothing of a listener, hold and
/// transfer go on as they are, and the coach stays until the call is over or they hang up.
/// </summary>
internal sealed partial class CoachCall(
    FloorHost floor, AgentPhone phones, InteractionLog log, LiveChanges live, KindlineOptions options, IHostApplicationLifetime host,
    ILogger<CoachCall> logger)
{
    private readonly ConcurrentDictionary<AgentId, Coaching> running = new();

    /// <summary>Begins it, or changes the mode of the one that runs. Null where the phone rings or the mode is set, else why not.</summary>
    public async Task<string?> StartAsync(LiveCall call, AgentId coach, string name, CoachMode mode, bool showsListening, CancellationToken ct)
    {
        if (running.TryGetValue(coach, out var now))
        {
            return now.Call == call ? Change(now, mode) : "You are in another call. Leave it first.";
        }
        if (call.Room is null)
        {
            return "Nobody talks on this call yet.";
        }
        if (running.Values.FirstOrDefault(c => c.Call == call) is { } other)
        {
            return $"{other.Name} is in this call already.";
        }
        if (await floor.AskAsync(f => f.Agent(coach), ct) is { State: AgentState.SignedOut })
        {
            await floor.SendAsync(new FloorInput.SignedIn(coach), ct);
        }
        var coaching = new Coaching(call, coach, name, showsListening) { Mode = mode };
        if (!running.TryAdd(coach, coaching))
        {
            return "Your phone rings already.";
        }
        if (!await floor.SendAsync(new FloorInput.CoachingStarted(coach), ct))
        {
            running.TryRemove(coach, out _);
            return "You have no phone that can be reached, or a call of your own.";
        }
        _ = ObserveAsync(coaching);
        return null;
    }

    /// <summary>False where the coach is in no call.</summary>
    public async Task<bool> EndAsync(AgentId coach)
    {
        if (!running.TryGetValue(coach, out var now))
        {
            return false;
        }
        await now.Left.CancelAsync();
        return true;
    }

    private async Task ObserveAsync(Coaching coaching)
    {
        try
        {
            await RunAsync(coaching);
        }
        catch (OperationCanceledException)
        {
            // The coach left while the phone rang, or the server stops.
        }
#pragma warning disable CA1031 // The outer edge: the call goes on without its coach.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(failure, coaching.Call.Id);
        }
        finally
        {
            running.TryRemove(coaching.Agent, out _);
            await floor.SendAsync(new FloorInput.CoachingEnded(coaching.Agent), CancellationToken.None);
            live.Changed("floor");
        }
    }

    private async Task RunAsync(Coaching coaching)
    {
        var call = coaching.Call;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(coaching.Left.Token, host.ApplicationStopping);
        _ = LeaveAtEndAsync(coaching);
        if (await phones.RingAsync(
            coaching.Agent, call.Id, call.OutsideNumber, $"Coaching on {call.PracticeName}", answerItself: true, options.TransferRings, over.Token)
            is not DialOutcome.Answered(var leg))
        {
            return;
        }
        try
        {
            Join(coaching, leg);
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(over.Token, leg.Ended);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            call.Room?.Remove(leg.Media);
            call.Coach = null;
            log.Append(call.Id, EventType.CoachLeft, new AgentFact(coaching.Agent));
            await leg.HangUpAsync();
        }
    }

    private static async Task LeaveAtEndAsync(Coaching coaching)
    {
        await coaching.Call.Closed;
        await coaching.Left.CancelAsync();
    }

    private void Join(Coaching coaching, CallLeg leg)
    {
        lock (coaching)
        {
            coaching.Leg = leg;
            Set(coaching);
        }
    }

    private string? Change(Coaching coaching, CoachMode mode)
    {
        lock (coaching)
        {
            if (coaching.Mode != mode)
            {
                coaching.Mode = mode;
                Set(coaching);
            }
        }
        return null;
    }

    /// <summary>Once the phone is answered: who hears the coach, who sees it, and the record.</summary>
    private void Set(Coaching coaching)
    {
        if (coaching.Leg is not { } leg)
        {
            return;
        }
        var call = coaching.Call;
        // The record is never behind what is heard: to be heard by more is written down before it is so, by fewer after.
        var byMore = call.Coach is null || coaching.Mode > call.Coach.Mode;
        if (byMore)
        {
            Note(coaching);
        }
        call.Room?.Add(leg.Media, ConferenceRole.OurSide, coaching.Mode switch
        {
            CoachMode.Barge => Audience.Everybody,
            CoachMode.Whisper => Audience.OurSide,
            _ => Audience.Nobody,
        });
        call.Coach = new LiveCoach(coaching.Agent, coaching.Name, coaching.Mode, coaching.Mode != CoachMode.Listen || coaching.ShowsListening);
        if (!byMore)
        {
            Note(coaching);
        }
        live.Changed("floor");
    }

    private void Note(Coaching coaching) =>
        log.Append(coaching.Call.Id, EventType.Coached, new CoachedFact(coaching.Agent, AgentQueries.Word(coaching.Mode)));

    [LoggerMessage(Level = LogLevel.Error, Message = "The coach of call {Interaction} was lost; the call goes on")]
    private partial void LogFailed(Exception failure, InteractionId interaction);

    /// <summary>One coach in one call.</summary>
    private sealed class Coaching(LiveCall call, AgentId agent, string name, bool showsListening)
    {
        public LiveCall Call => call;

        public AgentId Agent => agent;

        public string Name => name;

        public bool ShowsListening => showsListening;

        public CoachMode Mode { get; set; }

        public CallLeg? Leg { get; set; }

        public CancellationTokenSource Left { get; } = new();
    }
}
