using Kindline.Telephony.Signalling;

namespace Kindline.Tests.Telephony.Signalling;

public class SignallingMaskTests
{
    private const string Invite =
        "INVITE sip:+15125550142@198.51.100.7:5060 SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP 203.0.113.9:5060;branch=z9hG4bK1234567890ab;received=203.0.113.9\r\n"
        + "From: \"Maria Lopez\" <sip:+15125550123@203.0.113.9>;tag=9876543210\r\n"
        + "To: Front Desk <sip:+15125550142@198.51.100.7>\r\n"
        + "Call-ID: 12345678901234@203.0.113.9\r\n"
        + "CSeq: 2 INVITE\r\n"
        + "Contact: <sip:15125550123@203.0.113.9:5060>\r\n"
        + "P-Asserted-Identity: <tel:+15125550123>\r\n"
        + "Diversion: <sip:7375550188@203.0.113.9>;reason=no-answer\r\n"
        + "Authorization: Digest username=\"desk1\", realm=\"kindline\",\r\n response=\"0123456789abcdef\"\r\n"
        + "Content-Type: application/sdp\r\n\r\n"
        + "v=0\r\no=5125550123 3983211234 1 IN IP4 203.0.113.9\r\nm=audio 40000 RTP/AVP 0 101\r\n"
        + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WnD7c1ksDGs+dIefCEo8omPg4uO8DYIinNGL5yxQ\r\na=ice-pwd:YH75Fviy6338Vbrhrlp8Yh\r\na=rtpmap:101 telephone-event/8000\r\n";

    [Fact]
    public void What_opens_doors_is_never_kept()
    {
        var kept = SignallingMask.WithoutSecrets(Invite);

        kept.ShouldContain("Authorization: (hidden)\r\nContent-Type");
        kept.ShouldContain("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:(hidden)\r\n");
        kept.ShouldContain("a=ice-pwd:(hidden)\r\n");
        kept.ShouldNotContain("desk1");
        kept.ShouldContain("Maria Lopez");
    }

    [Theory]
    [InlineData("5125550123")]
    [InlineData("5125550142")]
    [InlineData("7375550188")]
    [InlineData("Maria")]
    [InlineData("Front Desk")]
    public void What_tells_of_people_is_masked(string tells) => SignallingMask.WithoutPeople(Invite).ShouldNotContain(tells);

    [Theory]
    [InlineData("INVITE sip:...42@198.51.100.7:5060 SIP/2.0")]
    [InlineData("branch=z9hG4bK1234567890ab")]
    [InlineData("\"...\" <sip:...23@203.0.113.9>;tag=9876543210")]
    [InlineData("Call-ID: 12345678901234@203.0.113.9")]
    [InlineData("<tel:...23>")]
    [InlineData("reason=no-answer")]
    [InlineData("o=... 3983211234 1 IN IP4 203.0.113.9")]
    [InlineData("m=audio 40000 RTP/AVP 0 101")]
    [InlineData("a=rtpmap:101 telephone-event/8000")]
    public void What_an_engineer_needs_stays(string needed) => SignallingMask.WithoutPeople(Invite).ShouldContain(needed);

    [Fact]
    public void Whatever_comes_can_be_masked()
    {
        var chance = new Random(7);
        for (var n = 0; n < 2_000; n++)
        {
            var text = Invite.ToCharArray();
            for (var broken = chance.Next(1, 20); broken > 0; broken--)
            {
                text[chance.Next(text.Length)] = (char)chance.Next(1, 256);
            }
            var message = new string(text);

            Should.NotThrow(() => SignallingMask.WithoutPeople(SignallingMask.WithoutSecrets(message)), message);
        }
    }

    [Fact]
    public void A_line_without_an_end_costs_no_more_than_its_length()
    {
        var endless = "From: " + new string(' ', 30_000) + new string('a', 30_000);

        SignallingMask.WithoutPeople(endless).ShouldBe(endless);
    }
}
