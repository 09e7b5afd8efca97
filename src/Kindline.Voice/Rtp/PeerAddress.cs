using System.Net;
using System.Net.Sockets;

namespace Kindline.Voice.Rtp;

/// <summary>
/// Where a leg's peer really is (symmetric RTP, RFC 4961). The signalled address counts at once. Another one, as a router in
/// between makes it, is learnt from three packets that follow one another, and only while nobody known is talking: a stranger who
/// guesses the port cannot take a live call over. A stream that goes on from another address, as when a router forgot its binding,
/// is known by its source and numbers and has to wait a moment only. One that begins anew has to wait much longer, and comes from the same
/// host: a peer on hold, or who says nothing, is silent for as long as it likes, and a stranger must not get what is said to it.
/// </summary>
internal sealed class PeerAddress(TimeProvider clock)
{
    internal const int PacketsToLearn = 3;
    internal static readonly TimeSpan SilenceToRelearn = TimeSpan.FromSeconds(2);

    // Ten packets: nobody is heard for so long who still sends.
    internal static readonly TimeSpan SilenceToGoOn = TimeSpan.FromMilliseconds(200);

    // What is lost while an address changes; a guess hits it once in 65536 / 500 times, were the source known.
    private const int MostLost = 500;

    private SocketAddress? signalled;
    private SocketAddress? learnt;
    private SocketAddress? candidate;
    private uint candidateSsrc;
    private ushort candidateNext;
    private int candidatePackets;
    private uint lastSsrc;
    private ushort lastSequence;
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
    internal bool Accept(SocketAddress from, uint ssrc, ushort sequence)
    {
        var now = clock.GetTimestamp();
        if (from.Equals(learnt) || from.Equals(signalled))
        {
            return Learn(from, ssrc, sequence, now);
        }
        if (learnt is not null && clock.GetElapsedTime(lastHeard, now) < (GoesOn(ssrc, sequence) ? SilenceToGoOn : SilenceToRelearn))
        {
            return false;
        }
        if (learnt is not null && !GoesOn(ssrc, sequence) && !IsSameHost(from))
        {
            return false;
        }
        if (candidate is null || candidateSsrc != ssrc || sequence != candidateNext || !from.Equals(candidate))
        {
            candidate = from.CopyOver(candidate);
            candidateSsrc = ssrc;
            candidatePackets = 0;
        }
        candidateNext = (ushort)(sequence + 1);
        return ++candidatePackets >= PacketsToLearn && Learn(from, ssrc, sequence, now);
    }

    private bool IsSameHost(SocketAddress from) => IsSameHost(from, learnt) || IsSameHost(from, signalled);

    // sockaddr: family, port and, for IPv6, flow and scope are no part of the host (RFC 3493 3.3).
    private static bool IsSameHost(SocketAddress a, SocketAddress? b)
    {
        if (b is null || a.Family != b.Family)
        {
            return false;
        }
        var (start, length) = a.Family == AddressFamily.InterNetworkV6 ? (8, 16) : (4, 4);
        return a.Buffer.Span.Slice(start, length).SequenceEqual(b.Buffer.Span.Slice(start, length));
    }

    private bool GoesOn(uint ssrc, ushort sequence) => ssrc == lastSsrc && (ushort)(sequence - lastSequence - 1) < MostLost;

    private bool Learn(SocketAddress from, uint ssrc, ushort sequence, long now)
    {
        learnt = from.Equals(learnt) ? learnt : from.Copy();
        candidatePackets = 0;
        (lastSsrc, lastSequence, lastHeard) = (ssrc, sequence, now);
        return true;
    }
}
