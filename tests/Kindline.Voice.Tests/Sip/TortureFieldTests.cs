using System.Text;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

/// <summary>The values that the valid messages of RFC 4475 are about.</summary>
public sealed class TortureFieldTests
{
    [Fact]
    public void Wsinv_folds_and_spaces_change_no_value()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("valid/wsinv"));

        request.Uri.ToString().ShouldBe("sip:vivekg@chair-dnrc.example.com;unknownparam");
        request.To!.Tag.ShouldBe("1918181833n");
        request.From!.DisplayName.ShouldBe("J Rosenberg \\\"");
        request.From.Tag.ShouldBe("98asjd8");
        request.CSeq.ShouldBe(new CSeq(9, "INVITE"));
        request.Headers["Subject"].ShouldBe("");
        request.Headers["NewFangledHeader"].ShouldBe("newfangled value continued newfangled value");
        request.Vias.Select(v => $"{v.Transport} {v.Host} {v.Branch}").ShouldBe(
            ["UDP 192.0.2.2 390skdjuw", "TCP spindle.example.com z9hG4bK9ikj8", "UDP 192.168.255.111 z9hG4bK30239"]);
        request.Contacts.ShouldHaveSingleItem().DisplayName.ShouldBe("Quoted string \"\"");
        request.Contacts[0].Parameters["q"].ShouldBe("0.33");
        request.Body.Length.ShouldBe(150);
    }

    [Fact]
    public void Intmeth_wide_range_of_characters_survives()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("valid/intmeth"));

        request.Method.ShouldBe("!interesting-Method0123456789_*+`.%indeed'~");
        request.Uri.User.ShouldBe("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
        request.Uri.Password.ShouldBe("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
        request.To!.DisplayName.ShouldBe("BEL:\u0007 NUL:\0 DEL:\u007f");
        request.From!.DisplayName.ShouldBe("token1~` token2'+_ token3*%!.-");
        request.From.Tag.ShouldBe("_token~1'+`*%!-.");
        request.From.Parameters["fromParam''~+*_!.-%"].ShouldBe("\"работающий\"");
        request.CSeq!.Value.Method.ShouldBe(request.Method);
        request.Headers["extensionHeader-!.%*+_`'~"].ShouldBe("\uFEFF大停電");
    }

    [Fact]
    public void Esc01_escapes_mean_their_characters()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("valid/esc01"));

        request.Uri.User.ShouldBe("sips:user@example.com");
        request.Uri.ToString().ShouldBe("sip:sips%3Auser%40example.com@example.net");
        request.To!.Uri.User.ShouldBe("user");
        request.From!.Uri.User.ShouldBe("I have spaces");
        request.Contacts[0].Uri.Parameters.Has("lr").ShouldBeTrue();
        request.Contacts[0].Uri.Parameters["name"].ShouldBe("value%41");
        request.Contacts[0].Uri.ToString().ShouldBe("sip:caller@host5.example.net;lr;name=value%2541");
    }

    [Fact]
    public void Escnull_holds_null_characters()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("valid/escnull"));

        request.To!.Uri.User.ShouldBe("null-\0-null");
        request.Contacts.Select(c => c.Uri.User).ShouldBe(["\0", "\0\0"]);
        request.Contacts[1].ToString().ShouldBe("<sip:%00%00@host5.example.com>");
    }

    [Fact]
    public void Esc02_percent_outside_a_URI_is_a_percent()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("valid/esc02"));

        request.Method.ShouldBe("RE%47IST%45R");
        request.To!.DisplayName.ShouldBe("%Z%45");
        request.Contacts.Select(c => c.Uri.User).ShouldBe(["alias1", "alias3"]);
        request.TopVia!.Branch.ShouldBe("z9hG4bK209%fzsnel234");
    }

    [Fact]
    public void Dblreq_ends_at_Content_Length()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("valid/dblreq"));

        request.Method.ShouldBe("REGISTER");
        request.Body.Length.ShouldBe(0);
    }

    [Fact]
    public void Longreq_has_34_Via_values()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("valid/longreq"));

        request.Vias.Count.ShouldBe(34);
        request.TopVia!.Host.ShouldBe("sip33.example.com");
        request.To!.Uri.Port.ShouldBe(6000);
        request.Body.Length.ShouldBe(150);
    }

    [Fact]
    public void Semiuri_semicolon_belongs_to_the_user_part()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("valid/semiuri"));

        request.Uri.User.ShouldBe("user;par=u@example.net");
        request.Uri.Parameters.ShouldBe(SipParameters.Empty);
    }

    [Fact]
    public void Transports_may_be_any_token()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("valid/transports"));

        request.Vias.Select(v => v.Transport).ShouldBe(["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"]);
    }

    [Fact]
    public void Lwsdisp_display_name_needs_no_space()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("valid/lwsdisp"));

        request.From!.DisplayName.ShouldBe("caller");
        request.From.Tag.ShouldBe("323");
    }

    [Fact]
    public void Mpart01_body_is_binary()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("valid/mpart01"));

        request.Body.Length.ShouldBe(553);
        request.Body.Span.Contains((byte)0).ShouldBeTrue();
        Encoding.ASCII.GetString(request.Body.Span[..20]).ShouldBe("--7a9cbec02ceef655\r\n");
    }

    [Fact]
    public void Unreason_and_noreason_keep_their_phrase()
    {
        var unreason = SipCorpus.Message(SipCorpus.ReadTorture("valid/unreason")).ShouldBeOfType<SipResponse>();
        var noreason = SipCorpus.Message(SipCorpus.ReadTorture("valid/noreason")).ShouldBeOfType<SipResponse>();

        unreason.StatusCode.ShouldBe(200);
        unreason.ReasonPhrase.ShouldBe("= 2**3 * 5**2 но сто девяносто девять - простое");
        (noreason.StatusCode, noreason.ReasonPhrase).ShouldBe((100, ""));
    }

    [Fact]
    public void Cparam_belongs_to_field_or_URI_by_the_brackets()
    {
        var bare = SipCorpus.Request(SipCorpus.ReadTorture("invalid/cparam01")).Contacts[0];
        var bracketed = SipCorpus.Request(SipCorpus.ReadTorture("invalid/cparam02")).Contacts[0];

        bare.Parameters.Has("unknownparam").ShouldBeTrue();
        bare.Uri.Parameters.Has("unknownparam").ShouldBeFalse();
        bracketed.Uri.Parameters.Has("unknownparam").ShouldBeTrue();
        bracketed.Parameters.Has("unknownparam").ShouldBeFalse();
    }

    [Fact]
    public void Regescrt_keeps_the_headers_of_the_URI()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("invalid/regescrt"));

        request.Contacts[0].Uri.HeaderPart.ShouldBe("Route=%3Csip:sip.example.com%3E");
    }

    [Fact]
    public void Bext01_names_what_is_unsupported()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("invalid/bext01"));

        var fault = RequestCheck.Find(request, null, new RequestRules()).ShouldBeOfType<RequestFault.Answer>();

        fault.Headers.ShouldBe([new SipHeader("Unsupported", "nothingSupportsThis, nothingSupportsThisEither")]);
    }
}
