namespace Kindline.Compliance;

/// <summary>
/// 911 (47 CFR 9.16: dialled without a prefix, and somebody on the site is told), 988 (47 CFR 52.200) and 933, by which carriers
/// read the caller's address back. They are dialled as they are, whatever else forbids a call.
/// </summary>
public static class EmergencyNumber
{
    public const string Police = "911";

    private static readonly string[] All = [Police, "988", "933"];

    public static bool Is(string? dialled) => All.Contains(dialled?.Trim());
}
