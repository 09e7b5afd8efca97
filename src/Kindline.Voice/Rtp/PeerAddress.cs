using System.Net;

namespace Kindline.Voice.Rtp;

/// <summary>
/// Where a leg's peer really is (symmetric RTP, RFC 4961). The signalled address counts at once. Another one, as a router in
/// between makes it, is learnt from three good packets in a row, and only while nobody known is talking: a stranger who guesses
/// the port cannot take a live call over.
/// </summary>
internal sealed class PeerAddress(TimeProvider clock)
{
    internal const int PacketsToLearn = 3;
    internal static readonly TimeSpan SilenceToRelearn = TimeSpan.FromSeconds(2);

    private SocketAddress? signalled;
    private SocketAddress? learnt;
    private SocketAddress? candidate;
    private uint candidateSsrc;
    private int candidatePackets;
    private long lastHeard;

    /// <summary>Where to send; null before <see cref="Expect"/>.</summary>
    internal SocketAddress? Current => learnt ?? signalled;

    /// <summary>Begins anew where the signalled address changed; what was learnt for the same one stays.</summary>
    internal void Expect(IPEndPoint endpoint)
    {
        var address = endpoint.Serialize();
        if (!address.Equals(signalled))
        {
            signalled = address;
            learnt = null;
            candidate = null;
        }
    }

    /// <summary>True where the packet is from the peer, perhaps from now on.</summary>
    internal bool Accept(SocketAddress from, uint ssrc)
    {
        var now = clock.GetTimestamp();
        if (learnt is not null && from.Equals(learnt))
        {
            lastHeard = now;
            candidate = null;
            return true;
        }
        if (from.Equals(signalled))
        {
            return Learn(from, now);
        }
        if (learnt is not null && clock.GetElapsedTime(lastHeard, now) < SilenceToRelearn)
        {
            return false;
        }
        if (candidate is null || candidateSsrc != ssrc || !from.Equals(candidate))
        {
            candidate = from.Copy();
            candidateSsrc = ssrc;
            candidatePackets = 0;
        }
        return ++candidatePackets >= PacketsToLearn && Learn(from, now);
    }

    private bool Learn(SocketAddress from, long now)
    {
        learnt = from.Copy();
        candidate = null;
        lastHeard = now;
        return true;
    }
}
