using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Telephony;

namespace Kindline.Agents;

/// <summary>
/// A page takes the agent's desk, and with it the browser phone. There is one live desk for each agent: the page before loses its
/// phone's secret and its connections at once, and sees in MeView.deskId that it has. A call that runs there stays until its sound has
/// moved to the new page. SIP phones are not touched.
/// </summary>
internal sealed class TakeDesk(AgentRegister agents, MoveSound sound, VoiceHost voice, AuditTrail trail, LiveChanges live)
{
    /// <summary>The new claim; null where the account takes no calls.</summary>
    public async Task<Guid?> RunAsync(SignedInUser user, CancellationToken ct)
    {
        if (await agents.FindOrLoadAsync(user.AgentId, ct) is not { } agent)
        {
            return null;
        }
        var desk = Guid.CreateVersion7();
        await trail.AppendAsync(new AuditEntry("agent.deskTaken", 'U', user.AsActor()) { ObjectType = "Agent", ObjectId = agent.Id.ToString() }, ct);
        // Before the change: the page that has lost the desk must never read that the sound is where the desk is.
        var running = sound.Leave(agent);
        await agents.SetDeskAsync(agent.Id, desk, ct);
        // After the change: what would register anew in between no longer knows the secret.
        voice.Exchange.DropWebSockets(agent.SipUser);
        live.Changed("me", user.Id);
        if (running is not null)
        {
            sound.Follow(agent, desk, running);
        }
        return desk;
    }
}
