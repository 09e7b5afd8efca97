namespace Kindline.Identity;

/// <summary>
/// Finds out who asks, from the cookie or the bearer token; the same token serves both. A cookie alone does not change anything:
/// other sites' pages can send it, but not the header <c>X-Kindline</c>.
/// </summary>
internal sealed class RequestIdentity(RequestDelegate next, Sessions sessions)
{
    public const string Cookie = "kindline";

    /// <summary>Sent by pages that refresh themselves: such a request keeps no session alive.</summary>
    public const string BackgroundHeader = "X-Kindline-Background";

    private const string OwnPageHeader = "X-Kindline";
    private const string Live = "/live";

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var (token, byCookie) = TokenOf(request);
        if (token is not null)
        {
            var isActivity = !request.Headers.ContainsKey(BackgroundHeader) && !request.Path.StartsWithSegments(Live);
            if (await sessions.FindAsync(token, isActivity, context.RequestAborted) is { } user)
            {
                if (byCookie && ChangesSomething(request) && !request.Headers.ContainsKey(OwnPageHeader))
                {
                    await TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: $"The header {OwnPageHeader} is missing.")
                        .ExecuteAsync(context);
                    return;
                }
                context.Features.Set(user with { Address = context.Connection.RemoteIpAddress?.ToString() });
            }
        }
        await next(context);
    }

    private static (string? Token, bool ByCookie) TokenOf(HttpRequest request)
    {
        const string bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase))
        {
            return (header[bearer.Length..].Trim(), false);
        }
        // A browser's WebSocket cannot send a header.
        if (request.Path.StartsWithSegments(Live) && request.Query["access_token"].ToString() is { Length: > 0 } asked)
        {
            return (asked, false);
        }
        return (request.Cookies[Cookie], true);
    }

    // The hub's handshake is a POST, and changes nothing. A browser opens a WebSocket by CONNECT where the page came by HTTP/2 (RFC 8441).
    private static bool ChangesSomething(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
            || HttpMethods.IsConnect(request.Method) || request.Path.StartsWithSegments(Live));
}
