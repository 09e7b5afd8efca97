using System.Globalization;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Calls;

/// <summary>Who calls, as far as it may be said, and from where the call was sent on.</summary>
/// <param name="User">The number or user; <see cref="IncomingCall.Anonymous"/> where it is withheld, empty where nothing says.</param>
/// <param name="Display">The name, null where it is withheld.</param>
/// <param name="Withheld">The caller wants not to be known.</param>
/// <param name="Diverted">Who has sent the call on, last of all.</param>
internal sealed record CallerIdentity(string User, string? Display, bool Withheld, Diverted? Diverted)
{
    private const string AssertedIdentity = "P-Asserted-Identity";

    /// <summary>
    /// Reads P-Asserted-Identity (RFC 3325), Privacy and anonymous From (RFC 3323), History-Info (RFC 7044) and Diversion (RFC 5806) of a
    /// trunk's INVITE. What a carrier asserts it has checked; what a phone asserts it has made up (RFC 3325 4), so of a phone only From is read.
    /// </summary>
    public static CallerIdentity Of(SipRequest invite, bool fromTrunk)
    {
        var from = invite.From;
        if (!fromTrunk)
        {
            return new CallerIdentity(from?.Uri.User ?? "", from?.DisplayName, false, null);
        }
        var diverted = Diverted.Of(invite);
        if (IsWithheld(invite))
        {
            return new CallerIdentity(IncomingCall.Anonymous, null, true, diverted);
        }
        // sip and tel may stand side by side (RFC 3325 9.1); the first is as good as the second.
        var asserted = NameAddress.ParseAll(invite.Headers.All(AssertedIdentity));
        return new CallerIdentity(
            (asserted.Count > 0 ? asserted[0].Uri.User : from?.Uri.User) ?? "", from?.DisplayName, false, diverted);
    }

    // "none" is the caller's word that all may be known (RFC 3323 4.2), whatever From looks like.
    private static bool IsWithheld(SipRequest invite)
    {
        var wishes = invite.Headers.All("Privacy").SelectMany(p => p.Split(';', ',')).Select(p => p.Trim().ToLowerInvariant()).ToList();
        return !wishes.Contains("none") && (wishes.Any(w => w is "id" or "header" or "user") || IsAnonymous(invite.From));
    }

    // RFC 3323 4.1.1.3: <sip:anonymous@anonymous.invalid>, and the user alone where a carrier puts its own domain.
    private static bool IsAnonymous(NameAddress? from) =>
        from is not null
        && (string.Equals(from.Uri.User, IncomingCall.Anonymous, StringComparison.OrdinalIgnoreCase)
            || from.Uri.Host.Equals("anonymous.invalid", StringComparison.OrdinalIgnoreCase));
}

/// <summary>Whose telephone sent a call on, and why.</summary>
/// <param name="From">The number or user; <see cref="IncomingCall.Anonymous"/> where it wants not to be known.</param>
/// <param name="Reason">A word of RFC 5806: user-busy, no-answer, unavailable, unconditional, deflection and others; "unknown" without one.</param>
public sealed record Diverted(string From, string Reason)
{
    private const string NoReason = "unknown";

    // RFC 5806; other words are extensions and say nothing to us.
    private static readonly string[] Reasons =
    [
        "user-busy", "no-answer", "unavailable", "unconditional", "time-of-day", "do-not-disturb", "deflection", "follow-me", "out-of-service",
        "away",
    ];

    /// <summary>The last diversion, null for a call that nobody sent on; History-Info, the standard, goes before Diversion where both stand.</summary>
    internal static Diverted? Of(SipRequest invite) => OfHistory(invite) ?? OfDiversion(invite);

    // The topmost is the latest (RFC 5806).
    private static Diverted? OfDiversion(SipRequest invite)
    {
        if (NameAddress.ParseAll(invite.Headers.All("Diversion")) is not [var latest, ..])
        {
            return null;
        }
        var reason = latest.Parameters["reason"]?.Trim('"').ToLowerInvariant();
        var isPrivate = latest.Parameters["privacy"] is { } privacy && !privacy.Trim('"').Equals("off", StringComparison.OrdinalIgnoreCase);
        return new Diverted(Name(latest.Uri, isPrivate), reason is not null && Reasons.Contains(reason) ? reason : NoReason);
    }

    /// <summary>
    /// <c>&lt;sip:+15125550140@x&gt;;index=1, &lt;sip:+15125550100@x;cause=486&gt;;index=1.1;mp=1</c>: the latest entry with a cause
    /// (RFC 4458) was sent on from the one that mp names, or from the one above it (RFC 7044).
    /// </summary>
    private static Diverted? OfHistory(SipRequest invite)
    {
        var entries = NameAddress.ParseAll(invite.Headers.All("History-Info"));
        if (entries.LastOrDefault(e => e.Uri.Parameters["cause"] is not null) is not { } target)
        {
            return null;
        }
        var origin = target.Parameters["mp"] ?? Above(target.Parameters["index"]);
        return entries.FirstOrDefault(e => e.Parameters["index"] == origin && e != target) is { } source
            ? new Diverted(Name(source.Uri, IsPrivate(source)), ReasonOf(target.Uri.Parameters["cause"]))
            : null;
    }

    private static string? Above(string? index) => index?.LastIndexOf('.') is > 0 and var dot ? index[..dot] : null;

    // An entry's own privacy stands among the headers of its URI: ?Privacy=history (RFC 7044).
    private static bool IsPrivate(NameAddress entry) => entry.Uri.HeaderPart?.Contains("Privacy=", StringComparison.OrdinalIgnoreCase) == true
        && !entry.Uri.HeaderPart.Contains("Privacy=none", StringComparison.OrdinalIgnoreCase);

    private static string Name(SipUri uri, bool isPrivate) => isPrivate ? IncomingCall.Anonymous : uri.User ?? "";

    // The causes of RFC 4458 in the words of RFC 5806, as RFC 7544 pairs them.
    private static string ReasonOf(string? cause) =>
        int.TryParse(cause, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code switch
            {
                302 => "unconditional",
                486 => "user-busy",
                408 => "no-answer",
                480 or 487 => "deflection",
                503 => "unavailable",
                _ => NoReason,
            }
            : NoReason;
}
