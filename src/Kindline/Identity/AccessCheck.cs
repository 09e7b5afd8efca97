using Kindline.Audit;

namespace Kindline.Identity;

/// <summary>Lets a request pass only by the rule that its endpoint declares. What lies outside the caller's scope is for the handler: not found.</summary>
internal sealed class AccessCheck(RequestDelegate next, AuditTrail trail)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // No endpoint is a 404; one that is no route is routing's own answer: 405 or 415.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }
        // An endpoint without a rule answers nobody; AllRoutesTests finds it before anyone else does.
        var rule = endpoint.Metadata.GetMetadata<AccessRule>()
            ?? throw new InvalidOperationException($"The endpoint {endpoint.DisplayName} declares no access rule.");
        var user = context.Features.Get<SignedInUser>();
        if (rule.Public)
        {
            await next(context);
        }
        else if (user is null)
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "You are not signed in.");
        }
        else if (rule.Permission is { } permission && !user.Can(permission))
        {
            await trail.AppendAsync(
                new AuditEntry("access.refused", 'E', user.AsActor()) { ObjectType = "Permission", ObjectId = permission, Outcome = 8 },
                context.RequestAborted);
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Your role does not allow this.");
        }
        else
        {
            await next(context);
            await KeepNotFoundAsync(context, endpoint, user);
        }
    }

    /// <summary>
    /// Whoever asks for a record that is not theirs learns nothing, and is seen: the same entry for one of another practice and for one
    /// that never was. The answer has left by then; it held nothing.
    /// </summary>
    private async Task KeepNotFoundAsync(HttpContext context, RouteEndpoint endpoint, SignedInUser user)
    {
        var named = endpoint.RoutePattern.Parameters.Select(p => context.Request.RouteValues[p.Name]?.ToString()).FirstOrDefault(v => Guid.TryParse(v, out _));
        if (context.Response.StatusCode == StatusCodes.Status404NotFound && named is not null)
        {
            await trail.AppendAsync(
                new AuditEntry("access.notFound", 'E', user.AsActor()) { ObjectType = endpoint.RoutePattern.RawText, ObjectId = named, Outcome = 4 },
                CancellationToken.None);
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string title) =>
        TypedResults.Problem(statusCode: status, title: title).ExecuteAsync(context);
}
