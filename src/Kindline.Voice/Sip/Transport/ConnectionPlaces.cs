using System.Collections.Concurrent;
using System.Net;
using Kindline.Voice.Sip.Guard;

namespace Kindline.Voice.Sip.Transport;

/// <summary>A connection that holds a place.</summary>
internal interface IPlaced
{
    SipFlow Flow { get; }

    /// <summary>How long ago it was begun.</summary>
    TimeSpan Age { get; }

    /// <summary>Ends it, wherever it is.</summary>
    void Drop();
}

/// <summary>
/// Who may connect to one transport: a stranger's address holds twenty places at most, all strangers together half of them, and whoever
/// has proven nothing within half a minute gives his up. So phones and trunks get in, however many addresses an attacker has.
/// Cost: a look-up and an increment a connection. Safe for concurrent use.
/// </summary>
internal sealed class ConnectionPlaces(MessageIntake intake)
{
    /// <summary>How often <see cref="Sweep"/> is to be called.</summary>
    public static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10);

    private const int Most = 10_000;
    private const int MostOfStrangers = Most / 2;

    // A stranger needs one, and a clinic of strangers behind one address some.
    private const int MostOfStranger = 20;

    // A phone that is there to register does so at once, and is no stranger from then on.
    private static readonly TimeSpan StrangerStays = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<SourceKey, int> bySource = [];
    private int all;
    private int strangers;

    /// <summary>Takes a place for a connection that has come from there; false where there is none.</summary>
    public bool TryTake(IPEndPoint remote)
    {
        var isStranger = intake.IsStranger(remote);
        var source = SourceKey.Of(remote.Address);
        var ofSource = bySource.AddOrUpdate(source, 1, static (_, n) => n + 1);
        var ofAll = Interlocked.Increment(ref all);
        if (ofAll <= Most && (!isStranger || (ofSource <= MostOfStranger && Interlocked.Increment(ref strangers) <= MostOfStrangers)))
        {
            return true;
        }
        Leave(remote);
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(IPEndPoint remote)
    {
        var source = SourceKey.Of(remote.Address);
        Interlocked.Decrement(ref all);
        if (bySource.AddOrUpdate(source, 0, static (_, n) => n - 1) <= 0)
        {
            bySource.TryRemove(KeyValuePair.Create(source, 0));
        }
    }

    /// <summary>Sends strangers away whose time is over, and counts the others anew, as some have proven themselves since or have left.</summary>
    public void Sweep(IEnumerable<IPlaced> connections)
    {
        var left = 0;
        foreach (var connection in connections.Where(c => intake.IsStranger(c.Flow.Remote)))
        {
            if (connection.Age >= StrangerStays)
            {
                connection.Drop();
            }
            else
            {
                left++;
            }
        }
        Interlocked.Exchange(ref strangers, left);
    }
}
