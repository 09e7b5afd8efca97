using System.Globalization;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Calls.Trunks;

/// <summary>Which failures speak of the gateway and not of the callee: only those are worth another trunk.</summary>
internal static class RouteAdvance
{
    // A gateway that says "in a year" has a wrong clock; until it is asked again, it is the last to be tried and not forgotten.
    private static readonly TimeSpan LongestOut = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether the next trunk is to be tried. What rang has reached the callee: another trunk would only make it ring again, which is borne where
    /// help is called.
    /// </summary>
    /// <param name="mustGetThrough">A call for help: whatever one gateway says of the number, another may know it.</param>
    public static bool GoesOn(DialRefusal refusal, Trunk trunk, bool mustGetThrough) => refusal switch
    {
        // Answered without the encryption that it has to have, and hung up: help is still to be found, another call would ring twice.
        { By: LegEnder.Us, Status: 488, Response: not null } => mustGetThrough,
        // The relay that the trunk's encryption needs is not there: nothing has gone out.
        { By: LegEnder.Us, Status: 503, Response: null } => true,
        { By: LegEnder.Us } => false,
        _ when mustGetThrough => true,
        { Rang: true } => false,
        { By: LegEnder.Network } => true,
        // 401, 403, 407: it does not know us. 408: it has not found out in time. 3xx: it leads where it may not lead (RFC 3261 21).
        { Status: 401 or 403 or 407 or 408 or (>= 300 and < 400) or (>= 500 and <= 504) } => true,
        { Status: 480 } => trunk.UnavailableGoesOn,
        _ => false,
    };

    /// <summary>How long the trunk is not to be asked for (RFC 3261 20.33, 21.5.4): "120 (Overloaded);duration=60" is two minutes.</summary>
    public static TimeSpan? RetryAfter(SipResponse? response)
    {
        if (response?.Headers[HeaderNames.RetryAfter] is not { } text)
        {
            return null;
        }
        var digits = text.AsSpan().Trim();
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return uint.TryParse(length < 0 ? digits : digits[..length], CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestOut.TotalSeconds))
            : null;
    }
}
