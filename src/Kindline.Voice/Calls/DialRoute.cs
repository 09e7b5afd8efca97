using Kindline.Voice.Sip;

namespace Kindline.Voice.Calls;

/// <summary>One place where a call out may ring.</summary>
/// <param name="Uri">The Request-URI.</param>
/// <param name="Flow">Where the INVITE goes.</param>
/// <param name="Symmetric">Whether requests inside its dialog go there as well.</param>
/// <param name="Trunk">Null for a phone or an address.</param>
internal readonly record struct DialRoute(SipUri Uri, SipFlow Flow, bool Symmetric, Trunk? Trunk)
{
    /// <summary>How long it may say nothing beyond 100; null for as long as the caller waits.</summary>
    public TimeSpan? ProgressWithin { get; init; }
}
