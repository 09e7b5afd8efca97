namespace Kindline.Benchmarks.Soak;

/// <param name="Calls">At the same time.</param>
/// <param name="Shortest">Length of a call.</param>
/// <param name="Longest">Length of a call.</param>
/// <param name="Part">How long each window is.</param>
/// <param name="Parts">How many there are.</param>
/// <param name="Compared">How many of the first and of the last are compared.</param>
internal sealed record SoakPlan(int Calls, TimeSpan Shortest, TimeSpan Longest, TimeSpan Part, int Parts, int Compared)
{
    /// <summary>Half of what `bench voice` finds on two quiet cores.</summary>
    public const int DefaultCalls = 300;

    public static SoakPlan Quick => new(50, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(4), 10, 2);

    /// <summary>An hour; calls of three minutes in the mean.</summary>
    public static SoakPlan Hour(int calls) => new(calls, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(330), TimeSpan.FromMinutes(1), 60, 6);
}
