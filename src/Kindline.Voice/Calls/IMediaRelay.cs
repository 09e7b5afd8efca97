using System.Net;

namespace Kindline.Voice.Calls;

/// <summary>Whose description a relay is given.</summary>
public enum RelaySide
{
    /// <summary>Ours: plain RTP.</summary>
    Exchange,

    /// <summary>The peer's, as <see cref="RelaySession.Speech"/> says.</summary>
    Peer,
}

/// <summary>What the peer of a relayed leg speaks.</summary>
public enum PeerSpeech
{
    /// <summary>A browser's: ICE, DTLS-SRTP, RTP and RTCP on one port (RFC 8834).</summary>
    WebRtc,

    /// <summary>A carrier's: SRTP with its keys in the descriptions (SDES, RFC 4568), no ICE. Descriptions in the clear are no affair of the relay's.</summary>
    Sdes,
}

/// <summary>One leg in a relay.</summary>
/// <param name="Name">Of the exchange's choosing.</param>
/// <param name="Speech">What is spoken on the peer's side.</param>
/// <param name="ReachedAt">The address at which the peer reaches this machine.</param>
public sealed record RelaySession(string Name, PeerSpeech Speech, IPAddress ReachedAt);

/// <summary>
/// Stands between plain RTP and what browsers and encrypted trunks speak, and rewrites each side's description for the other (RFC 3264).
/// All of it may be called from any thread and never fails: what goes wrong is an outcome. Calls for one session come one after the other.
/// </summary>
public interface IMediaRelay
{
    /// <summary>The relay has come back without its sessions: every leg in it has to be offered anew.</summary>
    event EventHandler? Restarted;

    /// <summary>Rewrites an offer of one side for the other; the first opens the session.</summary>
    /// <param name="session">The leg.</param>
    /// <param name="from">Whose offer it is.</param>
    /// <param name="sdp">The offer.</param>
    Task<RelayOutcome> OfferAsync(RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp);

    /// <summary>Rewrites the answer to the last offer.</summary>
    /// <param name="session">The session of the offer.</param>
    /// <param name="from">Whose answer it is.</param>
    /// <param name="sdp">The answer.</param>
    Task<RelayOutcome> AnswerAsync(RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp);

    /// <summary>Ends a session and frees its ports; one that is not known is no fault.</summary>
    Task DeleteAsync(RelaySession session);
}

/// <summary>What a relay made of a description.</summary>
public abstract record RelayOutcome
{
    private RelayOutcome()
    {
    }

    /// <summary>The description for the other side.</summary>
    public sealed record Rewritten(ReadOnlyMemory<byte> Sdp) : RelayOutcome;

    /// <summary>The relay can do nothing with the description: 488.</summary>
    public sealed record Refused : RelayOutcome;

    /// <summary>The relay does not answer, or has no more ports: 503.</summary>
    public sealed record Unavailable : RelayOutcome;
}
