using System.Text.RegularExpressions;

namespace Kindline.Practices.Links;

/// <summary>
/// The address of a link: "https://emr.example/chart?mrn={mrn}". Unlike a payer's portal it names a patient to another system: whoever sets it
/// up decides that, the practice's own contract with that system has to allow it, and the filled address is neither stored nor logged here.
/// </summary>
internal static partial class LinkTemplate
{
    public const int Longest = 400;
    private const string Scheme = "https://";

    /// <summary>What may stand in braces, and what it is called.</summary>
    public static readonly IReadOnlyDictionary<string, string> Placeholders = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["mrn"] = "record number",
        ["firstName"] = "first name",
        ["lastName"] = "last name",
        ["bornOn"] = "date of birth",
        ["memberId"] = "member number",
        ["phone"] = "telephone number",
        ["payer"] = "payer",
    };

    /// <summary>Why it cannot be kept, in words; null where it can.</summary>
    public static string? WhyNot(string template)
    {
        var unknown = NamesIn(template).Find(name => !Placeholders.ContainsKey(name));
        var rest = Placeholder().Replace(template, "x");
        return unknown is not null ? $"knows no {{{unknown}}}: there are {string.Join(", ", Placeholders.Keys.Select(k => $"{{{k}}}"))}"
            : rest.Contains('{', StringComparison.Ordinal) || rest.Contains('}', StringComparison.Ordinal) ? "has a brace too many"
            : !template.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? "must begin with https://"
            : HostOf(template).Contains('{', StringComparison.Ordinal) ? "must name the other system itself: nothing in braces before the first /"
            : !Uri.TryCreate(rest, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.UserInfo.Length > 0 || uri.Host.Length == 0
            || rest.Any(c => char.IsWhiteSpace(c) || c == '\\') ? "must be an address of the web, such as https://emr.example/chart?mrn={mrn}"
            : null;
    }

    /// <summary>What an address of this template contains of a patient, each once.</summary>
    public static List<string> NamesIn(string template) => [.. Placeholder().Matches(template).Select(m => m.Groups[1].Value).Distinct()];

    /// <summary>What is not known of the patient and stands in the template, in words: "record number"; null where nothing is missing.</summary>
    public static string? MissingIn(string template, IReadOnlyDictionary<string, string?> values) =>
        NamesIn(template).Find(name => !Usable(values.GetValueOrDefault(name))) is { } missing ? Placeholders[missing] : null;

    /// <param name="template">One that nothing is missing in.</param>
    /// <param name="values">By placeholder.</param>
    public static string Fill(string template, IReadOnlyDictionary<string, string?> values) =>
        Placeholder().Replace(template, m => Uri.EscapeDataString(values[m.Groups[1].Value]!.Trim()));

    // Dots alone would lead a browser up a path, encoded or not.
    private static bool Usable(string? value) => value?.Trim() is { Length: > 0 } text && !text.All(c => c == '.');

    private static string HostOf(string template)
    {
        var end = template.IndexOfAny(['/', '?', '#', '\\'], Scheme.Length);
        return end < 0 ? template : template[..end];
    }

    [GeneratedRegex(@"\{([A-Za-z]*)\}")]
    private static partial Regex Placeholder();
}
