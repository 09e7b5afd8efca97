using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kindline.Foundation;

/// <summary>What all typed ids share: a record struct around one Guid, read and written as its text.</summary>
internal static class TypedId
{
    public static bool Is(Type type) =>
        type is { IsValueType: true, IsPrimitive: false }
        && type.Name.EndsWith("Id", StringComparison.Ordinal)
        && type.GetConstructor([typeof(Guid)]) is not null
        && type.GetProperty("Value")?.PropertyType == typeof(Guid);

    public static bool TryParse<TId>(string? text, out TId id, Func<Guid, TId> make) where TId : struct
    {
        var ok = Guid.TryParse(text, out var guid);
        id = ok ? make(guid) : default;
        return ok;
    }

    public static Expression<Func<TId, Guid>> ToGuid<TId>()
    {
        var id = Expression.Parameter(typeof(TId));
        return Expression.Lambda<Func<TId, Guid>>(Expression.Property(id, "Value"), id);
    }

    public static Expression<Func<Guid, TId>> FromGuid<TId>()
    {
        var guid = Expression.Parameter(typeof(Guid));
        return Expression.Lambda<Func<Guid, TId>>(Expression.New(typeof(TId).GetConstructor([typeof(Guid)])!, guid), guid);
    }
}

/// <summary>Keeps a typed id as a Guid column.</summary>
internal sealed class TypedIdColumn<TId>() : ValueConverter<TId, Guid>(TypedId.ToGuid<TId>(), TypedId.FromGuid<TId>());

/// <summary>Writes typed ids as uuid strings, also as dictionary keys.</summary>
internal sealed class TypedIdJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => TypedId.Is(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<TId> : JsonConverter<TId>
    {
        private static readonly Func<TId, Guid> ToGuid = TypedId.ToGuid<TId>().Compile();
        private static readonly Func<Guid, TId> FromGuid = TypedId.FromGuid<TId>().Compile();

        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            FromGuid(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(ToGuid(value));

        public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            FromGuid(Guid.TryParse(reader.GetString(), out var guid) ? guid : throw new JsonException("not an id"));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] TId value, JsonSerializerOptions options) =>
            writer.WritePropertyName(ToGuid(value).ToString());
    }
}
