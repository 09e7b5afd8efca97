using System.Text;
using Kindline.Voice.Sdp;
using Kindline.Voice.Tests.Sip;

namespace Kindline.Voice.Tests.Sdp;

public sealed class SdpParserTests
{
    [Fact]
    public void Every_line_is_kept_and_written_in_order()
    {
        var bytes = SipCorpus.OwnSdp("video-too.sdp");

        Read(bytes).ToString().ShouldBe(Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\r\n"));
    }

    [Fact]
    public void Sections_have_their_own_address_ports_and_attributes()
    {
        var description = Read(SipCorpus.OwnSdp("video-too.sdp"));

        description.Origin.ShouldBe(new SdpOrigin("jdoe", "3724394400", "3724394405", "IP4", "198.51.100.1"));
        description.Media.Select(m => (m.Kind, m.Port, m.PortCount, m.Protocol)).ShouldBe(
            [("video", 51372, 1, "RTP/AVP"), ("audio", 49170, 2, "RTP/AVP"), ("application", 32416, 1, "udp")]);
        description.Media[0].Connection.ShouldBe(new SdpConnection("IP6", "2001:db8::2"));
        description.Media[1].Attribute("rtcp").ShouldBe("53020 IN IP4 126.16.64.4");
        description.Media[2].Formats.ShouldBe(["wb"]);
    }

    [Fact]
    public void A_name_and_a_time_may_be_missing()
    {
        var description = Read("v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n"u8);

        description.ToString().ShouldBe("v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n");
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_survive()
    {
        byte[] bytes = [.. "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=Jos"u8, 0xE9, .. "\r\nt=0 0\r\n"u8];

        Read(bytes).ToBytes().ShouldBe(bytes);
    }

    [Theory]
    [InlineData("", "v= or o= is missing", 1)]
    [InlineData("v=0", "v= or o= is missing", 1)]
    [InlineData("v=1", "the first line is not v=0", 1)]
    [InlineData("o=- 1 1 IN IP4 192.0.2.1", "the first line is not v=0", 1)]
    [InlineData("v=0\no=- 1 x IN IP4 192.0.2.1", "o= is malformed", 2)]
    [InlineData("v=0\no=- 1 1 IN IP4", "o= is malformed", 2)]
    [InlineData("v=0\no=- 1 1 IN IP4 a\no=- 1 1 IN IP4 a", "a line is of an unknown type or occurs twice", 3)]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nm =audio 1 RTP/AVP 0", "a line is not of the form x=value", 3)]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nm=audio 65536 RTP/AVP 0", "m= is malformed", 3)]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nm=audio 1/0 RTP/AVP 0", "m= is malformed", 3)]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nm=audio 1 RTP/AVP", "m= is malformed", 3)]
    [InlineData("v=0\no=- 1 1 IN IP4 a\n\nc=IP4 1.2.3.4", "c= is malformed", 4)]
    [InlineData("v=0\no=- 1 1 IN IP4 a\na=", "a= is malformed", 3)]
    [InlineData("v=0\no=- 1 1 IN IP4 a\ny=1", "a line is of an unknown type or occurs twice", 3)]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nm=audio 1 RTP/AVP 0\nt=0 0", "a line is of an unknown type or occurs twice", 4)]
    public void Faults_are_located(string text, string what, int line) =>
        SdpParser.Parse(Encoding.ASCII.GetBytes(text)).ShouldBe(new SdpParseResult.Malformed(what, line));

    internal static SessionDescription Read(ReadOnlySpan<byte> bytes) =>
        SdpParser.Parse(bytes).ShouldBeOfType<SdpParseResult.Parsed>().Description;
}
