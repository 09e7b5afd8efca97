using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

public sealed class DigestClientTests
{
    private const string Nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private const string Cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private const string Opaque = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";
    private const string OldRealm = "realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"";

    [Theory] // RFC 7616 3.9.1
    [InlineData("MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void Answers_as_in_RFC_7616(string algorithm, string response)
    {
        var challenge = Challenge(
            $"""Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm}, nonce="{Nonce}", opaque="{Opaque}" """);

        var credentials = new DigestClient(() => Cnonce).Answer(challenge, "GET", "/dir/index.html", "Mufasa", "Circle of Life");

        credentials.Response.ShouldBe(response);
        credentials.ToString().ShouldBe(
            $"""Digest username="Mufasa", realm="http-auth@example.org", nonce="{Nonce}", uri="/dir/index.html", """
            + $"""response="{response}", algorithm={algorithm}, qop=auth, nc=00000001, cnonce="{Cnonce}", opaque="{Opaque}" """.TrimEnd());
    }

    [Fact] // RFC 2617 3.5
    public void Answers_as_in_RFC_2617()
    {
        var challenge = Challenge($"Digest qop=\"auth,auth-int\", {OldRealm}");

        var credentials = new DigestClient(() => "0a4f113b").Answer(challenge, "GET", "/dir/index.html", "Mufasa", "Circle Of Life");

        credentials.Response.ShouldBe("6629fae49393a05397450978507c4ef1");
    }

    [Fact] // RFC 2069 2.4, with the erratum's response
    public void Falls_back_to_RFC_2069_where_no_qop_is_offered()
    {
        var challenge = Challenge($"Digest {OldRealm}");

        var credentials = new DigestClient().Answer(challenge, "GET", "/dir/index.html", "Mufasa", "CircleOfLife");

        credentials.Response.ShouldBe("1949323746fe6a43ef61f9606e7febea");
        (credentials.Cnonce, credentials.NonceCount).ShouldBe((null, 0u));
    }

    [Fact]
    public void The_body_counts_where_only_auth_int_is_offered()
    {
        var challenge = Challenge("""Digest realm="r", nonce="n", qop="auth-int" """);
        var client = new DigestClient(() => "c");

        var first = client.Answer(challenge, "INVITE", "sip:a@b", "u", "p", "one"u8);
        var second = new DigestClient(() => "c").Answer(challenge, "INVITE", "sip:a@b", "u", "p", "two"u8);

        first.Qop.ShouldBe(DigestQop.AuthInt);
        first.Response.ShouldNotBe(second.Response);
    }

    [Fact]
    public void Each_use_of_a_nonce_counts_and_a_new_nonce_starts_over()
    {
        var client = new DigestClient();
        var challenge = Challenge("""Digest realm="r", nonce="n", qop="auth" """);

        uint Count(DigestChallenge c) => client.Answer(c, "REGISTER", "sip:b", "u", "p").NonceCount;

        new[] { Count(challenge), Count(challenge), Count(challenge with { Nonce = "m" }) }.ShouldBe([1u, 2u, 1u]);
    }

    [Theory]
    [InlineData("Basic realm=\"r\"")]
    [InlineData("Digest realm=\"r\"")]
    [InlineData("Digest nonce=\"n\"")]
    [InlineData("Digest realm=\"r\", nonce=\"n")]
    [InlineData("Digest realm=\"r\", nonce=\"n\", nonce=\"m\"")]
    [InlineData("Digest realm=\"r\", nonce=\"n\", algorithm=AKAv1-MD5")]
    [InlineData("Digest realm=\"r\", nonce=\"n\", qop=\"token\"")]
    [InlineData("NoOneKnowsThisScheme opaque-data=here")]
    [InlineData("")]
    [InlineData(null)]
    public void Challenges_that_cannot_be_answered_are_none(string? text) => DigestChallenge.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void The_strongest_challenge_that_can_be_answered_is_picked_wherever_it_stands()
    {
        var response = new SipResponse(407, "Proxy Authentication Required");
        response.Headers.Add("Proxy-Authenticate", "Digest realm=\"r\", nonce=\"1\", algorithm=SHA-512-256");
        response.Headers.Add("Proxy-Authenticate", "Digest realm=\"r\", nonce=\"3\", algorithm=MD5");
        response.Headers.Add("Proxy-Authenticate", "Digest realm=\"r\", nonce=\"2\", algorithm=SHA-256, stale=TRUE");
        response.Headers.Add("Proxy-Authenticate", "Digest realm=\"r\", nonce=\"4\", algorithm=SHA-256");

        DigestChallenge.TryPick(response, out var challenge, out var field).ShouldBeTrue();

        challenge.ShouldBe(new DigestChallenge("r", "2", DigestAlgorithm.Sha256, DigestQop.None) { Stale = true });
        field.ShouldBe("Proxy-Authorization");
    }

    private static DigestChallenge Challenge(string text) =>
        DigestChallenge.TryParse(text, out var challenge) ? challenge : throw new FormatException(text);
}
