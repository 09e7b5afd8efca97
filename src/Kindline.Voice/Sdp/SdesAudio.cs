namespace Kindline.Voice.Sdp;

/// <summary>
/// What of a description may be spoken as SRTP with the keys in the description itself (SDES, RFC 4568):
/// "m=audio 40002 RTP/SAVP 0" with "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz".
/// </summary>
internal static class SdesAudio
{
    // No tag of 32 bits, which one packet in four thousand million passes by chance, and nothing that leaves out either half. In the order of
    // our offers: what everybody has to speak (RFC 4568 6.2) comes before what some speak wrongly, as baresip 1.0 does the salt of GCM.
    private static readonly string[] Suites =
    [
        "AES_CM_128_HMAC_SHA1_80", "AES_192_CM_HMAC_SHA1_80", "AES_256_CM_HMAC_SHA1_80", "AEAD_AES_128_GCM", "AEAD_AES_256_GCM",
    ];

    private static readonly string[] Weakenings = ["UNENCRYPTED_SRTP", "UNENCRYPTED_SRTCP", "UNAUTHENTICATED_SRTP"];

    /// <summary>
    /// The description with every section refused (port 0) that is not audio under SRTP, and without weak suites; null where no audio is left,
    /// or it is no description. A relay that is given it can agree on nothing in the clear.
    /// </summary>
    public static SessionDescription? Secured(ReadOnlySpan<byte> sdp)
    {
        if (SdpParser.Parse(sdp) is not SdpParseResult.Parsed { Description: var description })
        {
            return null;
        }
        var secured = description with { Media = [.. description.Media.Select(Secured)] };
        return SuiteOf(secured) is null ? null : secured;
    }

    /// <summary>An offer of ours with the suite first that everybody speaks; who answers takes the first one that it can (RFC 4568 5.1.2).</summary>
    public static SessionDescription MostSpokenFirst(SessionDescription secured) => secured with
    {
        Media = [.. secured.Media.Select(m => m with { Attributes = [.. m.Attributes.OrderBy(PlaceOf)] })],
    };

    /// <summary>The suite of the first key, which in an answer is the one that was agreed on; null where there is none.</summary>
    public static string? SuiteOf(SessionDescription secured) => secured.Media.Where(m => m.Port != 0).SelectMany(Keys).Select(PartsOf).FirstOrDefault()?[1];

    private static MediaDescription Secured(MediaDescription media)
    {
        var kept = media with { Attributes = [.. media.Attributes.Where(a => a.Name != "crypto" || IsStrong(a))] };
        var secure = media.Kind.Equals("audio", StringComparison.OrdinalIgnoreCase)
            && (media.Protocol.Equals("RTP/SAVP", StringComparison.OrdinalIgnoreCase) || media.Protocol.Equals("RTP/SAVPF", StringComparison.OrdinalIgnoreCase))
            && Keys(kept).Any();
        return secure ? kept : new MediaDescription(media.Kind, 0, media.Protocol, media.Formats);
    }

    private static int PlaceOf(SdpAttribute attribute) => attribute.Name == "crypto" ? Array.IndexOf(Suites, PartsOf(attribute)[1].ToUpperInvariant()) : -1;

    private static IEnumerable<SdpAttribute> Keys(MediaDescription media) => media.Attributes.Where(a => a.Name == "crypto");

    /// <summary>Tag, suite, keys, and how the session differs from the usual (RFC 4568 9.1).</summary>
    private static string[] PartsOf(SdpAttribute crypto) => (crypto.Value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsStrong(SdpAttribute crypto) =>
        PartsOf(crypto) is [_, var suite, var keys, .. var changes]
        && Suites.Contains(suite, StringComparer.OrdinalIgnoreCase)
        && keys.StartsWith("inline:", StringComparison.OrdinalIgnoreCase)
        && !changes.Any(c => Weakenings.Contains(c, StringComparer.OrdinalIgnoreCase));
}
