namespace Kindline.Practices.Contacts;

/// <summary>
/// Links that are kept of an organisation: "https://portal.example/eligibility?npi={npi}". An address is seen by proxies, histories and logs,
/// so the one thing that a page fills in is not about a patient: {npi}, the provider's identifier.
/// </summary>
internal static class PortalLink
{
    private const string Npi = "{npi}";

    /// <summary>Whether it is an address of the web; plain http is none for a portal.</summary>
    public static bool IsWeb(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http") && uri.UserInfo.Length == 0;

    /// <summary>Why it cannot be kept, in words; null where it can.</summary>
    public static string? WhyNot(string text)
    {
        var filled = text.Replace(Npi, "1234567893", StringComparison.Ordinal);
        return filled.Contains('{', StringComparison.Ordinal) || filled.Contains('}', StringComparison.Ordinal)
            ? "may hold {npi} and nothing else in braces: what is known of a patient goes into no address"
            : !filled.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || !IsWeb(filled) ? "must begin with https://" : null;
    }
}
