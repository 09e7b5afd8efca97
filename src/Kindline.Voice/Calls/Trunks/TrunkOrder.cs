namespace Kindline.Voice.Calls.Trunks;

/// <summary>In which order trunks are tried: by priority, and by chance within one, a share as large as the weight (RFC 2782).</summary>
internal static class TrunkOrder
{
    /// <summary>All trunks that take calls out, each once; those that are not fit now come last, as a bad chance is better than none.</summary>
    /// <param name="trunks">All there are.</param>
    /// <param name="fit">Whether one may be tried before others.</param>
    /// <param name="chance">Used by one thread at a time.</param>
    public static IReadOnlyList<Trunk> Of(IEnumerable<Trunk> trunks, Func<Trunk, bool> fit, Random chance) =>
    [
        .. trunks.Where(t => t.Outbound is not null)
            .GroupBy(t => t.Priority)
            .OrderBy(g => g.Key)
            .SelectMany(g => Shuffled(g, chance))
            .OrderByDescending(fit),
    ];

    // Those of weight 0 stand first, where only the number 0 picks one of them while others have weight.
    private static IEnumerable<Trunk> Shuffled(IEnumerable<Trunk> equals, Random chance)
    {
        var left = equals.OrderBy(t => t.Weight > 0).ToList();
        while (left.Count > 0)
        {
            var picked = chance.Next(left.Sum(t => t.Weight) + 1);
            var at = left.TakeWhile(t => (picked -= t.Weight) > 0).Count();
            yield return left[at];
            left.RemoveAt(at);
        }
    }
}
