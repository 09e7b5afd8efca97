using System.Security.Cryptography;

namespace Kindline.Voice.Sip.Transport;

/// <summary>Random identifiers that nobody can guess (RFC 3261 19.3 asks 32 bits of a tag; these have 64 and more).</summary>
internal static class Tokens
{
    /// <summary>A branch with the magic cookie (RFC 3261 8.1.1.7).</summary>
    public static string NewBranch() => string.Concat("z9hG4bK", New());

    /// <summary>A tag.</summary>
    public static string NewTag() => New();

    /// <summary>A Call-ID.</summary>
    public static string NewCallId() => string.Concat(New(), New());

    private static string New()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
