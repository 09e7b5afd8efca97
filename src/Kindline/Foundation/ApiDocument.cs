using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kindline.Foundation;

/// <summary>The OpenAPI document at /openapi/v1.json, from which the desktop's client is generated.</summary>
internal static class ApiDocument
{
    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Kindline";
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
            return Task.CompletedTask;
        });
    });
}
