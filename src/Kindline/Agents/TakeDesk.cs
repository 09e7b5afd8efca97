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
internal sealed class TakeDesk(AgentRegister agents, MoveSound sound, VoiceHost voice, AuditTrail trail, LiveChanges live) : IDisposable
{
    // A page claims the desk and asks for its phone in the same breath: the second must see what the first did.
    private readonly SemaphoreSlim one = new(1);

    /// <summary>The new claim; null where the account takes no calls.</summary>
    public Task<Guid?> RunAsync(SignedInUser user, CancellationToken ct) => InTurnAsync(user, agent => TakeAsync(user, agent, ct), ct);

    /// <summary>The claim in force, or a new one where there is none; null where the account takes no calls.</summary>
    public Task<Guid?> FindOrTakeAsync(SignedInUser user, CancellationToken ct) =>
        InTurnAsync(user, agent => agent.DeskId is { } desk ? Task.FromResult(desk) : TakeAsync(user, agent, ct), ct);

    public void Dispose() => one.Dispose();

    private async Task<Guid?> InTurnAsync(SignedInUser user, Func<KnownAgent, Task<Guid>> take, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            return await agents.FindOrLoadAsync(user.AgentId, ct) is { } agent ? await take(agent) : null;
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<Guid> TakeAsync(SignedInUser user, KnownAgent agent, CancellationToken ct)
    {
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
