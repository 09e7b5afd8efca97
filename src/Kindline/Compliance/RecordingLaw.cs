using System.Text.Json;
using System.Text.Json.Serialization;
using Kindline.Foundation;

namespace Kindline.Compliance;

/// <summary>
/// Where a telephone call may be recorded only with the consent of all who talk: a dated table with its sources. Built in as of the
/// day it names; a centre's own counsel replaces it with a file of the same form, DATA/law/recording_consent.json.
/// <code>{"as_of":"2026-11-21","federal":"one-party, 18 U.S.C. 2511(2)(d)","all_party":{"CA":"Penal Code 632, 632.7"},"policy":"..."}</code>
/// </summary>
/// <param name="AsOf">The day that the table speaks of.</param>
/// <param name="Federal">The rule where no state says otherwise, with its source.</param>
/// <param name="AllParty">States by their two letters, each with its source.</param>
/// <param name="Policy">How the states of one call are put together, in words.</param>
public sealed record RecordingLaw(
    [property: JsonPropertyName("as_of")] DateOnly AsOf,
    [property: JsonPropertyName("federal")] string Federal,
    [property: JsonPropertyName("all_party")] IReadOnlyDictionary<string, string> AllParty,
    [property: JsonPropertyName("policy")] string Policy)
{
    private static readonly JsonSerializerOptions Options = new() { RespectRequiredConstructorParameters = true };

    /// <exception cref="CannotStartException">The centre's own file cannot be read.</exception>
    public static RecordingLaw Load(KindlineOptions options)
    {
        var (text, name) = LawFile.Read(options, "recording_consent.json");
        try
        {
            return JsonSerializer.Deserialize<RecordingLaw>(text, Options) ?? throw new JsonException("the file is empty");
        }
        catch (JsonException wrong)
        {
            throw new CannotStartException($"{name} is no table of recording law: {wrong.Message}");
        }
    }
}

/// <summary>A table of the law: the centre's own file where there is one, else the one that is built in.</summary>
internal static class LawFile
{
    public static (string Text, string Name) Read(KindlineOptions options, string name)
    {
        var own = Path.Combine(options.DataFolder, "law", name);
        if (File.Exists(own))
        {
            return (File.ReadAllText(own), own);
        }
        using var stream = typeof(LawFile).Assembly.GetManifestResourceStream($"Kindline.Compliance.Data.{name}")
            ?? throw new InvalidOperationException($"{name} is not built in.");
        using var reader = new StreamReader(stream);
        return (reader.ReadToEnd(), name);
    }
}
