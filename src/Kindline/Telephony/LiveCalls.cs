using System.Collections.Concurrent;
using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Telephony;

/// <summary>The calls that run now, for look-up by screens and the API; each call itself is owned by its flow.</summary>
public sealed class LiveCalls(LiveChanges live)
{
    private readonly ConcurrentDictionary<InteractionId, LiveCall> calls = new();

    public IEnumerable<LiveCall> All => calls.Values;

    public int Count => calls.Count;

    public LiveCall? Find(InteractionId id) => calls.GetValueOrDefault(id);

    public LiveCall? OfAgent(AgentId agent) => calls.Values.FirstOrDefault(c => c.Agent == agent);

    public void Add(LiveCall call)
    {
        call.Changed = () => live.Changed("me");
        calls[call.Id] = call;
    }

    public void Remove(LiveCall call)
    {
        calls.TryRemove(call.Id, out _);
        call.Close();
    }
}
