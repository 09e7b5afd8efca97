using System.Buffers;
using System.Security.Cryptography;

namespace Kindline.Voice.Sip;

/// <summary>The hash of a digest (RFC 7616 6.1, RFC 8760). Browsers' SIP libraries know MD5 only.</summary>
public enum DigestAlgorithm
{
    /// <summary>"MD5", also where no algorithm is named.</summary>
    Md5,

    /// <summary>"SHA-256".</summary>
    Sha256,
}

/// <summary>Quality of protection: what the response covers.</summary>
public enum DigestQop
{
    /// <summary>None named: the older scheme of RFC 2069, without a nonce count.</summary>
    None,

    /// <summary>Method and URI.</summary>
    Auth,

    /// <summary>Method, URI and body.</summary>
    AuthInt,
}

/// <summary>The formulas of RFC 7616 3.4.1 to 3.4.3, all in lower-case hexadecimal.</summary>
internal static class DigestHash
{
    public static string Name(DigestAlgorithm algorithm) => algorithm == DigestAlgorithm.Sha256 ? "SHA-256" : "MD5";

    public static bool TryParseName(string? name, out DigestAlgorithm algorithm)
    {
        algorithm = string.Equals(name, "SHA-256", StringComparison.OrdinalIgnoreCase) ? DigestAlgorithm.Sha256 : DigestAlgorithm.Md5;
        return name is null || name.Equals(Name(algorithm), StringComparison.OrdinalIgnoreCase);
    }

    public static string? Name(DigestQop qop) => qop switch
    {
        DigestQop.Auth => "auth",
        DigestQop.AuthInt => "auth-int",
        _ => null,
    };

    public static string Ha1(DigestAlgorithm algorithm, string user, string realm, string password) =>
        Hash(algorithm, $"{user}:{realm}:{password}");

    public static string Response(DigestCredentials credentials, string ha1, string method, ReadOnlySpan<byte> body)
    {
        var algorithm = credentials.Algorithm;
        var ha2 = credentials.Qop == DigestQop.AuthInt
            ? Hash(algorithm, $"{method}:{credentials.Uri}:{Hash(algorithm, body)}")
            : Hash(algorithm, $"{method}:{credentials.Uri}");
        return credentials.Qop == DigestQop.None
            ? Hash(algorithm, $"{ha1}:{credentials.Nonce}:{ha2}")
            : Hash(algorithm, $"{ha1}:{credentials.Nonce}:{credentials.NonceCount:x8}:{credentials.Cnonce}:{Name(credentials.Qop)}:{ha2}");
    }

    private static string Hash(DigestAlgorithm algorithm, string text)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        SipText.Encode(text, bytes);
        return Hash(algorithm, bytes.WrittenSpan);
    }

#pragma warning disable CA5351 // MD5 is what most carriers and every browser library of SIP offer; SHA-256 is there for the others
    private static string Hash(DigestAlgorithm algorithm, ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(
        algorithm == DigestAlgorithm.Sha256 ? SHA256.HashData(bytes) : MD5.HashData(bytes));
#pragma warning restore CA5351
}
