using System.Text.Json;

namespace Kindline.Journeys.Toolkit;

/// <summary>Finding a call at the API while it runs and after it.</summary>
static class Interactions
{
    /// <summary>The newest interaction from (or to) a number, once it satisfies a condition; with its events.</summary>
    public static async Task<JsonElement> CallAsync(
        this ApiClient api, string number, string what, Func<JsonElement, bool> holds, double seconds = 30) =>
        await Eventually.AsyncValue($"the call of {number}: {what}", () => NewestAsync(api, number), call =>
            call.ValueKind == JsonValueKind.Object && holds(call), seconds);

    /// <summary>The newest interaction of a number once an event of this type is there.</summary>
    public static Task<JsonElement> CallWithAsync(this ApiClient api, string number, string eventType, double seconds = 30) =>
        api.CallAsync(number, $"has '{eventType}'", call => call.EventsOf(eventType).Length > 0, seconds);

    /// <summary>The newest interaction of a number once it is over, wrap-up or not.</summary>
    public static Task<JsonElement> EndedCallAsync(this ApiClient api, string number) =>
        api.CallAsync(number, "is over", static call => call.Text("outcome").Length > 0 && call.Text("endedAt").Length > 0);

    static async Task<JsonElement> NewestAsync(ApiClient api, string number)
    {
        var list = await api.GetAsync("interactions?size=50");
        var row = list.Items().FirstOrDefault(row => row.Text("from") == number || row.Text("to") == number);
        return row.ValueKind == JsonValueKind.Object ? await api.GetAsync("interactions/" + row.Text("id")) : default;
    }
}
