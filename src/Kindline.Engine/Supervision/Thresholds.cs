namespace Kindline.Engine.Supervision;

/// <summary>From where on a floor needs its supervisor. The usual values are those of <see cref="Usual"/>.</summary>
/// <param name="WrapUp">An agent's wrap-up is long after this.</param>
/// <param name="Hold">A caller on hold should be told something after this.</param>
/// <param name="Call">A talk is long after this.</param>
/// <param name="MissedOffers">So many missed offers since signing in are too many.</param>
/// <param name="LongestWait">Somebody waits too long in a queue after this.</param>
/// <param name="Waiting">So many waiting are too many.</param>
/// <param name="Percent">A service level of the last half hour below this is too low.</param>
public sealed record Thresholds(TimeSpan WrapUp, TimeSpan Hold, TimeSpan Call, int MissedOffers, TimeSpan LongestWait, int Waiting, double Percent)
{
    /// <summary>Fewer calls than these in the last half hour say nothing about a service level.</summary>
    public const int LeastCalls = 5;

    /// <summary>Wrap-up 3:00, hold 2:00, call 15:00, two missed offers; wait 2:00, five waiting, 80 %.</summary>
    public static Thresholds Usual { get; } = new(
        TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15), 2, TimeSpan.FromMinutes(2), 5, 80);
}
