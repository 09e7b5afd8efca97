namespace Kindline.Demo.Town;

/// <summary>How fast the town lives and how many of it call.</summary>
/// <param name="Speed">So many times faster than life people call, wait, talk and write; what the centre plays takes its own time.</param>
/// <param name="Load">So many times the usual number of callers, and of agents up to nine.</param>
internal sealed record TownPace(int Speed, int Load)
{
    /// <summary>Light for a laptop: two or three calls at a time.</summary>
    private const int CallsPerBusiestHour = 130;

    private const int AgentsAtLoad = 3;

    /// <summary>agent1 is never taken: it is the seat that a visitor is told to sit on.</summary>
    public const int MostAgents = 9;

    public double PerBusiestHour => CallsPerBusiestHour * (double)Load * Speed;

    /// <summary>A town that is faster than its centre can greet must not grow by a call at a time without end.</summary>
    public int MostAtOnce => 6 + (3 * Load);

    public int Agents => Math.Min(AgentsAtLoad * Load, MostAgents);

    /// <summary>A time of life at this speed.</summary>
    public TimeSpan Of(double seconds) => TimeSpan.FromSeconds(seconds / Speed);
}
