using System.Text.Json;
using System.Text.Json.Serialization;
using Kindline.Foundation;

namespace Kindline.Interactions;

/// <summary>How facts are written into events: camelCase, enums as words, nothing where there is nothing.</summary>
public static class FactJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new StorableText(), new TypedIdJson(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>PostgreSQL takes no NUL, in text nor in JSON: an event that it refuses would hold up all later ones.</summary>
    private sealed class StorableText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Replace('\0', '\uFFFD'));
    }

    public static JsonElement Write(object fact) => JsonSerializer.SerializeToElement(fact, fact.GetType(), Options);

    public static T Read<T>(JsonElement data) =>
        data.Deserialize<T>(Options) ?? throw new JsonException($"An event holds no {typeof(T).Name}.");
}
