namespace Kindline.Engine.Supervision;

/// <summary>From where on the sound of a leg is poor.</summary>
/// <param name="Mos">An estimated opinion (ITU-T G.107) below this, from 1 to 4.5; nearly all listeners are dissatisfied below 3.1 (table B.1).</param>
/// <param name="For">For so long without a break.</param>
public readonly record struct SoundLimit(double Mos, TimeSpan For);

/// <summary>How long a leg has sounded poor: one value carried from look to look.</summary>
/// <param name="PoorSince">Null while it does not.</param>
public readonly record struct SoundTrend(DateTimeOffset? PoorSince)
{
    /// <summary>The trend after this look, and whether it has been poor for long enough. Pure; O(1).</summary>
    /// <param name="mos">Of what was heard since the last look; null where nothing was: a leg on hold is not poor.</param>
    /// <param name="lastLook">When that was.</param>
    public (SoundTrend Next, bool IsPoor) Look(SoundLimit limit, double? mos, DateTimeOffset lastLook, DateTimeOffset now)
    {
        DateTimeOffset? since = mos < limit.Mos ? PoorSince ?? lastLook : null;
        return (new SoundTrend(since), now - since >= limit.For);
    }
}

/// <summary>Which trunks are to blame themselves. Pure.</summary>
public static class PoorTrunks
{
    /// <summary>One or two poor legs can be two poor telephones.</summary>
    public const int LeastLegs = 3;

    /// <summary>Those of whose legs at least three, and at least half, are poor, by name.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<(string Trunk, bool IsPoor)> legs) =>
    [
        .. from leg in legs
        group leg.IsPoor by leg.Trunk into trunk
        let poor = trunk.Count(isPoor => isPoor)
        where poor >= LeastLegs && poor * 2 >= trunk.Count()
        orderby trunk.Key
        select trunk.Key,
    ];
}
