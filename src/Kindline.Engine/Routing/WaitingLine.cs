namespace Kindline.Engine.Routing;

/// <summary>
/// All who wait in one queue, in the order in which they are served: those put at the head, then by priority (greater first), then
/// by arrival. One lane for each priority ever used, p in all: operations are O(p + log n).
/// </summary>
internal sealed class WaitingLine
{
    private static readonly HeapKey Head = new(long.MinValue, 0);

    private readonly List<WaitingLane> _lanes = [];

    public int Waiting { get; private set; }

    public Contact? First
    {
        get
        {
            foreach (var lane in _lanes)
            {
                if (lane.Waiting > 0)
                {
                    return lane.First;
                }
            }

            return null;
        }
    }

    /// <summary>When the one who waits longest joined, or null. Within a lane those in front joined first.</summary>
    public DateTimeOffset? LongestWaitingSince
    {
        get
        {
            DateTimeOffset? longest = null;
            foreach (var lane in _lanes)
            {
                if (lane.First is { } first && (longest is null || first.WaitingSince < longest))
                {
                    longest = first.WaitingSince;
                }
            }

            return longest;
        }
    }

    public void Join(Contact contact)
    {
        var lane = LaneFor(contact.AtHead ? Head : new HeapKey(-(long)contact.Priority, 0));
        contact.Lane = lane;
        contact.State = ContactState.Waiting;
        lane.Join(contact);
        Waiting++;
    }

    public void StepIn(Contact contact)
    {
        contact.State = ContactState.Waiting;
        contact.Lane.StepIn(contact);
        Waiting++;
    }

    public void StepOut(Contact contact)
    {
        contact.Lane.StepOut(contact);
        Waiting--;
    }

    public static void GiveUpSlot(Contact contact) => contact.Lane.GiveUpSlot(contact);

    public int PlaceOf(Contact contact)
    {
        var ahead = 0;
        foreach (var lane in _lanes)
        {
            if (lane == contact.Lane)
            {
                return ahead + lane.PlaceOf(contact);
            }

            ahead += lane.Waiting;
        }

        throw new InvalidOperationException("The contact is in no lane of this line.");
    }

    private WaitingLane LaneFor(HeapKey order)
    {
        var at = 0;
        while (at < _lanes.Count && _lanes[at].Order.IsBefore(order))
        {
            at++;
        }

        if (at == _lanes.Count || _lanes[at].Order != order)
        {
            _lanes.Insert(at, new WaitingLane(order));
        }

        return _lanes[at];
    }
}
