using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kindline.Foundation;

/// <summary>The OpenAPI document at /openapi/v1.json, from which the desktop's client is generated.</summary>
internal static class ApiDocument
{
    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        var named = new ConcurrentDictionary<string, Type>();
        options.CreateSchemaReferenceId = type => NameOf(type, named);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Kindline";
            // Its own address would make the document differ from server to server.
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (TypedId.Is(type))
            {
                schema.Type = JsonSchemaType.String;
                schema.Format = "uuid";
            }
            else if (type == typeof(PhoneNumber))
            {
                schema.Type = JsonSchemaType.String;
                schema.Pattern = @"^\+[1-9]\d{6,14}$";
            }
            else if (type == typeof(DateTimeOffset))
            {
                schema.Type = context.JsonPropertyInfo is { } property && MayBeNull(property) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
            }
            // What may be null may be left out of an input; what may not stands in every answer.
            if (schema.Properties is { Count: > 0 })
            {
                schema.Required = context.JsonTypeInfo.Properties.Where(p => !MayBeNull(p)).Select(p => p.Name).ToHashSet();
            }
            return Task.CompletedTask;
        });
        // A query is read whatever its case; the document writes it as everything else is written.
        options.AddOperationTransformer((operation, _, _) =>
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                parameter.Name = parameter.Name is { } name ? JsonNamingPolicy.CamelCase.ConvertName(name) : null;
            }
            return Task.CompletedTask;
        });
    });

    /// <summary>The name of a type's schema. Two types of one name would be written as one of them, so they fail here.</summary>
    private static string? NameOf(JsonTypeInfo json, ConcurrentDictionary<string, Type> named)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(json) is not { } name)
        {
            return null;
        }
        var type = Nullable.GetUnderlyingType(json.Type) ?? json.Type;
        var first = named.GetOrAdd(name, type);
        return first == type ? name : throw new InvalidOperationException($"{first} and {type} are both called {name} in the document");
    }

    private static bool MayBeNull(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsGetNullable;
}
