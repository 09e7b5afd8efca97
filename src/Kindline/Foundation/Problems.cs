using Microsoft.AspNetCore.Http.HttpResults;

namespace Kindline.Foundation;

/// <summary>The refusals of the API as RFC 9457 problem details; titles are sentences that a page can show.</summary>
public static class Problems
{
    /// <summary>400: one field of the input is wrong.</summary>
    public static ValidationProblem Invalid(string field, string message) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] }, title: message);

    /// <summary>400: several fields are wrong.</summary>
    public static ValidationProblem Invalid(IDictionary<string, string[]> errors) => TypedResults.ValidationProblem(errors);

    /// <summary>404: there is none, or it lies outside what the caller may know of.</summary>
    public static ProblemHttpResult NotFound() => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "Not found");

    /// <summary>409: not in the state it is in.</summary>
    public static ProblemHttpResult Conflict(string title) => TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: title);

    /// <summary>422: a rule refuses; the title says which.</summary>
    public static ProblemHttpResult Refused(string title, string? detail = null) =>
        TypedResults.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: title, detail: detail);
}

/// <summary>One page of a list, as every list of the API answers.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);
