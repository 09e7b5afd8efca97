using System.Security.Cryptography;

namespace Kindline.Voice.Sip;

/// <summary>
/// Answers challenges for one account and counts the uses of a nonce (RFC 7616 3.4). After a 401 or 407 to credentials of a fresh nonce
/// without stale=true the password is wrong: trying again would lock the account.
/// </summary>
public sealed class DigestClient
{
    private readonly Lock gate = new();
    private readonly Func<string> makeCnonce;
    private string? nonce;
    private uint count;

    /// <summary>A client with random cnonces.</summary>
    public DigestClient()
        : this(() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)))
    {
    }

    internal DigestClient(Func<string> makeCnonce) => this.makeCnonce = makeCnonce;

    /// <summary>The credentials for a request; the same challenge can be answered again and again, with a higher count each time.</summary>
    /// <param name="challenge">What the server asked.</param>
    /// <param name="method">The method of the request.</param>
    /// <param name="uri">Its Request-URI as it will stand on the wire.</param>
    /// <param name="user">User name.</param>
    /// <param name="password">Password.</param>
    /// <param name="body">Its body; only auth-int reads it.</param>
    public DigestCredentials Answer(
        DigestChallenge challenge, string method, string uri, string user, string password, ReadOnlySpan<byte> body = default)
    {
        var withCount = challenge.Qop != DigestQop.None;
        var unsigned = new DigestCredentials(
            user,
            challenge.Realm,
            challenge.Nonce,
            uri,
            "",
            challenge.Algorithm,
            challenge.Qop,
            withCount ? makeCnonce() : null,
            withCount ? NextCount(challenge.Nonce) : 0)
        {
            Opaque = challenge.Opaque,
        };
        var ha1 = DigestHash.Ha1(challenge.Algorithm, user, challenge.Realm, password);
        return unsigned with { Response = DigestHash.Response(unsigned, ha1, method, body) };
    }

    private uint NextCount(string challenged)
    {
        lock (gate)
        {
            count = challenged == nonce ? count + 1 : 1;
            nonce = challenged;
            return count;
        }
    }
}
