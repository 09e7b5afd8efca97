using System.Globalization;

namespace Kindline.Benchmarks.People;

/// <summary>How much the search bench does.</summary>
/// <param name="People">How many are stored.</param>
/// <param name="Asked">For how many of them each kind of query is typed.</param>
/// <param name="Keep">Where the filled databases stay for the next run, which is spared filling them; null where nothing is kept.</param>
internal sealed record SearchPlan(int People, int Asked, string? Keep)
{
    private static readonly SearchPlan Whole = new(2_000_000, 150, null);
    private static readonly SearchPlan Quick = new(200_000, 25, null);

    /// <summary>Of "--quick", "--people N" and "--keep FOLDER"; null where there is another word.</summary>
    public static SearchPlan? Read(ReadOnlySpan<string> options, SearchPlan? plan = null) => options switch
    {
        [] => plan ?? Whole,
        ["--quick", .. var more] when plan is null => Read(more, Quick),
        ["--people", var text, .. var more] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var people) && people > 0 =>
            Read(more, (plan ?? Whole) with { People = people }),
        ["--keep", var folder, .. var more] => Read(more, (plan ?? Whole) with { Keep = folder }),
        _ => null,
    };
}
