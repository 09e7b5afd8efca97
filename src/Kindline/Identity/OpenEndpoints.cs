using Kindline.Foundation;

namespace Kindline.Identity;

/// <summary>What lies outside /api.</summary>
internal static class OpenEndpoints
{
    // A path of the API that does not exist stays 404: it gets no page.
    private const string PagePath = "{*path:nonfile:regex(^(?!(api|live|sip|openapi)(/|$)).*$)}";

    public static void Map(IEndpointRouteBuilder app)
    {
        // A load balancer and a monitor have no account.
        app.MapHealthChecks("/healthz", Health.Options).ForAnyone();
        // It describes the program, and nobody's data.
        app.MapOpenApi("/openapi/{documentName}.json").ForAnyone();
        app.MapHub<LiveHub>("/live").ForAnySignedIn();
        // The sign-in page itself.
        app.MapFallbackToFile(PagePath, "index.html").ForAnyone();
        // The pattern holds for no empty path.
        app.MapFallbackToFile("/", "index.html").ForAnyone();
    }
}
