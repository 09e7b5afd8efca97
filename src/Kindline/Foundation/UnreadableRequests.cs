using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace Kindline.Foundation;

/// <summary>
/// Answers a request that cannot be read with 400 and the field's name, never with the value that was sent: it may be a patient's.
/// </summary>
internal sealed class UnreadableRequests(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return ValueTask.FromResult(false);
        }
        httpContext.Response.StatusCode = bad.StatusCode;
        var details = new HttpValidationProblemDetails { Status = bad.StatusCode, Title = "The request cannot be read." };
        if (bad.InnerException is JsonException { Path: { } path })
        {
            details.Errors[path.TrimStart('$', '.') is { Length: > 0 } field ? field : "body"] = ["has a form that cannot be read"];
        }
        return problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details });
    }
}
