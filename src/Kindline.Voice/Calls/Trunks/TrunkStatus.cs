using Kindline.Voice.Sip;

namespace Kindline.Voice.Calls.Trunks;

/// <summary>Whether a trunk's gateway is there.</summary>
public enum TrunkState
{
    /// <summary>It has not been asked, or has not answered yet.</summary>
    Unknown,

    /// <summary>It answers.</summary>
    Up,

    /// <summary>It has kept silent twice in a row, or is not who it should be.</summary>
    Down,
}

/// <summary>How a trunk is just now.</summary>
/// <param name="Name">The trunk.</param>
/// <param name="State">Whether its gateway answers.</param>
/// <param name="Since">Since when, null for one that is not known.</param>
/// <param name="RoundTrip">How long the last answer to OPTIONS took.</param>
/// <param name="OutUntil">It has said 503 with Retry-After: until then others are tried first.</param>
/// <param name="Registration">Our registration there, null for a trunk without one.</param>
public sealed record TrunkStatus(
    string Name, TrunkState State, DateTimeOffset? Since, TimeSpan? RoundTrip, DateTimeOffset? OutUntil, TrunkRegistrationStatus? Registration)
{
    /// <summary>Why there is no TLS connection to its gateway; null where there is one, or none is needed.</summary>
    public ConnectFault? Fault { get; init; }
}

/// <summary>How our registration at a carrier stands.</summary>
/// <param name="Until">It stands until then; null where it does not.</param>
/// <param name="Refused">The status of the last try where that failed, 408 for silence; null while all is well or the first try runs.</param>
/// <param name="NextAt">When it is tried again or refreshed.</param>
public sealed record TrunkRegistrationStatus(DateTimeOffset? Until, int? Refused, DateTimeOffset? NextAt);

/// <summary>What a trunk said when it was asked.</summary>
/// <param name="Status">The final status of OPTIONS, null where it kept silent or cannot be reached.</param>
/// <param name="RoundTrip">How long it took.</param>
public sealed record TrunkAnswer(int? Status, TimeSpan? RoundTrip);
