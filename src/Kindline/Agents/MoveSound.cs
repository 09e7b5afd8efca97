using Kindline.Engine;
using Kindline.Interactions;
using Kindline.Telephony;
using Kindline.Voice.Calls;

namespace Kindline.Agents;

/// <summary>
/// The sound of a running call follows the agent's desk: the page that took it, another or the same one loaded again, is rung,
/// answers by itself and takes the place of the leg before. Where it does not come in time, the call stays where it was.
/// </summary>
internal sealed partial class MoveSound(
    AgentRegister agents, AgentPhone phones, VoiceHost voice, LiveCalls calls, TimeProvider clock, IHostApplicationLifetime host, ILogger<MoveSound> logger)
{
    // A page is loaded, has its microphone and is registered within three seconds. An agent who is asked for the microphone first has
    // time to say yes; after that it would be a surprise to be heard all at once.
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>The agent's running call, whose sound is from now on at another place than the desk; null where there is nothing to move.</summary>
    public LiveCall? Leave(KnownAgent agent)
    {
        var call = agent.PhoneKind == PhoneKind.Browser ? calls.All.FirstOrDefault(c => c.Agent == agent.Id || c.Guest == agent.Id) : null;
        call?.SetSoundElsewhere(agent.Id, true);
        return call;
    }

    /// <summary>Brings the sound to this desk; returns at once.</summary>
    public void Follow(KnownAgent agent, Guid desk, LiveCall call) => _ = ObserveAsync(agent, desk, call);

    private async Task ObserveAsync(KnownAgent agent, Guid desk, LiveCall call)
    {
        try
        {
            await RunAsync(agent, desk, call, host.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The time is over, or the server stops: the call stays where it is.
        }
#pragma warning disable CA1031 // The outer edge: the call goes on where it is.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(failure, call.Id);
        }
    }

    private async Task RunAsync(KnownAgent agent, Guid desk, LiveCall call, CancellationToken ct)
    {
        // A phone that rings is waited for, as is the one whom the agent calls.
        await UntilAsync(() => !IsWanted() || IsInTalk(call, agent.Id), ct);
        using var limit = new CancellationTokenSource(Within, clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var refused = CallCommand.NotNow;
        while (refused == CallCommand.NotNow)
        {
            await UntilAsync(() => !IsWanted() || (IsInTalk(call, agent.Id) && IsRegistered(agent)), over.Token);
            if (!IsWanted())
            {
                return;
            }
            // Who takes the desk back from a page that did not come has the sound still.
            refused = voice.Exchange.TalksInBrowser(agent.SipUser) ? null : await TryAsync(agent, call, IsWanted, over.Token);
        }
        if (refused is null)
        {
            call.SetSoundElsewhere(agent.Id, false);
        }

        bool IsWanted() =>
            calls.Find(call.Id) is not null && (call.Agent == agent.Id || call.Guest == agent.Id) && agents.Find(agent.Id)?.DeskId == desk;
    }

    /// <summary>Null where the sound has moved, else why not.</summary>
    private async Task<string?> TryAsync(KnownAgent agent, LiveCall call, Func<bool> isWanted, CancellationToken over)
    {
        if (await phones.RingDeskAsync(agent.Id, call.Id, call.OutsideNumber, call.PracticeName, Within, over) is not DialOutcome.Answered(var leg))
        {
            return "The phone did not answer.";
        }
        var moved = false;
        try
        {
            var refused = isWanted() ? await call.AskAsync(new CallCommand.Move(agent.Id, leg), over) : CallCommand.NotNow;
            moved = refused is null;
            return refused;
        }
        finally
        {
            await (moved ? Task.CompletedTask : leg.HangUpAsync());
        }
    }

    private bool IsRegistered(KnownAgent agent) => voice.Exchange.Registrar.Contacts(agent.SipUser).Any(b => b.Flow.IsWebSocket);

    /// <summary>Whether somebody and the agent hear each other, or would but for a hold; not while a third one's phone rings.</summary>
    private static bool IsInTalk(LiveCall call, AgentId agent)
    {
        var withThird = call.Transfer is { State: TransferStage.Talking or TransferStage.Joined };
        return call.State is InteractionState.Talking or InteractionState.Held
            && (withThird || (call.Agent == agent && call.Guest is null && call.Transfer is null));
    }

    private async Task UntilAsync(Func<bool> holds, CancellationToken ct)
    {
        while (!holds())
        {
            await Task.Delay(LookEvery, clock, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sound of call {Interaction} could not be moved to its agent's new desk")]
    private partial void LogFailed(Exception failure, InteractionId interaction);
}
