namespace Kindline.Engine.Supervision;

/// <summary>"80/20 has held 10 min": the goal at which agents who were moved return by themselves.</summary>
/// <param name="Percent">Of the last half hour, answered within the queue's own limit.</param>
/// <param name="For">How long without a break.</param>
public readonly record struct LevelGoal(double Percent, TimeSpan For)
{
    /// <summary>
    /// Whether the goal is met at this moment: the level of the last half hour is high enough, or nothing was to answer, and nobody has
    /// waited longer than the limit just now.
    /// </summary>
    public bool IsMet(ServiceFigures recent, DateTimeOffset? longestSince, TimeSpan within, DateTimeOffset now) =>
        (recent.Percent is null || recent.Percent >= Percent) && !(now - longestSince > within);
}

/// <summary>How long a goal has been met: one value carried from look to look.</summary>
/// <param name="MetSince">Null while it is not met.</param>
public readonly record struct LevelWatch(DateTimeOffset? MetSince)
{
    /// <summary>The watch after this look, and whether the goal has held for long enough. Pure; O(1).</summary>
    public (LevelWatch Next, bool Held) Look(LevelGoal goal, bool met, DateTimeOffset now)
    {
        if (!met)
        {
            return (default, false);
        }

        var since = MetSince ?? now;
        return (new LevelWatch(since), now - since >= goal.For);
    }
}
