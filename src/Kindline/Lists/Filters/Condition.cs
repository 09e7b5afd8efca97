using System.Text.Json.Serialization;

namespace Kindline.Lists.Filters;

/// <summary>One condition as it is sent and kept. Which parts it has to have hangs on the verb; a part that is not known is refused, never passed over.</summary>
/// <param name="On">What it is about, such as "lastEncounter", or "field:" with the id of a field of the practice's own.</param>
/// <param name="Is">How it is compared.</param>
/// <param name="Values">One of several is enough; words for any, none and contains.</param>
/// <param name="From">The lowest number or the first day, or null for no lower end.</param>
/// <param name="To">The highest number or the last day, or null for no upper end.</param>
/// <param name="Count">How many units back from today, or ahead; so it stays true tomorrow.</param>
/// <param name="Unit">Days, weeks, months or years.</param>
/// <param name="AnyOf">Conditions of which one is enough; they stand instead of all else, and none of them has such conditions itself.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record Condition(
    string? On, Verb? Is, IReadOnlyList<string>? Values = null, string? From = null, string? To = null, int? Count = null, SpanUnit? Unit = null,
    IReadOnlyList<Condition>? AnyOf = null);

/// <summary>How something is compared.</summary>
internal enum Verb
{
    /// <summary>It is one of the values.</summary>
    Any,

    /// <summary>It is none of the values; what is not known is none of them.</summary>
    None,

    /// <summary>It has one of the values in it, in any letter case.</summary>
    Contains,
    Yes,
    No,

    /// <summary>From the one to the other, both included; one of them may be left open.</summary>
    Between,

    /// <summary>The last time was longer ago than so many units.</summary>
    LongerAgo,

    /// <summary>It was within the last so many units.</summary>
    WithinLast,

    /// <summary>It comes within so many units.</summary>
    WithinNext,

    /// <summary>None comes within so many units.</summary>
    NotWithinNext,

    /// <summary>There is one.</summary>
    Known,

    /// <summary>There is none, or it never was.</summary>
    Unknown,
}

internal enum SpanUnit
{
    Days,
    Weeks,
    Months,
    Years,
}
