using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Kindline.Voice.Sip;

/// <summary>Issues challenges and verifies credentials of one realm (RFC 3261 22, RFC 7616). Safe for concurrent use.</summary>
public sealed class DigestServer
{
    private static readonly DigestSecret.Password Nobody = new("");

    private readonly string realm;
    private readonly IReadOnlyList<DigestAlgorithm> algorithms;
    private readonly DigestNonces nonces;

    /// <param name="realm">The realm that is shown to users.</param>
    /// <param name="key">At least 32 random bytes that seal the nonces; nodes that share it take each other's.</param>
    /// <param name="algorithms">What to offer, the preferred one first.</param>
    /// <param name="nonceLife">How long a nonce can be used.</param>
    /// <param name="clock">The time.</param>
    public DigestServer(string realm, byte[] key, IReadOnlyList<DigestAlgorithm> algorithms, TimeSpan nonceLife, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, 32, nameof(key));
        this.realm = realm;
        this.algorithms = algorithms;
        nonces = new DigestNonces(key, nonceLife, clock);
    }

    internal int RememberedNonces => nonces.Remembered;

    /// <summary>A challenge for each algorithm, to be written as fields of their own in this order (RFC 8760 2.3).</summary>
    /// <param name="stale">Whether the last answer failed for its nonce alone.</param>
    /// <param name="to">Who is challenged; null where the nonce may be answered from anywhere.</param>
    public IReadOnlyList<DigestChallenge> Challenge(bool stale = false, IPAddress? to = null)
    {
        var nonce = nonces.Issue(to);
        return [.. algorithms.Select(a => new DigestChallenge(realm, nonce, a, DigestQop.Auth) { Stale = stale })];
    }

    /// <summary>
    /// Judges credentials. Without qop a nonce is good for one request. A nonce that was not issued to this address is stale whatever the
    /// secret, so that nobody learns by an invented one whether a guess is right: who guesses has been asked, where he is, and can be
    /// counted. For a nonce of ours that has aged the secret is checked first (RFC 7616 3.3).
    /// </summary>
    /// <param name="credentials">What came in the request.</param>
    /// <param name="method">The method of the request.</param>
    /// <param name="from">Where the request came from, as <see cref="Challenge"/> was told.</param>
    /// <param name="secretsOf">Gives the secrets of a user, each of which is good; none where there is no such user.</param>
    public DigestVerdict Verify(DigestCredentials credentials, string method, IPAddress? from, Func<string, IReadOnlyList<DigestSecret>> secretsOf)
    {
        if (credentials.Realm != realm)
        {
            return new DigestVerdict.Refused(DigestRefusal.OtherRealm);
        }
        if (!algorithms.Contains(credentials.Algorithm) || credentials.Qop == DigestQop.AuthInt)
        {
            return new DigestVerdict.Refused(DigestRefusal.NotOffered);
        }
        var secrets = secretsOf(credentials.User);
        var isKnown = secrets.Count > 0;
        // All of them, and somebody's where there is none: the time that it takes tells nothing.
        var matching = (isKnown ? secrets : [Nobody]).Count(s => Matches(credentials, method, s));
        if (isKnown && !nonces.IsIssuedTo(credentials.Nonce, from))
        {
            return new DigestVerdict.Stale();
        }
        if (!isKnown || matching == 0)
        {
            return new DigestVerdict.Refused(isKnown ? DigestRefusal.WrongResponse : DigestRefusal.UnknownUser);
        }
        if (!nonces.IsFresh(credentials.Nonce))
        {
            return new DigestVerdict.Stale();
        }
        return nonces.TryUse(credentials.Nonce, credentials.NonceCount)
            ? new DigestVerdict.Accepted(credentials.User)
            : new DigestVerdict.Replayed();
    }

    private static bool Matches(DigestCredentials credentials, string method, DigestSecret secret)
    {
        var ha1 = secret switch
        {
            DigestSecret.Password password => DigestHash.Ha1(credentials.Algorithm, credentials.User, credentials.Realm, password.Text),
            DigestSecret.Ha1 hash when hash.Algorithm == credentials.Algorithm => hash.Hex.ToLowerInvariant(),
            _ => null,
        };
        if (ha1 is null)
        {
            return false;
        }
        var expected = DigestHash.Response(credentials, ha1, method, []);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(credentials.Response.ToLowerInvariant()));
    }
}
