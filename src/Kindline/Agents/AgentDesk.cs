using Kindline.Dispositions;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Interactions;
using Kindline.Routing;

namespace Kindline.Agents;

/// <summary>What came of an agent's wish to be in another state.</summary>
public abstract record StateChange
{
    public sealed record Done : StateChange;

    /// <summary>Why not, in words for the agent.</summary>
    public sealed record Refused(string Why) : StateChange;
}

/// <summary>
/// What agents ask of the floor: ready, away, out, and what comes after this call. Who asks to be ready without a phone is
/// "phone lost" until it registers, and ready from then on.
/// </summary>
public sealed class AgentDesk(FloorHost floor, InteractionLog log) : IWrapUpDesk
{
    public async Task<StateChange> SetAsync(AgentId id, AgentState wanted, string? reason, CancellationToken ct)
    {
        var now = await floor.AskAsync(f => f.Agent(id), ct);
        if (now is null)
        {
            return new StateChange.Refused("You are not set up to take calls. Ask an administrator.");
        }
        if (now.State == AgentState.SignedOut && wanted != AgentState.SignedOut)
        {
            await floor.SendAsync(new FloorInput.SignedIn(id), ct);
        }
        if (now is { State: AgentState.WrapUp, Interaction: { } open })
        {
            // Asking for the next state is the end of the wrap-up, said in other words.
            log.Append(open, EventType.WrapUpDone, new AgentFact(id));
            return Told(await floor.SendAsync(new FloorInput.WrapUpDone(id, Next(wanted, reason)), ct));
        }
        FloorInput input = wanted switch
        {
            AgentState.Ready => new FloorInput.Readied(id),
            AgentState.SignedOut => new FloorInput.SignedOut(id),
            _ => new FloorInput.SentAway(id, reason ?? "away"),
        };
        return now.State == wanted && now.Reason == reason ? new StateChange.Done() : Told(await floor.SendAsync(input, ct));
    }

    /// <summary>"Break after this."</summary>
    public async Task<StateChange> ChooseNextAsync(AgentId id, AgentState next, string? reason, CancellationToken ct) =>
        Told(await floor.SendAsync(new FloorInput.NextStateChosen(id, Next(next, reason)), ct));

    public async Task<bool> WritesAboutAsync(AgentId agent, InteractionId interaction, CancellationToken ct) =>
        await floor.AskAsync(f => f.Agent(agent), ct) is { State: AgentState.WrapUp } now && now.Interaction == interaction;

    public async Task DoneAsync(AgentId agent, InteractionId interaction, string? nextState, string? reason, CancellationToken ct)
    {
        var now = await floor.AskAsync(f => f.Agent(agent), ct);
        if (now is not { State: AgentState.WrapUp } || now.Interaction != interaction)
        {
            // An old interaction completed later does not touch what its agent does now.
            return;
        }
        var next = nextState switch
        {
            "away" => NextState.Away(reason ?? "away"),
            "signedOut" => NextState.SignedOut,
            _ => NextState.Ready,
        };
        await floor.SendAsync(new FloorInput.WrapUpDone(agent, next), ct);
    }

    private static NextState Next(AgentState state, string? reason) => state switch
    {
        AgentState.Ready => NextState.Ready,
        AgentState.SignedOut => NextState.SignedOut,
        _ => NextState.Away(reason ?? "away"),
    };

    private static StateChange Told(bool accepted) =>
        accepted ? new StateChange.Done() : new StateChange.Refused("That is not possible just now. Finish the call at hand first.");
}
