using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kindline.Foundation;

/// <summary>How the API writes JSON: camelCase, enums by name, ids as uuid strings, instants in UTC with a Z.</summary>
public static class WireJson
{
    /// <summary>For whoever writes the wire form outside a request, such as a test or an event's data.</summary>
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new TypedIdJson());
        options.Converters.Add(new UtcJson());
        return options;
    }

    private sealed class UtcJson : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime);
    }
}
