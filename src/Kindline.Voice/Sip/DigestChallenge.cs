using System.Text;

namespace Kindline.Voice.Sip;

/// <summary>A challenge that we can answer or issue (RFC 3261 22, RFC 7616 3.3).</summary>
public sealed record DigestChallenge(string Realm, string Nonce, DigestAlgorithm Algorithm, DigestQop Qop)
{
    /// <summary>Whether only the nonce was too old: the same user and password will do with this one.</summary>
    public bool Stale { get; init; }

    /// <summary>To be given back as it is.</summary>
    public string? Opaque { get; init; }

    /// <summary>Reads one field value; false where it is malformed, another scheme, or of an algorithm or qop unknown here.</summary>
    public static bool TryParse(string? text, out DigestChallenge challenge)
    {
        challenge = null!;
        if (!AuthenticationFields.TryParse(text, out var fields)
            || fields["realm"] is not string realm
            || fields["nonce"] is not string nonce
            || !DigestHash.TryParseName(fields["algorithm"], out var algorithm)
            || !TryChooseQop(fields["qop"], out var qop))
        {
            return false;
        }
        challenge = new DigestChallenge(realm, nonce, algorithm, qop)
        {
            Stale = "true".Equals(fields["stale"], StringComparison.OrdinalIgnoreCase),
            Opaque = fields["opaque"],
        };
        return true;
    }

    /// <summary>
    /// The challenge of a 401 or 407 to answer, with the name of the field that takes the answer: SHA-256 before MD5, which is the local
    /// policy that RFC 8760 2.4 allows for, as servers put MD5 on top for clients that read no further; else the topmost that we can answer.
    /// </summary>
    public static bool TryPick(SipResponse response, out DigestChallenge challenge, out string answerField)
    {
        var byProxy = response.StatusCode == 407;
        answerField = byProxy ? HeaderNames.ProxyAuthorization : HeaderNames.Authorization;
        challenge = null!;
        foreach (var line in response.Headers.All(byProxy ? HeaderNames.ProxyAuthenticate : HeaderNames.WwwAuthenticate))
        {
            if (TryParse(line, out var next) && (challenge is null || next.Algorithm > challenge.Algorithm))
            {
                challenge = next;
            }
        }
        return challenge is not null;
    }

    /// <summary>The field value.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("Digest realm=").Append(SipSyntax.Quote(Realm))
            .Append(", nonce=").Append(SipSyntax.Quote(Nonce))
            .Append(", algorithm=").Append(DigestHash.Name(Algorithm));
        if (Qop != DigestQop.None)
        {
            text.Append(", qop=\"").Append(DigestHash.Name(Qop)).Append('"');
        }
        if (Stale)
        {
            text.Append(", stale=true");
        }
        if (Opaque is not null)
        {
            text.Append(", opaque=").Append(SipSyntax.Quote(Opaque));
        }
        return text.ToString();
    }

    // "auth,auth-int" offers both, and auth is the one that proxies on the way cannot break
    private static bool TryChooseQop(string? offered, out DigestQop qop)
    {
        qop = DigestQop.None;
        if (offered is null)
        {
            return true;
        }
        foreach (var option in new CommaList(offered))
        {
            if (option.Equals("auth", StringComparison.OrdinalIgnoreCase))
            {
                qop = DigestQop.Auth;
                return true;
            }
            if (option.Equals("auth-int", StringComparison.OrdinalIgnoreCase))
            {
                qop = DigestQop.AuthInt;
            }
        }
        return qop != DigestQop.None;
    }
}
