using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

public sealed class SipMessageTests
{
    private readonly SipRequest request = SipCorpus.Request(SipParser.Parse(SipCorpus.Own("invite.dat")));

    [Fact]
    public void Typed_fields_follow_every_change_of_the_lines()
    {
        request.TopVia!.Branch.ShouldBe("z9hG4bKa1b2c3");
        request.Headers.AddFirst("Via", "SIP/2.0/TCP 192.0.2.1;branch=z9hG4bKnew");
        request.TopVia!.Branch.ShouldBe("z9hG4bKnew");
        request.Headers.Replace("Via", request.Headers.All("Via").Skip(1));
        request.Vias.ShouldHaveSingleItem().Branch.ShouldBe("z9hG4bKa1b2c3");

        request.To!.Tag.ShouldBeNull();
        request.Headers["To"] = request.To.WithTag("t9").ToString();
        request.To!.Tag.ShouldBe("t9");
        request.Headers.Add("Contact", "<sip:second@127.0.0.1>");
        request.Contacts.Count.ShouldBe(2);
        request.Headers["CSeq"] = null;
        request.CSeq.ShouldBeNull();
    }

    [Fact]
    public void Names_of_fields_have_no_case()
    {
        request.Headers["cAlL-iD"].ShouldBe("1-invite@kindline.example");
        request.Headers.CountOf("VIA").ShouldBe(1);
    }

    [Fact]
    public void A_line_break_in_a_value_starts_no_field()
    {
        request.Headers["Subject"] = "one\r\nInjected: two";

        var read = SipCorpus.Message(SipParser.Parse(SipWriter.ToBytes(request)));

        read.Headers["Injected"].ShouldBeNull();
        read.Headers["Subject"].ShouldBe("one  Injected: two");
    }

    [Fact]
    public void Content_Length_is_the_true_one()
    {
        request.Body = "v=0"u8.ToArray();

        SipCorpus.Message(SipParser.Parse(SipWriter.ToBytes(request))).Headers["Content-Length"].ShouldBe("3");
    }
}
