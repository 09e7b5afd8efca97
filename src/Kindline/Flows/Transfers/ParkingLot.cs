using System.Globalization;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Telephony;

namespace Kindline.Flows.Transfers;

/// <summary>A caller who stands parked.</summary>
/// <param name="Slot">What people say to each other: "somebody for you on 701".</param>
internal sealed record ParkedCall(string Slot, LiveCall Call, AgentId ParkedBy, DateTimeOffset Since)
{
    private TaskCompletionSource<AgentId> taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who wants to take the caller.</summary>
    public Task<AgentId> Taken => taken.Task;

    /// <summary>False where somebody else was faster.</summary>
    public bool Take(AgentId agent) => taken.TrySetResult(agent);

    /// <summary>The one who wanted to did not come to the phone.</summary>
    public void WaitOn() => taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>The slots 701 to 799 of the centre and who stands in them.</summary>
internal sealed class ParkingLot(LiveChanges live)
{
    private const int First = 701;
    private const int Last = 799;

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, ParkedCall> parked = new(StringComparer.Ordinal);

    public IReadOnlyList<ParkedCall> All
    {
        get
        {
            lock (gate)
            {
                return [.. parked.Values];
            }
        }
    }

    public ParkedCall? Find(string slot)
    {
        lock (gate)
        {
            return parked.GetValueOrDefault(slot);
        }
    }

    /// <summary>The lowest free slot, or null where all are taken.</summary>
    public ParkedCall? Enter(LiveCall call, AgentId by, DateTimeOffset now)
    {
        lock (gate)
        {
            for (var number = First; number <= Last; number++)
            {
                var slot = number.ToString(CultureInfo.InvariantCulture);
                if (!parked.ContainsKey(slot))
                {
                    var entered = new ParkedCall(slot, call, by, now);
                    parked.Add(slot, entered);
                    live.Changed("parked");
                    return entered;
                }
            }
        }
        return null;
    }

    public void Leave(ParkedCall call)
    {
        lock (gate)
        {
            parked.Remove(call.Slot);
        }
        live.Changed("parked");
    }
}
