using System.Text.RegularExpressions;

namespace Kindline.Flows;

/// <summary>
/// The words that must not get lost by an edit: where to turn in an emergency, and that the call is recorded. Who takes them out is
/// asked first, and told why.
/// </summary>
internal static partial class PromptSafety
{
    private const string NoEmergency = "Callers would not be told to dial 911. In an emergency that costs minutes.";

    private const string NoRecorded =
        "Callers would not be told that the call is recorded. Nothing is recorded when the announcement was not played, but these words would count as played.";

    /// <summary>What to ask before the new words are kept; null where nothing gets lost.</summary>
    /// <param name="replaced">The words that were in force; empty where it was a recording.</param>
    /// <param name="text">The new words; null for a recording, which cannot be read.</param>
    public static string? Ask(PromptKind kind, string replaced, string? text)
    {
        var emergency = kind is PromptKind.Emergency or PromptKind.Voicemail || Emergency().IsMatch(replaced);
        var recorded = kind is PromptKind.Recorded or PromptKind.RecordedOutbound || Recorded().IsMatch(replaced);
        if (text is null)
        {
            return (emergency, recorded) switch
            {
                (true, _) => "A recording cannot be read. Listen first: it must tell callers to dial 911.",
                (_, true) => "A recording cannot be read. Listen first: it must tell callers that the call is recorded, for the call is recorded once it was played.",
                _ => null,
            };
        }
        return emergency && !Emergency().IsMatch(text) ? NoEmergency
            : recorded && !Recorded().IsMatch(text) ? NoRecorded
            : null;
    }

    [GeneratedRegex(@"\b9\W*1\W*1\b|\bnine\W+one\W+one\b|\bnueve\W+(uno\W+uno|once)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Emergency();

    [GeneratedRegex(@"\brecord(ed|ing)\b|\bgraba", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Recorded();
}
