using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

public sealed class SipUriTests
{
    [Theory] // RFC 3261 19.1.3, RFC 3966 3, RFC 5118 4
    [InlineData("sip:alice@atlanta.example")]
    [InlineData("sip:alice:secretword@atlanta.example;transport=tcp")]
    [InlineData("sips:alice@atlanta.example?subject=project%20x&priority=urgent")]
    [InlineData("sip:+1-212-555-0112:1234@gateway.example;user=phone")]
    [InlineData("sip:alice;day=tuesday@atlanta.example")]
    [InlineData("sip:atlanta.example;method=REGISTER?to=alice%40atlanta.example")]
    [InlineData("sip:user@[2001:db8::10]:5070")]
    [InlineData("sip:user@[2001:db8::10:5070]")]
    [InlineData("sip:[::ffff:192.0.2.10];lr")]
    [InlineData("sip:a_b.example:5060")]
    [InlineData("tel:+1-202-555-0112;ext=17")]
    [InlineData("tel:*611#;phone-context=+1")]
    [InlineData("urn:service:sos")]
    public void Reads_and_writes_the_same(string text)
    {
        SipUri.TryParse(text, out var uri).ShouldBeTrue();

        uri.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sip")]
    [InlineData("sip:")]
    [InlineData(":alice@b")]
    [InlineData("1sip:a@b")]
    [InlineData("sip:@b")]
    [InlineData("sip:a@")]
    [InlineData("sip:a@b@c")]
    [InlineData("sip:a b@c")]
    [InlineData("sip:a%4@c")]
    [InlineData("sip:a%GG@c")]
    [InlineData("sip:a@b:")]
    [InlineData("sip:a@b:65536")]
    [InlineData("sip:a@b:-1")]
    [InlineData("sip:a@b;")]
    [InlineData("sip:a@b;=x")]
    [InlineData("sip:a@b;x=;y y")]
    [InlineData("sip:a@b?")]
    [InlineData("sip:user@2001:db8::10")]
    [InlineData("sip:user@[2001:db8::10")]
    [InlineData("sip:user@[fe80::1%eth0]")]
    [InlineData("sip:user@[192.0.2.1]")]
    [InlineData("tel:")]
    [InlineData("tel:+")]
    [InlineData("tel:front-desk")]
    [InlineData("http:a b")]
    public void Is_no_URI(string text) => SipUri.TryParse(text, out _).ShouldBeFalse();

    [Theory] // RFC 3261 19.1.4
    [InlineData("sip:%61lice@atlanta.example;transport=TCP", "sip:alice@AtLanTa.example;Transport=tcp")]
    [InlineData("sip:carol@chicago.example", "sip:carol@chicago.example;newparam=5")]
    [InlineData("sip:carol@chicago.example;security=on", "sip:carol@chicago.example;newparam=5")]
    [InlineData("sip:a@b;x=1;y=2", "sip:a@b;y=2;x=1")]
    public void Means_the_same(string one, string other) => AreEquivalent(one, other).ShouldBeTrue();

    [Theory] // RFC 3261 19.1.4
    [InlineData("SIP:ALICE@AtLanTa.example;Transport=udp", "sip:alice@AtLanTa.example;Transport=UDP")]
    [InlineData("sip:bob@biloxi.example", "sip:bob@biloxi.example:5060")]
    [InlineData("sip:bob@biloxi.example", "sip:bob@biloxi.example;transport=udp")]
    [InlineData("sip:bob@biloxi.example", "sip:bob@biloxi.example:6000;transport=tcp")]
    [InlineData("sip:carol@chicago.example", "sip:carol@chicago.example?Subject=next%20meeting")]
    [InlineData("sip:bob@phone21.boxesbybob.example", "sip:bob@192.0.2.4")]
    [InlineData("sip:bob@biloxi.example", "sips:bob@biloxi.example")]
    [InlineData("sip:carol@chicago.example;security=on", "sip:carol@chicago.example;security=off")]
    public void Means_another(string one, string other)
    {
        AreEquivalent(one, other).ShouldBeFalse();
        AreEquivalent(other, one).ShouldBeFalse();
    }

    private static bool AreEquivalent(string one, string other) =>
        SipUri.TryParse(one, out var left) && SipUri.TryParse(other, out var right) && left.IsEquivalentTo(right);
}
