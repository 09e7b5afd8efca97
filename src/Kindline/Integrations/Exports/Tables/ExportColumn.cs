using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Kindline.Foundation;

namespace Kindline.Integrations.Exports.Tables;

/// <summary>A column of an exported table: a property under its name in the API, with what it means.</summary>
internal sealed record ExportColumn(PropertyInfo Property, string Meaning)
{
    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(Property.Name);

    /// <summary>What kind of value it is, for who reads the file without us.</summary>
    public string Kind => (Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType) switch
    {
        var type when TypedId.Is(type) || type == typeof(Guid) => "id",
        var type when type == typeof(DateTimeOffset) => "time, UTC",
        var type when type == typeof(DateOnly) => "day",
        var type when type == typeof(TimeOnly) => "time of day",
        var type when type == typeof(bool) => "true or false",
        { IsEnum: true } type => $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
        var type when type == typeof(string) => "text",
        { IsPrimitive: true } or { FullName: "System.Decimal" } => "number",
        _ => "JSON",
    };

    /// <summary>A value as the file has it: what is not known is empty.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "true" : "false",
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        Enum word => string.Join(", ", word.ToString().Split(", ").Select(JsonNamingPolicy.CamelCase.ConvertName)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable many => JsonSerializer.Serialize(many, WireJson.Options),
        _ => value.ToString() ?? "",
    };
}

/// <summary>A column that no property has, made of the row.</summary>
internal sealed record AddedColumn(string Name, string Meaning, Func<ExportRow, SoundsWritten, string> Of);

/// <summary>One row of an exported table, in the order of its columns.</summary>
internal readonly record struct ExportRow(ExportTable Table, object?[] Values)
{
    /// <summary>By the name of the property.</summary>
    public object? this[string property] => Values[Table.IndexOf(property)];
}
