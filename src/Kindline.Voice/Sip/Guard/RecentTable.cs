namespace Kindline.Voice.Sip.Guard;

/// <summary>
/// A table that never holds more than its capacity: what was looked at longest ago makes room. A flood of forged addresses turns it
/// over and does not grow it. Not safe for concurrent use.
/// </summary>
internal sealed class RecentTable<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> byUse = [];

    public int Count => nodes.Count;

    public IEnumerable<KeyValuePair<TKey, TValue>> Entries => byUse.Select(e => KeyValuePair.Create(e.Key, e.Value));

    /// <summary>The value without making it recent.</summary>
    public bool TryGet(TKey key, out TValue value)
    {
        var found = nodes.TryGetValue(key, out var node);
        value = found ? node!.Value.Value : default!;
        return found;
    }

    public void Set(TKey key, TValue value)
    {
        if (nodes.TryGetValue(key, out var known))
        {
            known.Value = (key, value);
            byUse.Remove(known);
            byUse.AddFirst(known);
            return;
        }
        // The node of the one that goes is used again: a turning table makes no garbage.
        var node = nodes.Count < capacity ? new LinkedListNode<(TKey, TValue)>((key, value)) : TakeOldest();
        node.Value = (key, value);
        byUse.AddFirst(node);
        nodes[key] = node;
    }

    public bool Remove(TKey key)
    {
        if (!nodes.Remove(key, out var node))
        {
            return false;
        }
        byUse.Remove(node);
        return true;
    }

    private LinkedListNode<(TKey Key, TValue Value)> TakeOldest()
    {
        var last = byUse.Last ?? throw new InvalidOperationException("A table of no capacity holds nothing.");
        byUse.RemoveLast();
        nodes.Remove(last.Value.Key);
        return last;
    }
}
