namespace Kindline.Engine.Simulation;

/// <summary>What will happen when, in simulated time; two things at the same instant happen in the order in which they were planned.</summary>
internal sealed class Timeline(DateTimeOffset start)
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Order)> _plans = new();
    private int _planned;

    public DateTimeOffset Now { get; private set; } = start;

    public DateTimeOffset? NextAt => _plans.TryPeek(out _, out var when) ? when.At : null;

    public void At(DateTimeOffset at, Action happens) => _plans.Enqueue(happens, (at, ++_planned));

    public void In(double seconds, Action happens) => At(Now.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)), happens);

    public void MoveTo(DateTimeOffset at) => Now = at > Now ? at : Now;

    public void HappenNext()
    {
        if (_plans.TryDequeue(out var happens, out var when))
        {
            MoveTo(when.At);
            happens();
        }
    }
}
