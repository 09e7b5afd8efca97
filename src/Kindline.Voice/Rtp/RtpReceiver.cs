using System.Net;
using System.Threading.Channels;
using Kindline.Voice.Audio;
using Kindline.Voice.Sdp;

namespace Kindline.Voice.Rtp;

/// <summary>The incoming stream of a leg: from datagrams of the receive loop to frames for the media thread and pressed keys.</summary>
/// <param name="conceals">See <see cref="JitterBuffer"/>.</param>
internal sealed class RtpReceiver(TimeProvider clock, ChannelWriter<char> digits, bool conceals = true)
{
    private readonly Lock gate = new();
    private readonly PeerAddress peer = new(clock);
    private readonly SequenceTracker sequence = new();
    private readonly JitterBuffer jitter = new(conceals);
    private readonly DigitReceiver keys = new(clock);
    private readonly KeyTones tones = new();
    private readonly short[] decoded = new short[2048];
    private RemoteMedia? remote;
    private long packets;
    private long octets;
    private long late;
    private long rejected;
    private long lastPacketAt;
    private bool anyPacket;

    internal void Connect(RemoteMedia media)
    {
        lock (gate)
        {
            remote = media;
            peer.Expect(media.Rtp);
        }
    }

    /// <summary>Where the peer really is, null before <see cref="Connect"/>.</summary>
    internal SocketAddress? Peer
    {
        get
        {
            lock (gate)
            {
                return peer.Current;
            }
        }
    }

    internal TimeSpan? SilentFor
    {
        get
        {
            lock (gate)
            {
                return anyPacket ? clock.GetElapsedTime(lastPacketAt) : null;
            }
        }
    }

    internal void Receive(ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        lock (gate)
        {
            if (remote is null || !RtpPacket.TryParse(datagram, out var packet, out _) || !IsKnown(packet.PayloadType)
                || !peer.Accept(from, packet.Ssrc, packet.Sequence))
            {
                rejected++;
                return;
            }
            lastPacketAt = clock.GetTimestamp();
            anyPacket = true;
            Take(packet);
        }
    }

    /// <summary>
    /// The next 20 ms of what the peer says; silence where there is nothing. The tones of a key are taken out where the peer has no
    /// telephone-event: who hears the others would hear them beside the key that we send on.
    /// </summary>
    internal void Read(Span<short> frame)
    {
        lock (gate)
        {
            jitter.Take(frame);
            if (remote is { TelephoneEventPayload: null })
            {
                ListenForKeys(frame);
            }
        }
    }

    /// <summary>The numbers of a report block, or null before the first packet; the loss since the last call counts.</summary>
    internal ReceptionReport? TakeReport()
    {
        lock (gate)
        {
            return sequence.Ssrc is { } ssrc
                ? new ReceptionReport(
                    ssrc, sequence.TakeFractionLost(), (int)Math.Min(sequence.Lost, 0x7FFFFF), sequence.ExtendedHighest, sequence.Jitter, 0, 0)
                : null;
        }
    }

    internal MediaStatistics Statistics(RtpSender sender, (TimeSpan? RoundTrip, int? LostByPeer) fromPeer)
    {
        lock (gate)
        {
            return new MediaStatistics(
                sender.Packets, sender.Octets, packets, octets, sequence.Lost, late, sequence.Duplicated,
                rejected, TimeSpan.FromSeconds((double)sequence.Jitter / AudioFrame.SampleRate), fromPeer.RoundTrip,
                fromPeer.LostByPeer);
        }
    }

    // Both laws whatever was negotiated: peers change between those that they offered without saying so.
    private bool IsKnown(byte payloadType) =>
        payloadType is PayloadTypes.Pcmu or PayloadTypes.Pcma or PayloadTypes.ComfortNoise || payloadType == remote!.TelephoneEventPayload;

    private void Take(in RtpPacket packet)
    {
        packets++;
        octets += packet.Payload.Length;
        if (packet.PayloadType == remote!.TelephoneEventPayload && sequence.Ssrc is { } audio && audio != packet.Ssrc)
        {
            // Keys as a source of their own, against RFC 4733 2.2: they must not unsettle the audio.
            TakeKey(packet);
            return;
        }
        switch (sequence.Observe(packet.Ssrc, packet.Sequence))
        {
            case SequenceVerdict.Duplicate or SequenceVerdict.Stray:
                return;
            case SequenceVerdict.Restarted:
                jitter.Reset();
                break;
        }
        if (packet.PayloadType == remote!.TelephoneEventPayload)
        {
            TakeKey(packet);
        }
        else if (packet.PayloadType == PayloadTypes.ComfortNoise)
        {
            jitter.PutNoise(packet.Timestamp, packet.Payload);
        }
        else
        {
            TakeAudio(packet);
        }
    }

    private void ListenForKeys(Span<short> frame)
    {
        if (tones.Listen(frame) is { } key)
        {
            digits.TryWrite(key);
        }
        if (tones.IsSounding)
        {
            frame.Clear();
        }
    }

    private void TakeKey(in RtpPacket packet)
    {
        if (TelephoneEvent.TryParse(packet.Payload, out var pressed)
            && keys.Observe(packet.Ssrc, packet.Timestamp, packet.Marker, pressed) is { } key)
        {
            digits.TryWrite(key);
        }
    }

    private void TakeAudio(in RtpPacket packet)
    {
        // By way of long: a double beyond uint would saturate, not wrap.
        var arrival = (uint)(long)(clock.GetTimestamp() * (AudioFrame.SampleRate / (double)clock.TimestampFrequency));
        sequence.ObserveArrival(packet.Timestamp, arrival);
        var payload = packet.Payload[..Math.Min(packet.Payload.Length, decoded.Length)];
        G711.Decode(packet.PayloadType == PayloadTypes.Pcmu ? AudioCodec.Pcmu : AudioCodec.Pcma, payload, decoded);
        if (jitter.Put(packet.Timestamp, decoded.AsSpan(0, payload.Length), packet.Marker) == JitterVerdict.Late)
        {
            late++;
        }
    }
}
