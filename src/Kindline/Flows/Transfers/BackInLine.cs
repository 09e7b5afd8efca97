using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Flows.Steps;
using Kindline.Routing;

namespace Kindline.Flows.Transfers;

/// <summary>A caller who has talked with us waits in a queue again.</summary>
internal sealed class BackInLine(QueueStep queue, FloorHost floor)
{
    /// <summary>The head of a queue, before everybody: somebody of ours has let this caller down.</summary>
    public async Task<Handover> AtHeadAsync(CallContext call, QueueId line, AgentId preferred, CancellationToken ct) =>
        await AnsweredAsync(await queue.AgainAsync(call, line, atHead: true, preferred, ct), call);

    /// <summary>The end of a queue that an agent chose; its answer to a queue that takes nobody is for the one who sent the caller.</summary>
    public Task<QueueEnd> AtEndAsync(CallContext call, QueueId line, CancellationToken ct) =>
        queue.AgainAsync(call, line, atHead: false, preferred: null, ct);

    public async Task<Handover> AnsweredAsync(QueueEnd end, CallContext call)
    {
        switch (end)
        {
            case QueueEnd.Answered answered:
                return new Handover.With(new Speaker(answered.Agent, answered.Leg), Whispers: true);
            case QueueEnd.CallerLeft:
                return new Handover.CallerLeft();
            default:
                await floor.SendAsync(new FloorInput.Left(call.Id), CancellationToken.None);
                return new Handover.ToVoicemail();
        }
    }
}
