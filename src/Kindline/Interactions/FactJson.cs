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
        Converters = { new TypedIdJson(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static JsonElement Write(object fact) => JsonSerializer.SerializeToElement(fact, fact.GetType(), Options);

    public static T Read<T>(JsonElement data) =>
        data.Deserialize<T>(Options) ?? throw new JsonException($"An event holds no {typeof(T).Name}.");
}
