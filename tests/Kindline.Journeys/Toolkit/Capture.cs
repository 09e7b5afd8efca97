using System.Buffers.Binary;
using System.Globalization;

namespace Kindline.Journeys.Toolkit;

/// <summary>One RTP packet as it went over the wire (RFC 3550 5.1).</summary>
sealed record RtpSeen(double At, int From, int To, int PayloadType, ushort Sequence, uint Timestamp, uint Source, byte[] Payload);

/// <summary>tshark on the loopback interface: what really went over the wire, whoever says what.</summary>
sealed class Capture : IAsyncDisposable
{
    readonly ExternalProgram tshark;
    readonly string file;

    Capture(ExternalProgram tshark, string file)
    {
        this.tshark = tshark;
        this.file = file;
    }

    /// <summary>Begins to capture UDP from and to a port; returns when the kernel filter is in place.</summary>
    public static Task<Capture> StartAsync(int port) => StartAsync(port, port);

    /// <summary>The same for a range of ports.</summary>
    public static async Task<Capture> StartAsync(int first, int last)
    {
        var file = Path.Combine(Places.NewFolder("capture"), "loopback.pcap");
        var filter = string.Create(CultureInfo.InvariantCulture, $"udp portrange {first}-{last}");
        var tshark = ExternalProgram.Start("tshark", ["-i", "lo", "-f", filter, "-F", "pcap", "-w", file, "-q"]);
        await tshark.LineAsync("Capture started");
        return new Capture(tshark, file);
    }

    /// <summary>Ends the capture and gives every RTP packet of it, in the order of the wire.</summary>
    public async Task<IReadOnlyList<RtpSeen>> EndAsync()
    {
        tshark.Signal(ExternalProgram.Interrupt);
        await tshark.EndAsync();
        return [.. Read(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))];
    }

    /// <summary>When the first sound came to a port: the zero of what <see cref="HeardAt"/> gives.</summary>
    public static DateTimeOffset BeganAt(int port, IEnumerable<RtpSeen> packets) =>
        DateTimeOffset.UnixEpoch.AddSeconds(packets.First(packet => packet.To == port && packet.PayloadType == 0).At);

    /// <summary>What was heard at a port: PCMU payloads put in their places by timestamp, silence where none came.</summary>
    public static Sound HeardAt(int port, IEnumerable<RtpSeen> packets)
    {
        var voice = packets.Where(packet => packet.To == port && packet.PayloadType == 0).ToList();
        if (voice.Count == 0)
        {
            return new Sound([], 8000);
        }

        // A new source starts a clock of its own (RFC 3550 8): its place is taken from its time of arrival.
        var began = voice[0].At;
        var sounding = new List<(int Place, byte[] Payload)>();
        foreach (var source in voice.GroupBy(packet => packet.Source))
        {
            var first = source.First();
            var offset = (int)((first.At - began) * 8000);
            sounding.AddRange(source.Select(packet => (offset + (int)(packet.Timestamp - first.Timestamp), packet.Payload)));
        }

        var samples = new short[sounding.Max(static part => part.Place + part.Payload.Length)];
        foreach (var (place, payload) in sounding.Where(static part => part.Place >= 0))
        {
            for (var n = 0; n < payload.Length; n++)
            {
                samples[place + n] = MuLaw.Decode(payload[n]);
            }
        }

        return new Sound(samples, 8000);
    }

    public async ValueTask DisposeAsync()
    {
        tshark.Signal(ExternalProgram.Terminate);
        await tshark.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    // pcap: 24 octets of header, then 16 a record; an Ethernet header of 14, IPv4, UDP of 8, RTP.
    static List<RtpSeen> Read(ReadOnlySpan<byte> pcap)
    {
        var seen = new List<RtpSeen>();
        for (var at = 24; at + 16 <= pcap.Length;)
        {
            var seconds = BinaryPrimitives.ReadUInt32LittleEndian(pcap[at..]);
            var micros = BinaryPrimitives.ReadUInt32LittleEndian(pcap[(at + 4)..]);
            var length = BinaryPrimitives.ReadInt32LittleEndian(pcap[(at + 8)..]);
            if (at + 16 + length > pcap.Length)
            {
                break;
            }

            if (ReadRtp(seconds + (micros / 1e6), pcap.Slice(at + 16, length)) is { } packet)
            {
                seen.Add(packet);
            }

            at += 16 + length;
        }

        return seen;
    }

    static RtpSeen? ReadRtp(double at, ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 14 + 20 + 8 + 12 || frame[14] >> 4 != 4)
        {
            return null;
        }

        var udp = frame[(14 + ((frame[14] & 0x0F) * 4))..];
        var rtp = udp[8..];
        var payloadType = rtp[1] & 0x7F;
        if (rtp[0] >> 6 != 2 || payloadType is >= 72 and <= 76)
        {
            return null;
        }

        return new RtpSeen(
            at,
            BinaryPrimitives.ReadUInt16BigEndian(udp),
            BinaryPrimitives.ReadUInt16BigEndian(udp[2..]),
            payloadType,
            BinaryPrimitives.ReadUInt16BigEndian(rtp[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(rtp[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(rtp[8..]),
            rtp[(12 + ((rtp[0] & 0x0F) * 4))..].ToArray());
    }
}
