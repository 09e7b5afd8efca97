using Kindline.Voice.Rtp;

namespace Kindline.Voice.Tests.Rtp;

public sealed class RtpPacketTests
{
    [Fact]
    public void A_packet_with_everything_reads_back()
    {
        var buffer = new byte[100];
        byte[] csrc = [1, 2, 3, 4, 5, 6, 7, 8], extension = [9, 9, 9, 9], payload = [10, 11, 12];
        var length = new RtpPacket
        {
            Marker = true,
            PayloadType = 101,
            Sequence = 65535,
            Timestamp = 0xFFFF_FFF0,
            Ssrc = 0xDEAD_BEEF,
            Csrc = csrc,
            ExtensionProfile = 0xBEDE,
            Extension = extension,
            Payload = payload,
        }.Write(buffer);

        RtpPacket.TryParse(buffer.AsSpan(0, length), out var packet, out _).ShouldBeTrue();

        (packet.Marker, packet.PayloadType, packet.Sequence).ShouldBe((true, (byte)101, (ushort)65535));
        (packet.Timestamp, packet.Ssrc).ShouldBe((0xFFFF_FFF0u, 0xDEAD_BEEFu));
        packet.Csrc.ToArray().ShouldBe(csrc);
        packet.ExtensionProfile.ShouldBe((ushort)0xBEDE);
        packet.Extension.ToArray().ShouldBe(extension);
        packet.Payload.ToArray().ShouldBe(payload);
    }

    [Fact]
    public void Padding_is_taken_off()
    {
        RtpPacket.TryParse(Bytes("A0 00 0001 00000002 00000003 AABB 000003"), out var packet, out _).ShouldBeTrue();

        packet.Payload.ToArray().ShouldBe([0xAA, 0xBB]);
    }

    [Theory]
    [InlineData("80 00 0001 00000002 0000", 10, RtpFault.Truncated)]
    [InlineData("40 00 0001 00000002 00000003", 0, RtpFault.Version)]
    [InlineData("82 00 0001 00000002 00000003 00000004", 12, RtpFault.Truncated)]
    [InlineData("90 00 0001 00000002 00000003 BEDE", 12, RtpFault.Extension)]
    [InlineData("90 00 0001 00000002 00000003 BEDE 0002 00000000", 14, RtpFault.Extension)]
    [InlineData("A0 00 0001 00000002 00000003 AABBCC00", 15, RtpFault.Padding)]
    [InlineData("A0 00 0001 00000002 00000003 AABBCC05", 15, RtpFault.Padding)]
    public void What_is_no_packet_is_refused_at_its_byte(string hex, int offset, RtpFault fault)
    {
        RtpPacket.TryParse(Bytes(hex), out _, out var error).ShouldBeFalse();

        error.ShouldBe(new RtpError(offset, fault));
    }

    [Fact]
    public void Fifty_thousand_random_datagrams_never_throw_and_errors_lie_inside()
    {
        var random = new Random(3550);
        var buffer = new byte[64];
        var parsed = 0;

        for (var i = 0; i < 50_000; i++)
        {
            var datagram = buffer.AsSpan(0, random.Next(buffer.Length));
            random.NextBytes(datagram);
            if (datagram.Length > 0 && i % 4 != 0)
            {
                datagram[0] = (byte)(0x80 | (datagram[0] & 0x3F));
            }
            var ok = RtpPacket.TryParse(datagram, out var packet, out var error);
            parsed += ok ? 1 : 0;
            (ok ? packet.Csrc.Length + packet.Extension.Length + packet.Payload.Length : error!.Value.Offset)
                .ShouldBeInRange(0, datagram.Length);
        }

        parsed.ShouldBeGreaterThan(3000);
    }

    [Fact]
    public void Fifty_thousand_random_reports_never_throw_and_errors_lie_inside()
    {
        var random = new Random(64);
        var whole = new byte[256];
        var report = new ReceptionReport(6, 7, 8, 9, 10, 11, 12);
        var length = RtcpPacket.Write(whole, 1, new SenderInfo(2, 3, 4, 5), report, "cname"u8, bye: true);
        var buffer = new byte[256];
        var parsed = 0;

        for (var i = 0; i < 50_000; i++)
        {
            var datagram = buffer.AsSpan(0, random.Next(length + 20));
            whole.AsSpan(0, datagram.Length).CopyTo(datagram);
            for (var flips = random.Next(4); flips > 0 && datagram.Length > 0; flips--)
            {
                datagram[random.Next(datagram.Length)] = (byte)random.Next(256);
            }
            var ok = RtcpPacket.TryParse(datagram, out var packet, out var error);
            parsed += ok ? 1 : 0;
            (ok ? (packet.Sender, packet.ReportAbout(6)) : (null, null)).ShouldBeOfType<(SenderInfo?, ReceptionReport?)>();
            (error?.Offset ?? 0).ShouldBeInRange(0, datagram.Length);
        }

        parsed.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void A_compound_report_reads_back_and_its_packets_add_up()
    {
        var buffer = new byte[256];
        var report = new ReceptionReport(6, 128, -5, 70000, 33, 0x12345678, 65536);
        var length = RtcpPacket.Write(buffer, 0xAAAA, new SenderInfo(0x0102030405060708, 160, 10, 1600), report, "abc"u8, bye: true);

        RtcpPacket.TryParse(buffer.AsSpan(0, length), out var packet, out _).ShouldBeTrue();

        length.ShouldBe(28 + 24 + 16 + 8);
        packet.Ssrc.ShouldBe(0xAAAAu);
        packet.Sender.ShouldBe(new SenderInfo(0x0102030405060708, 160, 10, 1600));
        packet.ReportAbout(6).ShouldBe(report);
        packet.ReportAbout(7).ShouldBeNull();
    }

    [Theory]
    [InlineData("80C9 0001 0000", 6, RtpFault.Truncated)]
    [InlineData("80CA 0001 00000001", 1, RtpFault.NoReport)]
    [InlineData("80C9 0002 00000001", 0, RtpFault.Truncated)]
    [InlineData("81C9 0001 00000001", 2, RtpFault.Truncated)]
    [InlineData("80C9 0001 00000001 00CA 0000", 8, RtpFault.Version)]
    public void What_is_no_report_is_refused_at_its_byte(string hex, int offset, RtpFault fault)
    {
        RtcpPacket.TryParse(Bytes(hex), out _, out var error).ShouldBeFalse();

        error.ShouldBe(new RtpError(offset, fault));
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
