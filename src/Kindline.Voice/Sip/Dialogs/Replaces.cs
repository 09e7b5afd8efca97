namespace Kindline.Voice.Sip.Dialogs;

/// <summary>
/// A dialog that an INVITE is to take the place of (RFC 3891 6.1): "98732@example;from-tag=r33th4x0r;to-tag=ff87ff", as the one who
/// receives it sees the tags: to-tag is that side's own.
/// </summary>
/// <param name="EarlyOnly">Not where the dialog has been answered.</param>
internal sealed record Replaces(DialogId Dialog, bool EarlyOnly)
{
    public const string Field = "Replaces";

    /// <summary>Reads the value; false where it is malformed.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Replaces replaces)
    {
        replaces = new Replaces(new DialogId("", "", ""), false);
        var semicolon = text.IndexOf(';');
        if (semicolon <= 0 || !SipParameters.TryParse(text[semicolon..], out var parameters)
            || parameters["to-tag"] is not { Length: > 0 } ours || parameters["from-tag"] is not { Length: > 0 } theirs)
        {
            return false;
        }
        replaces = new Replaces(new DialogId(SipSyntax.Trim(text[..semicolon]).ToString(), ours, theirs), parameters.Has("early-only"));
        return true;
    }

    /// <summary>
    /// The Replaces of an INVITE, or of the headers part of a Refer-To (RFC 3261 19.1.1, RFC 5589 7). Null where there is none; false where
    /// it is malformed, or there are several (RFC 3891 3).
    /// </summary>
    public static bool TryRead(SipRequest invite, out Replaces? replaces)
    {
        var lines = invite.Headers.All(Field).ToList();
        replaces = lines.Count == 1 && TryParse(lines[0], out var one) ? one : null;
        return lines.Count == 0 || replaces is not null;
    }

    /// <inheritdoc cref="TryRead(SipRequest, out Replaces?)"/>
    public static bool TryRead(SipUri referTo, out Replaces? replaces)
    {
        replaces = null;
        foreach (var pair in (referTo.HeaderPart ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !pair.AsSpan(0, equals).Equals(Field, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            if (replaces is not null || !TryParse(Uri.UnescapeDataString(pair[(equals + 1)..]), out replaces))
            {
                return false;
            }
        }
        return true;
    }
}
