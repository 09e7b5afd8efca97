using System.Net;
using System.Net.Sockets;
using Kindline.Voice.Audio;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sdp;

namespace Kindline.Voice.Tests.Rtp;

/// <summary>The far end of a leg: a real UDP socket that sends and receives RTP by hand.</summary>
internal sealed class FakePeer : IDisposable
{
    internal const int EventPayload = 101;
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly byte[] buffer = new byte[2048];

    internal FakePeer()
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.ReceiveTimeout = 5000;
    }

    internal IPEndPoint Local => (IPEndPoint)socket.LocalEndPoint!;

    internal ushort Sequence { get; set; } = 65530;

    internal uint Timestamp { get; set; } = uint.MaxValue - 500;

    internal uint Ssrc { get; set; } = 0xCAFE;

    internal AudioCodec Codec { get; init; }

    internal bool HasData => socket.Available > 0;

    internal RemoteMedia Media(MediaDirection direction = MediaDirection.SendRecv, int? events = EventPayload) =>
        new(Local, null, Codec, events, direction);

    /// <summary>Sends one frame and moves on.</summary>
    internal void Send(MediaPort to, ReadOnlySpan<short> frame, bool marker = false)
    {
        Span<byte> payload = stackalloc byte[frame.Length];
        G711.Encode(Codec, frame, payload);
        SendRaw(to, Codec == AudioCodec.Pcmu ? (byte)0 : (byte)8, payload, marker);
        Timestamp += (uint)frame.Length;
    }

    internal void SendRaw(MediaPort to, byte payloadType, ReadOnlySpan<byte> payload, bool marker = false)
    {
        Span<byte> datagram = stackalloc byte[12 + payload.Length];
        var length = new RtpPacket
        {
            Marker = marker,
            PayloadType = payloadType,
            Sequence = Sequence++,
            Timestamp = Timestamp,
            Ssrc = Ssrc,
            Payload = payload,
        }.Write(datagram);
        socket.SendTo(datagram[..length], to.Local);
    }

    internal void SendDatagram(IPEndPoint to, ReadOnlySpan<byte> datagram) => socket.SendTo(datagram, to);

    /// <summary>Waits for the next packet; null after five seconds.</summary>
    internal ReceivedPacket Receive()
    {
        var length = socket.Receive(buffer);
        RtpPacket.TryParse(buffer.AsSpan(0, length), out var packet, out _).ShouldBeTrue();
        return new ReceivedPacket(
            packet.Marker, packet.PayloadType, packet.Sequence, packet.Timestamp, packet.Ssrc, packet.Payload.ToArray());
    }

    internal byte[] ReceiveDatagram() => buffer[..socket.Receive(buffer)];

    internal short[] ReceiveAudio()
    {
        var packet = Receive();
        var samples = new short[packet.Payload.Length];
        G711.Decode(packet.PayloadType == 0 ? AudioCodec.Pcmu : AudioCodec.Pcma, packet.Payload, samples);
        return samples;
    }

    public void Dispose() => socket.Dispose();
}

internal sealed record ReceivedPacket(bool Marker, byte PayloadType, ushort Sequence, uint Timestamp, uint Ssrc, byte[] Payload);
