using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Numbers;
using Kindline.Routing;
using Kindline.Telephony;

namespace Kindline.Flows;

/// <summary>
/// Nothing that the agent does just then stands before a call for help (47 CFR 9.16(b)(1)): a caller who talks waits and help is
/// asked as a third, what only rings is left, and any number of ours is shown where the practice has none. No step reads the database
/// once the numbers are known.
/// </summary>
internal sealed class WayForHelp(FloorHost floor, LiveCalls calls, AgentRegister agents, DidMap numbers, TimeProvider clock)
{
    // A call that is hung up ends within a few round trips; who dials 911 does not wait longer for it.
    private const int Tries = 40;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// From within a talk, 911 is consulted: the caller hears music and may be joined. Whoever asks for it twice has it already. Null
    /// where the agent talks with nobody outside.
    /// </summary>
    public async Task<OutboundStart?> AskWithinAsync(OutboundInput input, AgentSnapshot? now, CancellationToken ct)
    {
        if (now is not { State: AgentState.OnCall or AgentState.OnHold, Interaction: { } id }
            || calls.Find(id) is not { } running || running.Agent != input.Agent)
        {
            return null;
        }
        if (IsWith(running, input.To) || await AskAsync(running, input, ct) is null)
        {
            return new OutboundStart.Begun(id);
        }
        await running.AskAsync(new CallCommand.Cancel(input.Agent), ct);
        return await AskAsync(running, input, ct) is null ? new OutboundStart.Begun(id) : null;
    }

    /// <summary>
    /// Ends what keeps the agent from a call of their own, and takes the agent. False where that does not come about, at once where there is
    /// nothing to end.
    /// </summary>
    public async Task<bool> TakeAsync(FloorInput.OutboundStarted start, AgentSnapshot? now, CancellationToken ct)
    {
        if (now is { State: AgentState.Ringing })
        {
            await floor.SendAsync(new FloorInput.SentAway(start.Agent, "emergency"), ct);
        }
        else if (now is { Interaction: { } id } && calls.Find(id) is { } running)
        {
            await running.AskAsync(new CallCommand.HangUp(start.Agent), ct);
        }
        else
        {
            return false;
        }
        for (var n = 0; n < Tries; n++)
        {
            if (await floor.SendAsync(start, ct))
            {
                return true;
            }
            await Task.Delay(Between, clock, ct);
        }
        return false;
    }

    /// <summary>Where help calls back: a number of the practice, else of the agent's queues, else any of ours; those that are shown to callees first.</summary>
    public async Task<DialledLine?> LineAsync(OutboundInput input, CancellationToken ct)
    {
        var queues = agents.Find(input.Agent)?.Profile?.Queues.Select(q => q.QueueId).ToHashSet() ?? [];
        return (await numbers.KnownAsync(ct))
            .OrderByDescending(l => l.PracticeId == input.Practice)
            .ThenByDescending(l => queues.Contains(l.QueueId))
            .ThenByDescending(l => l.ShownOutbound)
            .ThenBy(l => l.E164, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    /// <summary>A second press must not hang up on the help that the first has brought.</summary>
    private static bool IsWith(LiveCall running, string number) =>
        running.OutsideNumber == number || running.Transfer is { Target: TransferTarget.Outside asked } && asked.Number == number;

    private static Task<string?> AskAsync(LiveCall running, OutboundInput input, CancellationToken ct) =>
        running.AskAsync(new CallCommand.Transfer(input.Agent, new TransferTarget.Outside(input.To), Consult: true, Note: null), ct);
}
