using System.Text.Json;

namespace Kindline.Journeys.Toolkit;

/// <summary>Reading API answers without a model of our own: the journeys see what any outside program sees.</summary>
static class Answers
{
    /// <summary>A text field; empty when it is null or absent.</summary>
    public static string Text(this JsonElement answer, string field) =>
        answer.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    public static double Number(this JsonElement answer, string field) =>
        answer.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;

    public static bool Holds(this JsonElement answer, string field) =>
        answer.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True;

    public static DateTimeOffset Moment(this JsonElement answer, string field) => answer.GetProperty(field).GetDateTimeOffset();

    public static JsonElement[] Items(this JsonElement answer, string field = "items") =>
        answer.TryGetProperty(field, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    /// <summary>The events of an interaction by type, in order.</summary>
    public static JsonElement[] EventsOf(this JsonElement interaction, string type) =>
        [.. interaction.Items("events").Where(seen => seen.Text("type") == type)];

    /// <summary>The moment of the first event of a type; fails with the list of those that are there.</summary>
    public static DateTimeOffset MomentOf(this JsonElement interaction, string type)
    {
        var events = interaction.EventsOf(type);
        events.ShouldNotBeEmpty($"no event '{type}' among {string.Join(", ", interaction.Items("events").Select(static seen => seen.Text("type")))}");
        return events[0].Moment("at");
    }
}
