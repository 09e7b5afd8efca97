using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

/// <summary>What RFC 4475 section 3 expects of each of its 49 messages, where the element is a user agent and registrar.</summary>
public sealed class TortureTests
{
    private static readonly RequestRules Rules = new()
    {
        Methods = [SipMethods.Invite, SipMethods.Ack, SipMethods.Cancel, SipMethods.Bye, SipMethods.Options, SipMethods.Register],
    };

    [Theory]
    [InlineData("valid/wsinv")] // 3.1.1.1
    [InlineData("valid/esc01")] // 3.1.1.3
    [InlineData("valid/escnull")] // 3.1.1.4
    [InlineData("valid/lwsdisp")] // 3.1.1.6
    [InlineData("valid/longreq")] // 3.1.1.7
    [InlineData("valid/dblreq")] // 3.1.1.8
    [InlineData("valid/semiuri")] // 3.1.1.9
    [InlineData("valid/transports")] // 3.1.1.10
    [InlineData("invalid/baddate")] // 3.1.2.12: a liberal element ignores the Date it does not use
    [InlineData("invalid/regaut01")] // 3.3.7: an unknown scheme is no credential; the registrar challenges
    [InlineData("invalid/zeromf")] // 3.3.11: it is at its target
    [InlineData("invalid/cparam01")] // 3.3.12
    [InlineData("invalid/cparam02")] // 3.3.13
    [InlineData("invalid/regescrt")] // 3.3.14
    [InlineData("invalid/inv2543")] // 3.4.1
    public void Is_served(string file)
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture(file));

        RequestCheck.Find(request, null, Rules).ShouldBeNull();
    }

    [Theory]
    [InlineData("valid/intmeth", 501)] // 3.1.1.2: well formed, of a method nobody knows
    [InlineData("valid/esc02", 501)] // 3.1.1.5: RE%47IST%45R is not REGISTER
    [InlineData("valid/mpart01", 405)] // 3.1.1.11: well formed, and MESSAGE is not served
    [InlineData("invalid/badinv01", 400)] // 3.1.2.1
    [InlineData("invalid/clerr", 400)] // 3.1.2.2
    [InlineData("invalid/ncl", 400)] // 3.1.2.3
    [InlineData("invalid/scalar02", 400)] // 3.1.2.4
    [InlineData("invalid/quotbal", 400)] // 3.1.2.6
    [InlineData("invalid/ltgtruri", 400)] // 3.1.2.7
    [InlineData("invalid/lwsruri", 400)] // 3.1.2.8
    [InlineData("invalid/lwsstart", 400)] // 3.1.2.9
    [InlineData("invalid/trws", 400)] // 3.1.2.10
    [InlineData("invalid/escruri", 400)] // 3.1.2.11
    [InlineData("invalid/regbadct", 400)] // 3.1.2.13
    [InlineData("invalid/badaspec", 400)] // 3.1.2.14
    [InlineData("invalid/baddn", 400)] // 3.1.2.15
    [InlineData("invalid/badvers", 505)] // 3.1.2.16
    [InlineData("invalid/mismatch01", 400)] // 3.1.2.17
    [InlineData("invalid/mismatch02", 501)] // 3.1.2.18
    [InlineData("invalid/badbranch", 400)] // 3.2.1
    [InlineData("invalid/insuf", 400)] // 3.3.1
    [InlineData("invalid/unkscm", 416)] // 3.3.2
    [InlineData("invalid/novelsc", 416)] // 3.3.3
    [InlineData("invalid/unksm2", 400)] // 3.3.4: the answer of a registrar
    [InlineData("invalid/bext01", 420)] // 3.3.5
    [InlineData("invalid/invut", 415)] // 3.3.6
    [InlineData("invalid/multi01", 400)] // 3.3.8
    [InlineData("invalid/mcl01", 400)] // 3.3.9
    [InlineData("invalid/sdp01", 406)] // 3.3.15
    public void Is_answered(string file, int status)
    {
        var (request, error) = SipCorpus.ReadTorture(file) switch
        {
            SipParseResult.Parsed parsed => (parsed.Message, null),
            SipParseResult.Malformed malformed => (malformed.Partial, malformed.Error),
            var other => throw new InvalidOperationException(other.ToString()),
        };

        var fault = RequestCheck.Find(request.ShouldBeOfType<SipRequest>(), error, Rules);

        fault.ShouldBeOfType<RequestFault.Answer>().StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("valid/unreason")] // 3.1.1.12
    [InlineData("valid/noreason")] // 3.1.1.13
    public void Response_is_taken(string file)
    {
        var response = SipCorpus.Message(SipCorpus.ReadTorture(file)).ShouldBeOfType<SipResponse>();

        ResponseCheck.Find(response).ShouldBeNull();
    }

    [Theory]
    [InlineData("invalid/scalarlg")] // 3.1.2.5
    [InlineData("invalid/bcast")] // 3.3.10
    public void Response_is_dropped(string file)
    {
        var response = SipCorpus.Message(SipCorpus.ReadTorture(file)).ShouldBeOfType<SipResponse>();

        ResponseCheck.Find(response).ShouldNotBeNull();
    }

    [Fact] // 3.3.7
    public void Regaut01_holds_no_digest_credentials()
    {
        var request = SipCorpus.Request(SipCorpus.ReadTorture("invalid/regaut01"));

        DigestCredentials.TryParse(request.Headers["Authorization"], out _).ShouldBeFalse();
    }

    [Fact] // 3.1.2.19
    public void A_status_code_beyond_32_bits_is_no_response()
    {
        var result = SipCorpus.ReadTorture("invalid/bigcode");

        result.ShouldBeOfType<SipParseResult.Malformed>().Partial.ShouldBeNull();
    }

    [Fact]
    public void Every_message_of_the_RFC_stands_in_these_tests()
    {
        Assert.SkipWhen(SipCorpus.Torture is null, "the RFC 4475 messages are not beside this clone");
        string[] tests = [nameof(Is_served), nameof(Is_answered), nameof(Response_is_taken), nameof(Response_is_dropped)];

        var named = tests
            .SelectMany(t => typeof(TortureTests).GetMethod(t)!.GetCustomAttributes(typeof(InlineDataAttribute), false))
            .Select(a => Path.GetFileName((string)((InlineDataAttribute)a).Data[0]!))
            .Append("bigcode");

        var files = Directory.GetFiles(SipCorpus.Torture!, "*.dat", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);
        named.ShouldBe(files!, ignoreOrder: true);
    }
}
