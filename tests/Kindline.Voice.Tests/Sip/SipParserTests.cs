using System.Text;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

public sealed class SipParserTests
{
    [Fact]
    public void A_request_has_method_URI_fields_and_body()
    {
        var request = SipCorpus.Request(SipParser.Parse(SipCorpus.Own("invite.dat")));

        request.Method.ShouldBe("INVITE");
        request.Uri.ToString().ShouldBe("sip:+12025550123@127.0.0.1:5070;transport=udp");
        request.From.ShouldBe(new NameAddress("Front Desk", SipUri.Sip("desk", "kindline.example"), SipParameters.Empty.With("tag", "f1")));
        request.TopVia!.Parameters.Has("rport").ShouldBeTrue();
        request.Body.Length.ShouldBe(int.Parse(request.Headers["Content-Length"]!, null));
    }

    [Fact]
    public void Compact_names_are_long_ones()
    {
        var response = SipCorpus.Message(SipParser.Parse(SipCorpus.Own("ringing.dat")));

        response.Headers.Select(h => h.Name).ShouldBe(["Via", "From", "To", "Call-ID", "CSeq", "Contact", "Content-Length"]);
        response.CallId.ShouldBe("1-invite@kindline.example");
    }

    [Fact]
    public void Folded_fields_and_IPv6_are_read()
    {
        var request = SipCorpus.Request(SipParser.Parse(SipCorpus.Own("register.dat")));

        request.TopVia!.ToString().ShouldBe("SIP/2.0/TCP [2001:db8::9]:5060;branch=z9hG4bK-folded;alias");
        request.Contacts[0].Uri.Host.ShouldBe("2001:db8::9");
        request.Contacts[0].Parameters["expires"].ShouldBe("120");
        request.Contacts[0].Parameters["+sip.instance"].ShouldBe("\"<urn:uuid:00000000-0000-1000-8000-000a95a0e128>\"");
    }

    [Fact]
    public void Commas_separate_values_but_not_in_quotes_or_brackets()
    {
        var request = SipCorpus.Request(SipParser.Parse(SipCorpus.Own("bye-two-vias.dat")));

        request.Vias.Select(v => v.Branch).ShouldBe(["z9hG4bKp1", "z9hG4bKp2", "z9hG4bKp3"]);
        request.Vias[2].Port.ShouldBe(5062);
        NameAddress.ParseAll(request.Headers.All("Route")).Select(r => r.Uri.User).ShouldBe([null, "edge,1"]);
        request.From!.DisplayName.ShouldBe("Zoë Ångström");
        request.CSeq!.Value.Number.ShouldBe(2147483647u);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_survive()
    {
        var bytes = SipCorpus.Own("info-not-utf8.dat");

        SipWriter.ToBytes(SipCorpus.Message(SipParser.Parse(bytes))).ShouldBe(bytes);
    }

    [Fact]
    public void A_tel_URI_has_a_number_and_no_host()
    {
        var request = SipCorpus.Request(SipParser.Parse(SipCorpus.Own("options-tel.dat")));

        request.Uri.ShouldBe(new SipUri("tel", "+1-202-555-0199", "", null, SipParameters.Empty.With("phone-context", "kindline.example")));
        request.To!.Uri.User.ShouldBe("+12025550199");
    }

    [Fact]
    public void A_body_shorter_than_its_length_is_located_and_answerable()
    {
        var bytes = SipCorpus.Own("broken-length.dat");

        var malformed = SipParser.Parse(bytes).ShouldBeOfType<SipParseResult.Malformed>();

        malformed.Error.ShouldBe(new SipParseError("the body is shorter than Content-Length says", bytes.Length));
        malformed.Partial!.CallId.ShouldBe("6-broken");
    }

    [Fact]
    public void A_bad_field_line_is_located_and_the_others_are_read()
    {
        var result = SipParser.Parse("BYE sip:a@b SIP/2.0\r\nVia x\r\n folded\r\nCall-ID: 7\r\n\r\n"u8);

        var malformed = result.ShouldBeOfType<SipParseResult.Malformed>();

        malformed.Error.ShouldBe(new SipParseError("a line is no header field", 21));
        malformed.Partial!.CallId.ShouldBe("7");
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public void Line_breaks_alone_are_a_keep_alive(string text) =>
        SipParser.Parse(Encoding.ASCII.GetBytes(text)).ShouldBeOfType<SipParseResult.KeepAlive>();

    [Theory]
    [InlineData("hello", 5)]
    [InlineData("\r\n[] x SIP/2.0\r\n\r\n", 2)]
    [InlineData("SIP/2.0 099 Early\r\n\r\n", 8)]
    [InlineData("SIP/2.0 2000 OK\r\n\r\n", 8)]
    [InlineData("SIP/3.0 200 OK\r\n\r\n", 0)]
    public void Without_a_start_line_there_is_no_message(string text, int offset)
    {
        var malformed = SipParser.Parse(Encoding.ASCII.GetBytes(text)).ShouldBeOfType<SipParseResult.Malformed>();

        malformed.Partial.ShouldBeNull();
        malformed.Error.Offset.ShouldBe(offset);
    }

    [Theory]
    [InlineData("BYE sip:a@b SIP/2.0\nCall-ID: 7\r\n\r\n")]
    [InlineData("BYE sip:a@b SIP/2.0\r\nCall-ID: 7\rTo: x\r\n\r\n")]
    [InlineData("BYE sip:a@b SIP/2.0\r\nCall-ID: 7\r\n")]
    [InlineData("BYE sip:a@b\r\nCall-ID: 7\r\n\r\n")]
    public void Loose_line_ends_are_malformed(string text) =>
        SipParser.Parse(Encoding.ASCII.GetBytes(text)).ShouldBeOfType<SipParseResult.Malformed>().Partial!.CallId.ShouldStartWith("7");

    [Fact]
    public void Ten_thousand_fields_are_too_many()
    {
        var text = new StringBuilder("BYE sip:a@b SIP/2.0\r\n").Insert(21, "X: 1\r\n", 10_000).Append("\r\n");

        var malformed = SipParser.Parse(Encoding.ASCII.GetBytes(text.ToString())).ShouldBeOfType<SipParseResult.Malformed>();

        malformed.Error.What.ShouldBe("too many header field lines");
    }
}
