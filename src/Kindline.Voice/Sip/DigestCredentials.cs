using System.Globalization;
using System.Text;

namespace Kindline.Voice.Sip;

/// <summary>An answer to a challenge (RFC 7616 3.4).</summary>
/// <param name="User">The user name.</param>
/// <param name="Realm">The realm of the challenge.</param>
/// <param name="Nonce">The nonce of the challenge.</param>
/// <param name="Uri">The Request-URI as the sender wrote it.</param>
/// <param name="Response">The hash, in hexadecimal.</param>
/// <param name="Algorithm">Its algorithm.</param>
/// <param name="Qop">What it covers.</param>
/// <param name="Cnonce">The sender's own nonce; null without qop.</param>
/// <param name="NonceCount">How often the sender has used the nonce, this time included; 0 without qop.</param>
public sealed record DigestCredentials(
    string User,
    string Realm,
    string Nonce,
    string Uri,
    string Response,
    DigestAlgorithm Algorithm,
    DigestQop Qop,
    string? Cnonce,
    uint NonceCount)
{
    /// <summary>The challenge's opaque value.</summary>
    public string? Opaque { get; init; }

    /// <summary>Reads a field value; false where it is malformed, another scheme, or of an algorithm or qop unknown here.</summary>
    public static bool TryParse(string? text, out DigestCredentials credentials)
    {
        credentials = null!;
        if (!AuthenticationFields.TryParse(text, out var fields)
            || fields["username"] is not string user
            || fields["realm"] is not string realm
            || fields["nonce"] is not string nonce
            || fields["uri"] is not string uri
            || fields["response"] is not string response
            || !DigestHash.TryParseName(fields["algorithm"], out var algorithm)
            || !TryReadQop(fields, out var qop, out var count))
        {
            return false;
        }
        var cnonce = qop == DigestQop.None ? null : fields["cnonce"];
        credentials = new DigestCredentials(user, realm, nonce, uri, response, algorithm, qop, cnonce, count) { Opaque = fields["opaque"] };
        return true;
    }

    /// <summary>The field value.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("Digest username=").Append(SipSyntax.Quote(User))
            .Append(", realm=").Append(SipSyntax.Quote(Realm))
            .Append(", nonce=").Append(SipSyntax.Quote(Nonce))
            .Append(", uri=").Append(SipSyntax.Quote(Uri))
            .Append(", response=").Append(SipSyntax.Quote(Response))
            .Append(", algorithm=").Append(DigestHash.Name(Algorithm));
        if (Qop != DigestQop.None)
        {
            text.Append(", qop=").Append(DigestHash.Name(Qop))
                .Append(", nc=").Append(NonceCount.ToString("x8", CultureInfo.InvariantCulture))
                .Append(", cnonce=").Append(SipSyntax.Quote(Cnonce ?? ""));
        }
        if (Opaque is not null)
        {
            text.Append(", opaque=").Append(SipSyntax.Quote(Opaque));
        }
        return text.ToString();
    }

    private static bool TryReadQop(AuthenticationFields fields, out DigestQop qop, out uint count)
    {
        count = 0;
        qop = fields["qop"]?.ToLowerInvariant() switch
        {
            "auth" => DigestQop.Auth,
            "auth-int" => DigestQop.AuthInt,
            _ => DigestQop.None,
        };
        return qop == DigestQop.None
            ? fields["qop"] is null
            : fields["cnonce"] is not null
                && fields["nc"] is { Length: 8 } nc
                && uint.TryParse(nc, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out count)
                && count > 0;
    }
}
