using System.Text.RegularExpressions;
using Kindline.Foundation;
using Kindline.Patients;

namespace Kindline.Scripts;

/// <summary>What stands in the place of placeholders on one call; null where it is not known, or the caller has not earned it.</summary>
/// <param name="Usual">By the names of <see cref="ScriptText.Placeholders"/>.</param>
/// <param name="Own">Of the practice's own fields.</param>
internal sealed record ScriptFacts(IReadOnlyDictionary<string, string?> Usual, IReadOnlyDictionary<PatientFieldId, string?> Own);

/// <summary>
/// The text of a script with placeholders in braces: "Hello {first name}, your next visit is {next visit}. Do you still wear {Lens type} lenses?"
/// What is not known stands as an ellipsis, for the agent to ask.
/// </summary>
internal static partial class ScriptText
{
    /// <summary>Characters, as somebody types it.</summary>
    public const int Longest = 4_000;

    /// <summary>The same as it is kept: ids are longer than the names that stand in their place.</summary>
    public const int LongestStored = 2 * Longest;

    public const string Agent = "agent";
    public const string Practice = "practice";
    public const string Line = "line";
    public const string FirstName = "first name";
    public const string LastName = "last name";
    public const string NextVisit = "next visit";
    public const string LastVisit = "last visit";
    public const string Plan = "plan";

    /// <summary>Those that every practice has, beside its own fields by their names.</summary>
    public static readonly IReadOnlyList<string> Placeholders = [Agent, Practice, Line, FirstName, LastName, NextVisit, LastVisit, Plan];

    private const string NotKnown = "…";

    /// <summary>As it is kept. A placeholder that is none is told, and where it stands.</summary>
    /// <param name="text">As somebody typed it.</param>
    /// <param name="fields">Those of the practice in use.</param>
    /// <param name="errors">What is wrong, at "text".</param>
    public static string Stored(string text, IReadOnlyList<PatientField> fields, FieldErrors errors) => Braces().Replace(text, match =>
    {
        var name = match.Groups[1].Value.Trim();
        if (Placeholders.FirstOrDefault(p => p.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } usual)
        {
            return $"{{{usual}}}";
        }
        if (fields.FirstOrDefault(f => f.Label.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } own)
        {
            return $"{{{OwnValues.KeyOf(own.Id)}}}";
        }
        errors.Add("text", $"has {{{name}}} in line {text[..match.Index].Count(c => c == '\n') + 1}, which is nothing that is known; there are: {string.Join(", ", Placeholders.Concat(fields.Select(f => f.Label)))}");
        return match.Value;
    });

    /// <summary>As somebody edits it: fields by their names of today.</summary>
    public static string Shown(string stored, IReadOnlyList<PatientField> fields) => Braces().Replace(stored, match =>
        OwnValues.IdOf(match.Groups[1].Value) is { } id && fields.FirstOrDefault(f => f.Id == id) is { } field ? $"{{{field.Label}}}" : match.Value);

    /// <summary>As an agent reads it.</summary>
    public static string Fill(string stored, ScriptFacts facts) => Braces().Replace(stored, match =>
    {
        var name = match.Groups[1].Value;
        var value = OwnValues.IdOf(name) is { } id ? facts.Own.GetValueOrDefault(id) : facts.Usual.GetValueOrDefault(name);
        return string.IsNullOrEmpty(value) ? NotKnown : value;
    });

    [GeneratedRegex(@"\{([^{}\n]{1,80})\}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Braces();
}
