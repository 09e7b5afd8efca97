using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

public sealed class DigestFuzzTests
{
    private static readonly byte[][] Corpus =
    [
        """Digest realm="kindline.example", nonce="84a4cc6f3082121f", algorithm=MD5, qop="auth,auth-int", stale=true, opaque="x\"y" """u8.ToArray(),
        """Digest username="1001", realm="r", nonce="n", uri="sip:b", response="0", qop=auth, nc=00000001, cnonce="c" """u8.ToArray(),
        """Digest username="1001", realm="r", nonce="n", uri="sip:b", response="0", algorithm=SHA-256 """u8.ToArray(),
    ];

    [Fact]
    public void Challenges_and_credentials_never_throw_and_read_as_written()
    {
        var mutation = new Mutation(7, Corpus);

        for (var i = 0; i < 20_000; i++)
        {
            var text = SipText.Decode(mutation.Next());
            Should.NotThrow(() => Exercise(text), $"input {i}");
        }
    }

    private static void Exercise(string text)
    {
        if (DigestChallenge.TryParse(text, out var challenge))
        {
            DigestChallenge.TryParse(challenge.ToString(), out var again).ShouldBeTrue();
            again.ShouldBe(challenge);
        }
        if (DigestCredentials.TryParse(text, out var credentials))
        {
            DigestCredentials.TryParse(credentials.ToString(), out var again).ShouldBeTrue();
            again.ShouldBe(credentials);
        }
    }
}
