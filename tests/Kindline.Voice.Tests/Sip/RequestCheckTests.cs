using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

public sealed class RequestCheckTests
{
    private static readonly RequestRules Rules = new() { Extensions = ["timer", "100rel"], MaximumBody = 1000 };

    private readonly SipRequest request = SipCorpus.Request(SipParser.Parse(SipCorpus.Own("invite.dat")));

    [Fact]
    public void A_good_request_has_no_fault() => Find().ShouldBeNull();

    [Theory]
    [InlineData("From", null, 400)]
    [InlineData("From", "<sip:a@b", 400)]
    [InlineData("To", "\"open <sip:a@b>", 400)]
    [InlineData("Call-ID", "", 400)]
    [InlineData("CSeq", "2147483648 INVITE", 400)]
    [InlineData("CSeq", "1 BYE", 400)]
    [InlineData("Via", "SIP/2.0/UDP", 400)]
    [InlineData("Via", "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK", 400)]
    [InlineData("Max-Forwards", "256", 400)]
    [InlineData("Max-Forwards", "-1", 400)]
    [InlineData("Max-Forwards", "0", 483)]
    [InlineData("Contact", "*", 400)]
    [InlineData("Route", "<sip:a@b;lr>, ,", 400)]
    [InlineData("Require", "timer, 100REL", null)]
    [InlineData("Require", "timer, path", 420)]
    [InlineData("Content-Type", "text/plain", 415)]
    [InlineData("Content-Type", "Application/SDP;charset=utf-8", null)]
    [InlineData("Content-Type", null, 415)]
    [InlineData("Content-Encoding", "gzip", 415)]
    [InlineData("Accept", "text/html, application/*;q=0.1", null)]
    [InlineData("Accept", "text/html", 406)]
    public void Fields_decide(string name, string? value, int? status)
    {
        request.Headers[name] = value;

        Status(Find()).ShouldBe(status);
    }

    [Fact]
    public void Twice_is_once_too_often()
    {
        request.Headers.Add("To", "<sip:other@b>");

        Find().ShouldBeOfType<RequestFault.Answer>().Reason.ShouldBe("Bad Request, To occurs twice");
    }

    [Fact]
    public void Without_a_Via_nothing_is_answered()
    {
        request.Headers["Via"] = null;

        Find().ShouldBe(new RequestFault.Drop("no Via"));
    }

    [Fact]
    public void A_broken_message_that_can_be_answered_is()
    {
        var malformed = SipParser.Parse(SipCorpus.Own("broken-length.dat")).ShouldBeOfType<SipParseResult.Malformed>();

        var fault = RequestCheck.Find((SipRequest)malformed.Partial!, malformed.Error, Rules);

        fault.ShouldBeOfType<RequestFault.Answer>().Reason.ShouldBe("Bad Request, the body is shorter than Content-Length says");
    }

    [Fact]
    public void An_ACK_is_never_answered()
    {
        var ack = With("ACK", request.Uri);
        ack.Headers["CSeq"] = "1 INVITE";

        RequestCheck.Find(ack, null, Rules).ShouldBeOfType<RequestFault.Drop>();
    }

    [Theory]
    [InlineData("SUBSCRIBE", 405)]
    [InlineData("invite", 501)]
    public void Other_methods_hear_what_is_allowed(string method, int status)
    {
        var answer = RequestCheck.Find(With(method, request.Uri), null, Rules).ShouldBeOfType<RequestFault.Answer>();

        answer.StatusCode.ShouldBe(status);
        answer.Headers.ShouldBe([new SipHeader("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS")]);
    }

    [Fact]
    public void Other_schemes_are_not_supported()
    {
        var uri = new SipUri("http", null, "//kindline.example", null, SipParameters.Empty);

        Status(RequestCheck.Find(With("INVITE", uri), null, Rules)).ShouldBe(416);
    }

    [Fact]
    public void A_merged_request_is_a_loop_outside_of_dialogs_only()
    {
        var rules = Rules with { IsMerged = _ => true };

        Status(RequestCheck.Find(request, null, rules)).ShouldBe(482);
        request.Headers["To"] = "<sip:a@b>;tag=1";
        RequestCheck.Find(request, null, rules).ShouldBeNull();
    }

    [Fact]
    public void A_body_beyond_the_limit_is_too_large()
    {
        request.Body = new byte[1001];

        Status(Find()).ShouldBe(413);
    }

    [Fact]
    public void CANCEL_needs_no_extension()
    {
        var cancel = With("CANCEL", request.Uri);
        cancel.Headers["CSeq"] = "1 CANCEL";
        cancel.Headers["Require"] = "path";

        RequestCheck.Find(cancel, null, Rules).ShouldBeNull();
    }

    private RequestFault? Find() => RequestCheck.Find(request, null, Rules);

    private static int? Status(RequestFault? fault) => (fault as RequestFault.Answer)?.StatusCode;

    private SipRequest With(string method, SipUri uri)
    {
        var other = new SipRequest(method, uri);
        foreach (var (name, value) in request.Headers)
        {
            other.Headers.Add(name, value);
        }
        return other;
    }
}
