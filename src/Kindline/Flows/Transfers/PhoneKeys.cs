using Kindline.Agents;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Telephony;
using Kindline.Voice.Calls;

namespace Kindline.Flows.Transfers;

/// <summary>
/// The Transfer key of an agent's own SIP phone does what the desk's does (REFER, RFC 3515), and another phone of the agent's takes the
/// talk over (Replaces, RFC 3891). What the key's display says is a colleague's phone name or a telephone number.
/// </summary>
internal sealed partial class PhoneKeys(AgentRegister agents, LiveCalls calls, TransferTargets targets, AuditTrail trail, ILogger<PhoneKeys> logger)
{
    /// <summary>Listens to the leg of an agent in a call, until the leg is over.</summary>
    public void Watch(LiveCall call, AgentId agent, CallLeg leg) => leg.Referred += (_, referral) => _ = ObserveAsync(call, agent, referral);

    /// <summary>The agent speaks from this phone from now on; refused where the call is not in a state for that.</summary>
    public async Task TakeOverAsync(IncomingCall incoming, CallLeg replaced, CancellationToken ct)
    {
        var agent = agents.OfPhone(incoming.RegisteredUser ?? "");
        if (agent is not { } id || calls.All.FirstOrDefault(c => c.Agent == id || c.Guest == id) is not { } call)
        {
            await incoming.Leg.RejectAsync(481, "Call/Transaction Does Not Exist");
            return;
        }
        if (!await incoming.Leg.AnswerAsync(ct))
        {
            return;
        }
        if (await call.AskAsync(new CallCommand.Move(id, incoming.Leg, replaced), ct) is null)
        {
            await call.Closed.WaitAsync(ct);
        }
    }

    private async Task ObserveAsync(LiveCall call, AgentId agent, CallReferral referral)
    {
        try
        {
            await ReferAsync(call, agent, referral);
        }
#pragma warning disable CA1031 // The outer edge: the phone is told, and the call goes on as it was.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(failure, call.Id);
            referral.Refuse(500, "Server Internal Error");
            referral.Tell(500, "Server Internal Error");
        }
    }

    private async Task ReferAsync(LiveCall call, AgentId agent, CallReferral referral)
    {
        // Whom a phone of ours would have spoken to already has been brought by the desk, and is joined there.
        if (referral.IsAttended)
        {
            referral.Refuse(481, "Call/Transaction Does Not Exist");
            return;
        }
        if (await targets.OfKeysAsync(referral.Target.User ?? "", call.Practice, agent, CancellationToken.None) is not { } target)
        {
            referral.Refuse(404, "Not Found");
            return;
        }
        referral.Grant();
        var transfer = call.AskAsync(new CallCommand.Transfer(agent, target, Consult: false, Note: null), CancellationToken.None);
        await trail.AppendAsync(
            new AuditEntry("call.transferred", 'E', new AuditActor(agent.Value, "agent", null, null)) { ObjectType = "Interaction", ObjectId = call.Id.ToString(), Reason = "the phone's own key" }, CancellationToken.None);
        if (await transfer is null)
        {
            referral.Tell(200, "OK");
        }
        else
        {
            referral.Tell(603, "Decline");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The phone's transfer of call {Interaction} failed")]
    private partial void LogFailed(Exception failure, InteractionId interaction);
}
