using Kindline.Voice.Sip;

namespace Kindline.Voice.Calls;

/// <summary>Whom to call.</summary>
public abstract record DialTarget
{
    private DialTarget()
    {
    }

    /// <summary>A registered user: all phones that can be reached ring, the first to answer has the call.</summary>
    /// <param name="User">Whose phones.</param>
    /// <param name="InBrowser">Only those in browsers.</param>
    public sealed record Phone(string User, bool InBrowser = false) : DialTarget;

    /// <summary>A number by whichever of the exchange's trunks can place the call, tried in their order.</summary>
    public sealed record Outside(string Number) : DialTarget;

    /// <summary>A number by way of one trunk.</summary>
    public sealed record OnTrunk(Trunk Trunk, string Number) : DialTarget;

    /// <summary>Any SIP address; a host name is looked up (A and AAAA, no SRV).</summary>
    public sealed record Address(SipUri Uri) : DialTarget;
}

/// <summary>A call out.</summary>
/// <param name="Target">Whom.</param>
/// <param name="FromUser">The caller id, such as +15125550100.</param>
/// <param name="FromDisplay">The name that goes with it.</param>
public sealed record DialRequest(DialTarget Target, string FromUser, string? FromDisplay = null)
{
    /// <summary>Further fields of the INVITE, such as Alert-Info or Call-Info with answer-after.</summary>
    public IReadOnlyList<SipHeader> Headers { get; init; } = [];

    /// <summary>Which call of the host's the legs belong to; also those that are not answered.</summary>
    public LegLabel? Label { get; init; }

    /// <summary>A call for help: every trunk is tried until one answers, also where one has rung, or says that there is no such number.</summary>
    public bool MustGetThrough { get; init; }

    /// <summary>How long to wait for an answer; null for three minutes, Timer C of RFC 3261 16.6.</summary>
    public TimeSpan? RingFor { get; init; }

    /// <summary>Runs once, when the first phone rings. Must not block.</summary>
    public Action? Ringing { get; init; }

    /// <summary>
    /// Runs when a leg can be heard that has not answered (early media, RFC 3960): it plays the carrier's ringing, or words such as "not in service".
    /// Runs again where another leg can be. Must not block.
    /// </summary>
    public Action<CallLeg>? Heard { get; init; }

    /// <summary>Runs after each try of a trunk. Must not block.</summary>
    public Action<TrunkAttempt>? Attempted { get; init; }
}

/// <summary>How one try of one trunk ended.</summary>
/// <param name="Trunk">Its name.</param>
/// <param name="Status">
/// The final status; 408 where it kept silent, 503 where it cannot be reached (RFC 3261 8.1.3.1), 487 where the call was given up.
/// </param>
/// <param name="Why">The words that came with it, a hundred characters at most.</param>
public sealed record TrunkAttempt(string Trunk, int Status, string Why);

/// <summary>How a call out fared until its answer.</summary>
public abstract record DialOutcome
{
    private DialOutcome()
    {
    }

    /// <summary>Somebody, or something, answered.</summary>
    public sealed record Answered(CallLeg Leg) : DialOutcome;

    /// <summary>486 or 600.</summary>
    public sealed record Busy : DialOutcome;

    /// <summary>It rang for as long as it was allowed to, or 408 or 480 came.</summary>
    public sealed record NoAnswer : DialOutcome;

    /// <summary>603, or 607 (RFC 8197).</summary>
    public sealed record Declined : DialOutcome;

    /// <summary>No phone is registered, or nothing answers at the address.</summary>
    public sealed record Unreachable : DialOutcome;

    /// <summary>Another final response.</summary>
    public sealed record Failed(int Status, string Reason) : DialOutcome;

    /// <summary>The caller of <see cref="Exchange.DialAsync"/> gave up.</summary>
    public sealed record Cancelled : DialOutcome;
}
