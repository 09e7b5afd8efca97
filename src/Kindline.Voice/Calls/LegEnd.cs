namespace Kindline.Voice.Calls;

/// <summary>Who ended a leg.</summary>
public enum LegEnder
{
    /// <summary>The other side: BYE, CANCEL, or a refusal.</summary>
    Peer,

    /// <summary>This side, by <see cref="CallLeg.HangUpAsync"/>, <see cref="CallLeg.RejectAsync"/> or a stopping exchange.</summary>
    Us,

    /// <summary>Neither: the peer no longer answers, or cannot be reached.</summary>
    Network,
}

/// <summary>How and when a leg ended.</summary>
/// <param name="By">Who ended it.</param>
/// <param name="Why">Words for the journal, such as "BYE" or "no ACK"; never content of a message.</param>
/// <param name="Status">The final SIP status of a leg that was never answered.</param>
/// <param name="Reason">The peer's Reason field (RFC 3326), as in "Q.850;cause=16".</param>
/// <param name="At">When.</param>
public sealed record LegEnd(LegEnder By, string Why, int? Status, string? Reason, DateTimeOffset At);
