namespace Kindline.Voice.Calls;

/// <summary>A call from outside or from a registered phone, not yet answered.</summary>
public sealed class IncomingCall
{
    /// <summary>Who calls where the caller wants not to be known (RFC 3323 4.1.1.3).</summary>
    public const string Anonymous = "anonymous";

    internal IncomingCall(CallLeg leg) => Leg = leg;

    /// <summary>The SIP Call-ID.</summary>
    public string CallId => Leg.CallId;

    /// <summary>
    /// Who calls: P-Asserted-Identity of a trunk (RFC 3325), else the user part of From; empty where neither says, and
    /// <see cref="Anonymous"/> where the caller withholds it. What was asserted of such a caller is not kept.
    /// </summary>
    public required string From { get; init; }

    /// <summary>The caller's display name; none of one who withholds it.</summary>
    public string? FromDisplay { get; init; }

    /// <summary>The caller wants not to be known: Privacy of a trunk (RFC 3323), or an anonymous From.</summary>
    public bool Withheld { get; init; }

    /// <summary>Whose telephone sent the call on to us, by a trunk's History-Info (RFC 7044) or Diversion (RFC 5806).</summary>
    public Diverted? Diverted { get; init; }

    /// <summary>
    /// What was dialled: the user part of the Request-URI. Where that is our own registration at the carrier, the number is what the carrier
    /// names in P-Called-Party-ID (RFC 7315 4.2), else in To.
    /// </summary>
    public required string To { get; init; }

    /// <summary>The trunk it came by, null for a phone.</summary>
    public Trunk? Trunk { get; init; }

    /// <summary>The phone's user, proven by digest; null for a trunk.</summary>
    public string? RegisteredUser { get; init; }

    /// <summary>
    /// The leg of ours that this call is to take the place of (RFC 3891), as when somebody goes on speaking from another phone: answer this
    /// one and hang up that one, or reject. Null for an ordinary call. The exchange has checked that both are of the same user or trunk.
    /// </summary>
    public CallLeg? Replaces { get; init; }

    /// <summary>The leg to the caller.</summary>
    public CallLeg Leg { get; }
}
