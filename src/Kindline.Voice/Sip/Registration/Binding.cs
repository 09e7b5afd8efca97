namespace Kindline.Voice.Sip.Registration;

/// <summary>One phone of a user (RFC 3261 10).</summary>
/// <param name="User">Whose it is.</param>
/// <param name="Contact">The address that the phone gave.</param>
/// <param name="Flow">Where its REGISTER came from, and where calls to it go: a private Contact leads nowhere.</param>
/// <param name="CallId">The Call-ID of its registrations.</param>
/// <param name="Sequence">The CSeq number of the last one.</param>
/// <param name="ExpiresAt">When it is forgotten.</param>
/// <param name="UserAgent">What it calls itself.</param>
/// <param name="Reachable">Whether it answered when it was last asked.</param>
/// <param name="Outbound">The device and which of its flows this is; null for a phone that does not say.</param>
public sealed record Binding(
    string User, SipUri Contact, SipFlow Flow, string CallId, uint Sequence, DateTimeOffset ExpiresAt, string? UserAgent, bool Reachable,
    OutboundFlow? Outbound = null);

/// <summary>A flow that a device keeps open (RFC 5626 4.2): the same two again replace the flow before.</summary>
/// <param name="Instance">The device: the +sip.instance of its Contact, such as "urn:uuid:..." in angle brackets.</param>
/// <param name="RegId">Its reg-id.</param>
public sealed record OutboundFlow(string Instance, string RegId);
