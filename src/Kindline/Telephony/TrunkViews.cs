using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Sip;

namespace Kindline.Telephony;

/// <summary>A trunk as it is set, and how it is just now; its password is never given out.</summary>
/// <param name="State">up, down, unknown (not asked, or no answer yet) or inbound (it takes no calls out).</param>
/// <param name="Since">Since when it is up or down.</param>
/// <param name="RoundTripMs">Of the last answer to OPTIONS.</param>
/// <param name="Fault">Why there is no TLS connection to it; null where there is one, or none is needed.</param>
/// <param name="OutUntil">The carrier has asked to be left alone until then; other trunks are tried first.</param>
/// <param name="Registration">Null for a trunk that does not register.</param>
internal sealed record TrunkView(
    string Name, string From, string? Outbound, TrunkTransport Transport, string? Authority, TrunkAudio Audio, string? Domain, int Priority, int Weight, bool Registers, string? User, bool HasPassword,
    int AskSeconds, int SilentSeconds, bool UnavailableGoesOn, string RedirectHosts, string State, DateTimeOffset? Since, double? RoundTripMs,
    ConnectFault? Fault, DateTimeOffset? OutUntil, TrunkRegistrationView? Registration)
{
    public static TrunkView Of(TrunkLine row, TrunkStatus? now, bool takesCallsOut) => new(
        row.Name, row.From, row.Outbound, row.Transport, row.Authority, row.Audio, row.Domain, row.Priority, row.Weight, row.Registers, row.User, row.ProtectedPassword is not null,
        row.AskSeconds, row.SilentSeconds, row.UnavailableGoesOn, row.RedirectHosts,
        !takesCallsOut ? "inbound" : now?.State switch { TrunkState.Up => "up", TrunkState.Down => "down", _ => "unknown" },
        now?.Since, now?.RoundTrip?.TotalMilliseconds, now?.Fault, now?.OutUntil,
        now?.Registration is { } r ? new TrunkRegistrationView(r.Until, r.Refused, r.NextAt) : null);
}

/// <param name="Until">Registered until then; null where it is not.</param>
/// <param name="Refused">The SIP status of the last try where that failed; 408 for silence.</param>
/// <param name="NextAt">When it is refreshed or tried again.</param>
internal sealed record TrunkRegistrationView(DateTimeOffset? Until, int? Refused, DateTimeOffset? NextAt);

/// <param name="Status">What it answered to OPTIONS; null where it kept silent.</param>
internal sealed record TrunkAnswerView(int? Status, double? RoundTripMs);
