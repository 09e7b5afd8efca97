using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;

namespace Kindline.Foundation;

/// <summary>
/// A request that the database could not serve just now is answered with 503 and when to ask again (RFC 9110 15.6.4): calls go on
/// meanwhile, and what was asked is none of the program's faults.
/// </summary>
internal sealed class DatabaseAway(IProblemDetailsService problems) : IExceptionHandler
{
    private const string AskAgainAfterSeconds = "2";

    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!IsAway(exception))
        {
            return ValueTask.FromResult(false);
        }
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = AskAgainAfterSeconds;
        return problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = StatusCodes.Status503ServiceUnavailable, Title = "The database cannot be reached. Calls go on; try again in a moment." },
        });
    }

    /// <summary>Entity Framework wraps what the driver says.</summary>
    public static bool IsAway(Exception? exception) =>
        exception is DbException { IsTransient: true } || (exception?.InnerException is { } inner && IsAway(inner));
}
