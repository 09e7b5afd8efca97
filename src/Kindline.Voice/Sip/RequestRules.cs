namespace Kindline.Voice.Sip;

/// <summary>What this side supports, for the checks of RFC 3261 8.2.</summary>
public sealed record RequestRules
{
    /// <summary>Methods served, as the Allow field lists them.</summary>
    public IReadOnlyList<string> Methods { get; init; } =
        [SipMethods.Invite, SipMethods.Ack, SipMethods.Cancel, SipMethods.Bye, SipMethods.Options];

    /// <summary>Option tags that a Require field may name, as the Supported field lists them.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Methods whose body is read, with the media types that are; the bodies of other methods are of no interest.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> BodyTypes { get; init; } =
        new Dictionary<string, IReadOnlyList<string>> { [SipMethods.Invite] = ["application/sdp"] };

    /// <summary>The largest body that is read, in bytes.</summary>
    public int MaximumBody { get; init; } = 64 * 1024;

    /// <summary>Whether the same request is being served under another branch (RFC 3261 8.2.2.2); the transaction layer knows.</summary>
    public Func<SipRequest, bool> IsMerged { get; init; } = _ => false;
}
