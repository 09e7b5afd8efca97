using System.Collections.Frozen;

namespace Kindline.Foundation;

/// <summary>The two-letter codes of states, the District of Columbia and the inhabited territories (USPS Publication 28, appendix B).</summary>
public static class UsState
{
    private static readonly FrozenSet<string> Codes = FrozenSet.ToFrozenSet(
    [
        "AL", "AK", "AS", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "GU", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME",
        "MD", "MA", "MI", "MN", "MP", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "PR", "RI",
        "SC", "SD", "TN", "TX", "UT", "VT", "VA", "VI", "WA", "WV", "WI", "WY",
    ]);

    /// <summary>Whether this is one of them, in capital letters: "TX".</summary>
    public static bool IsCode(string? text) => text is not null && Codes.Contains(text);

    /// <summary>All of them, in no order.</summary>
    public static IReadOnlyCollection<string> All => Codes;
}
