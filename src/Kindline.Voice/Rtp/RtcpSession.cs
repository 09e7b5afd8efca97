using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Kindline.Voice.Audio;

namespace Kindline.Voice.Rtp;

/// <summary>The reports of a leg: one every five seconds and a goodbye (RFC 3550 6), and what the peer's reports say.</summary>
internal sealed class RtcpSession(Socket socket, TimeProvider clock)
{
    private const int IntervalTicks = 5000 / AudioFrame.Milliseconds;

    // Seconds from 1900, where NTP time begins, to 1970.
    private const long NtpEpoch = 2_208_988_800;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly byte[] buffer = new byte[256];

    // Random, so that it names nobody (RFC 7022 4.2).
    private readonly byte[] cname = Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(12)));

    // Legs that begin together do not all report in one tick.
    private int ticksLeft = RandomNumberGenerator.GetInt32(IntervalTicks / 2, IntervalTicks);
    private long packetsAtReport;
    private SocketAddress? signalled;
    private SocketAddress? signalledRtp;
    private SocketAddress? heardFrom;
    private uint lastSenderReport;
    private long lastSenderReportAt;
    private TimeSpan? roundTrip;
    private int? lostByPeer;

    internal (TimeSpan? RoundTrip, int? LostByPeer) FromPeer
    {
        get
        {
            lock (gate)
            {
                return (roundTrip, lostByPeer);
            }
        }
    }

    internal void Connect(RemoteMedia remote)
    {
        lock (gate)
        {
            signalledRtp = remote.Rtp.Serialize();
            signalled = !remote.HasAddress ? null : remote.Rtcp?.Serialize() ?? signalledRtp.NextPort();
            heardFrom = null;
        }
    }

    /// <summary>Of the receive loop. Reports from another host than the one that sends the audio, or shall, are not believed.</summary>
    internal void Receive(ReadOnlySpan<byte> datagram, SocketAddress from, uint ourSsrc, SocketAddress? rtpPeer)
    {
        if (!RtcpPacket.TryParse(datagram, out var packet, out _))
        {
            return;
        }
        lock (gate)
        {
            if (!from.Equals(heardFrom))
            {
                if (!from.Equals(signalled) && rtpPeer?.SameHost(from) != true)
                {
                    return;
                }
                heardFrom = from.Copy();
            }
            if (packet.Sender is { } sender)
            {
                lastSenderReport = sender.MiddleNtp;
                lastSenderReportAt = clock.GetTimestamp();
            }
            if (packet.ReportAbout(ourSsrc) is { } report)
            {
                Learn(report);
            }
        }
    }

    /// <summary>Once a tick, on the media thread.</summary>
    internal void Tick(RtpSender sender, RtpReceiver receiver)
    {
        if (--ticksLeft <= 0)
        {
            ticksLeft = IntervalTicks;
            Send(sender, receiver, bye: false);
        }
    }

    internal void Send(RtpSender sender, RtpReceiver receiver, bool bye)
    {
        var peer = receiver.Peer;
        lock (gate)
        {
            if (Destination(peer) is not { } to)
            {
                return;
            }
            ReceptionReport? report = receiver.TakeReport() is { } received
                ? received with { LastSenderReport = lastSenderReport, DelaySinceLast = SinceLast() }
                : null;
            SenderInfo? info = sender.Packets != packetsAtReport
                ? new SenderInfo(Ntp(), sender.Timestamp, (uint)sender.Packets, (uint)sender.Octets)
                : null;
            packetsAtReport = sender.Packets;
            var length = RtcpPacket.Write(buffer, sender.Ssrc, info, report, cname, bye);
            socket.SendTo(buffer.AsSpan(0, length), SocketFlags.None, to);
        }
    }

    private SocketAddress? Destination(SocketAddress? rtpPeer)
    {
        if (heardFrom is not null)
        {
            return heardFrom;
        }
        // A router in between gave the peer another address: its RTCP is most likely next to it.
        return rtpPeer is null || rtpPeer.Equals(signalledRtp) ? signalled : rtpPeer.NextPort();
    }

    private void Learn(ReceptionReport report)
    {
        lostByPeer = report.Lost;
        if (report.LastSenderReport == 0)
        {
            return;
        }
        var units = (int)((uint)(Ntp() >> 16) - report.LastSenderReport - report.DelaySinceLast);
        var measured = TimeSpan.FromSeconds(units / 65536.0);
        if (measured >= TimeSpan.Zero && measured < Longest)
        {
            roundTrip = measured;
        }
    }

    private uint SinceLast() => lastSenderReport == 0 ? 0 : (uint)(clock.GetElapsedTime(lastSenderReportAt).TotalSeconds * 65536);

    private ulong Ntp()
    {
        var now = clock.GetUtcNow();
        var seconds = (ulong)(now.ToUnixTimeSeconds() + NtpEpoch);
        var fraction = (ulong)(now.Ticks % TimeSpan.TicksPerSecond) * (1UL << 32) / TimeSpan.TicksPerSecond;
        return (seconds << 32) | fraction;
    }
}
