using Kindline.Engine.Routing.Strategies;

namespace Kindline.Engine.Routing;

/// <summary>One queue as the floor knows it: who waits, who is ready, and how many agents are in each state.</summary>
internal sealed class FloorQueue(QueueSettings settings, IRoutingStrategy strategy)
{
    private readonly int[] _agentsIn = new int[Enum.GetValues<AgentState>().Length];
    private readonly IndexedHeap<Seat> _ready = new();

    public QueueSettings Settings { get; set; } = settings;

    public IRoutingStrategy Strategy { get; set; } = strategy;

    public WaitingLine Line { get; } = new();

    public FloorAgent? BestReady => _ready.First?.Agent;

    /// <summary>Why nobody can be expected to take a caller, or null when somebody can.</summary>
    public OverflowReason? Unserved =>
        Busy + _agentsIn[(int)AgentState.Ready] > 0 ? null : Absent > 0 ? OverflowReason.AllAway : OverflowReason.NobodySignedIn;

    private int Busy => _agentsIn[(int)AgentState.Ringing] + _agentsIn[(int)AgentState.OnCall]
        + _agentsIn[(int)AgentState.OnHold] + _agentsIn[(int)AgentState.Consulting] + _agentsIn[(int)AgentState.WrapUp];

    private int Absent => _agentsIn[(int)AgentState.Away] + _agentsIn[(int)AgentState.PhoneLost];

    public void Enter(Seat seat)
    {
        _agentsIn[(int)seat.Agent.State]++;
        if (seat.Agent.State == AgentState.Ready)
        {
            AddReady(seat);
        }
    }

    public void Move(Seat seat, AgentState from, AgentState to)
    {
        _agentsIn[(int)from]--;
        _agentsIn[(int)to]++;
        if (from == AgentState.Ready)
        {
            _ready.Remove(seat);
        }

        if (to == AgentState.Ready)
        {
            AddReady(seat);
        }
    }

    public void Leave(Seat seat)
    {
        _agentsIn[(int)seat.Agent.State]--;
        if (seat.HeapIndex >= 0)
        {
            _ready.Remove(seat);
        }
    }

    private void AddReady(Seat seat)
    {
        var agent = new IdleAgent(seat.Agent.Id, seat.Agent.ReadyOrder);
        _ready.Add(seat, new HeapKey(seat.Level, Strategy.Rank(in agent)));
    }

    public QueueSnapshot Snapshot()
    {
        var (ready, busy, absent) = (_agentsIn[(int)AgentState.Ready], Busy, Absent);
        return new(Settings.Id, Line.Waiting, Line.LongestWaitingSince, ready + busy + absent, ready, busy, absent);
    }
}
