namespace Kindline.WorkItems;

internal static class CallableNumber
{
    // RFC 3323 4.1.1.3 and what carriers put in its place.
    private static readonly string[] NoNumber = ["", "anonymous", "restricted", "unavailable", "unknown", "private"];

    /// <summary>Whether a caller left anything that could be called back.</summary>
    public static bool Is(string number) => !NoNumber.Contains(number, StringComparer.OrdinalIgnoreCase);
}
