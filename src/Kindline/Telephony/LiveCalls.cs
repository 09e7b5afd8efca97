using System.Collections.Concurrent;
using Kindline.Engine;

namespace Kindline.Telephony;

/// <summary>The calls that run now, for look-up by screens and the API; each call itself is owned by its flow.</summary>
public sealed class LiveCalls
{
    private readonly ConcurrentDictionary<InteractionId, LiveCall> calls = new();

    public IEnumerable<LiveCall> All => calls.Values;

    /// <summary>Told of each change that an open page shows, with those of us who have to do with the call, before or after; must return at once.</summary>
    public event Action<LiveCall, IReadOnlyCollection<AgentId>>? Changed;

    public int Count => calls.Count;

    public LiveCall? Find(InteractionId id) => calls.GetValueOrDefault(id);

    public LiveCall? OfAgent(AgentId agent) => calls.Values.FirstOrDefault(c => c.Agent == agent);

    public void Add(LiveCall call)
    {
        call.Changed = people => Changed?.Invoke(call, people);
        calls[call.Id] = call;
    }

    public void Remove(LiveCall call)
    {
        calls.TryRemove(call.Id, out _);
        call.Close();
    }
}
