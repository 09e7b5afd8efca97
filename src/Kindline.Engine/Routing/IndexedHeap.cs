namespace Kindline.Engine.Routing;

/// <summary>What can lie in an <see cref="IndexedHeap{T}"/>: it knows its own place, so that it can be taken out of the middle.</summary>
internal interface IHeapItem
{
    /// <summary>The place in the heap, -1 outside; written by the heap alone.</summary>
    int HeapIndex { get; set; }
}

/// <summary>The order of a heap: first by <paramref name="Major"/>, then by <paramref name="Minor"/>, lowest first.</summary>
internal readonly record struct HeapKey(long Major, long Minor)
{
    public bool IsBefore(HeapKey other) => Major < other.Major || (Major == other.Major && Minor < other.Minor);
}

/// <summary>A binary min-heap whose items can be removed from anywhere. Add and remove O(log n), first O(1); no allocation once grown.</summary>
internal sealed class IndexedHeap<T> where T : class, IHeapItem
{
    private Entry[] _entries = new Entry[4];

    public int Count { get; private set; }

    public T? First => Count == 0 ? null : _entries[0].Item;

    public void Add(T item, HeapKey key)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        RiseFrom(Count++, new Entry(key, item));
    }

    public void Remove(T item)
    {
        var hole = item.HeapIndex;
        item.HeapIndex = -1;
        var last = _entries[--Count];
        _entries[Count] = default;
        if (hole == Count)
        {
            return;
        }

        if (hole > 0 && last.Key.IsBefore(_entries[(hole - 1) / 2].Key))
        {
            RiseFrom(hole, last);
        }
        else
        {
            SinkFrom(hole, last);
        }
    }

    private void RiseFrom(int index, Entry entry)
    {
        while (index > 0)
        {
            var parent = (index - 1) / 2;
            if (!entry.Key.IsBefore(_entries[parent].Key))
            {
                break;
            }

            Place(index, _entries[parent]);
            index = parent;
        }

        Place(index, entry);
    }

    private void SinkFrom(int index, Entry entry)
    {
        for (var child = (2 * index) + 1; child < Count; child = (2 * index) + 1)
        {
            if (child + 1 < Count && _entries[child + 1].Key.IsBefore(_entries[child].Key))
            {
                child++;
            }

            if (!_entries[child].Key.IsBefore(entry.Key))
            {
                break;
            }

            Place(index, _entries[child]);
            index = child;
        }

        Place(index, entry);
    }

    private void Place(int index, Entry entry)
    {
        _entries[index] = entry;
        entry.Item.HeapIndex = index;
    }

    private readonly record struct Entry(HeapKey Key, T Item);
}
