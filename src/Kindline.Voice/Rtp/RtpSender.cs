using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Kindline.Voice.Audio;
using Kindline.Voice.Sdp;

namespace Kindline.Voice.Rtp;

/// <summary>The outgoing stream of a leg (RFC 3550 5.1): one source for its whole life. Belongs to the media thread.</summary>
internal sealed class RtpSender(Socket socket)
{
    private readonly byte[] packet = new byte[RtpPacket.HeaderLength + AudioFrame.Samples];
    private ushort sequence = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue);
    private bool afterSilence = true;
    private long packets;
    private long octets;

    internal uint Ssrc { get; } = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>Of the frame that is sent in this tick.</summary>
    internal uint Timestamp { get; private set; } = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);

    internal SocketAddress? To { get; set; }

    internal long Packets => Interlocked.Read(ref packets);

    internal long Octets => Interlocked.Read(ref octets);

    internal void SendAudio(AudioCodec codec, ReadOnlySpan<short> frame)
    {
        G711.Encode(codec, frame, packet.AsSpan(RtpPacket.HeaderLength));
        Send(codec == AudioCodec.Pcmu ? PayloadTypes.Pcmu : PayloadTypes.Pcma, Timestamp, afterSilence, AudioFrame.Samples);
        afterSilence = false;
    }

    internal void SendEvent(byte payloadType, uint timestamp, bool marker, TelephoneEvent telephoneEvent)
    {
        telephoneEvent.Write(packet.AsSpan(RtpPacket.HeaderLength));
        Send(payloadType, timestamp, marker, TelephoneEvent.Length);
        afterSilence = true;
    }

    /// <summary>Time goes on by one frame, whether something was sent in it or not.</summary>
    internal void NextFrame(bool sent)
    {
        Timestamp += AudioFrame.Samples;
        afterSilence |= !sent;
    }

    private void Send(byte payloadType, uint timestamp, bool marker, int payloadLength)
    {
        if (To is null)
        {
            return;
        }
        RtpPacket.WriteHeader(packet, marker, payloadType, sequence++, timestamp, Ssrc);
        socket.SendTo(packet.AsSpan(0, RtpPacket.HeaderLength + payloadLength), SocketFlags.None, To);
        Interlocked.Increment(ref packets);
        Interlocked.Add(ref octets, payloadLength);
    }
}

/// <summary>The static payload types in use here (RFC 3551 6).</summary>
internal static class PayloadTypes
{
    internal const byte Pcmu = 0;
    internal const byte Pcma = 8;
    internal const byte ComfortNoise = 13;
}
