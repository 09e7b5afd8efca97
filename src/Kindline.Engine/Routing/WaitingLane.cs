using System.Numerics;

namespace Kindline.Engine.Routing;

/// <summary>
/// First come, first served: the contacts of one queue and one priority. Everyone who joins has a slot; one who is being offered
/// to an agent has stepped out but keeps it, and so comes back to the old place. A Fenwick tree counts who waits, so that the first
/// and anyone's place are found in O(log n). Joining is O(log n) and now and then O(n log n), when the slots are laid out anew.
/// </summary>
internal sealed class WaitingLane(HeapKey order)
{
    private const int SmallestCapacity = 16;

    private Contact?[] _slots = new Contact?[SmallestCapacity];
    private int[] _tree = new int[SmallestCapacity + 1];
    private int _used;
    private int _held;

    // The slot of who waits first, or -1 where it must be looked up.
    private int _first = -1;

    /// <summary>Where the lane stands among the lanes of its queue.</summary>
    public HeapKey Order { get; } = order;

    /// <summary>How many wait.</summary>
    public int Waiting { get; private set; }

    /// <summary>Who waits first, or null.</summary>
    public Contact? First
    {
        get
        {
            if (Waiting == 0)
            {
                return null;
            }

            if (_first < 0)
            {
                _first = FirstSlot();
            }

            return _slots[_first];
        }
    }

    public void Join(Contact contact)
    {
        if (_used == _slots.Length)
        {
            LayOut();
        }

        contact.Slot = _used;
        _slots[_used++] = contact;
        _held++;
        StepIn(contact);
    }

    /// <summary>Back from an offer, to the slot kept.</summary>
    public void StepIn(Contact contact)
    {
        if (Waiting++ == 0 || contact.Slot < _first)
        {
            _first = contact.Slot;
        }

        Count(contact.Slot, +1);
    }

    /// <summary>Out to an agent; the slot is kept.</summary>
    public void StepOut(Contact contact)
    {
        Waiting--;
        Count(contact.Slot, -1);
        if (contact.Slot == _first)
        {
            var next = _first + 1;
            _first = next < _used && _slots[next] is { State: ContactState.Waiting } ? next : -1;
        }
    }

    /// <summary>Gives up the slot of one who has stepped out.</summary>
    public void GiveUpSlot(Contact contact)
    {
        _slots[contact.Slot] = null;
        contact.Slot = -1;
        _held--;
    }

    /// <summary>How many wait up to and including this contact.</summary>
    public int PlaceOf(Contact contact)
    {
        var place = 0;
        for (var i = contact.Slot + 1; i > 0; i &= i - 1)
        {
            place += _tree[i];
        }

        return place;
    }

    private void Count(int slot, int change)
    {
        var tree = _tree;
        for (var i = slot + 1; i < tree.Length; i += i & -i)
        {
            tree[i] += change;
        }
    }

    private int FirstSlot()
    {
        // The capacity is a power of two: walk down, passing over every half in which nobody waits.
        var passed = 0;
        for (var half = _slots.Length / 2; half > 0; half /= 2)
        {
            if (_tree[passed + half] == 0)
            {
                passed += half;
            }
        }

        return passed;
    }

    private void LayOut()
    {
        var old = _slots;
        var capacity = Math.Max(SmallestCapacity, (int)BitOperations.RoundUpToPowerOf2((uint)(_held + 1) * 2));
        _slots = new Contact?[capacity];
        _tree = new int[capacity + 1];
        var next = 0;
        foreach (var contact in old)
        {
            if (contact is null)
            {
                continue;
            }

            contact.Slot = next;
            _slots[next++] = contact;
            if (contact.State == ContactState.Waiting)
            {
                Count(contact.Slot, +1);
            }
        }

        _used = next;
        _first = -1;
    }
}
