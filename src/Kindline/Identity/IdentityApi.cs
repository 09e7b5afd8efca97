using Kindline.Foundation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kindline.Identity;

/// <summary>Signing in and out, accounts and roles.</summary>
internal static class IdentityApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        // Whoever signs in is nobody yet.
        api.MapPost("/session", SignInAsync).ForAnyone();
        // Nobody has an account before the first one is made; who makes it proves with the printed code that the server is theirs.
        api.MapGet("/session/first", async (FirstAdministrator first, CancellationToken ct) => TypedResults.Ok(new Awaited(await first.IsAwaitedAsync(ct)))).ForAnyone();
        api.MapPost("/session/first", MakeFirstAsync).ForAnyone();
        api.MapGet("/session", (SignedInUser user, UserQueries queries, CancellationToken ct) => queries.MeAsync(user, ct)).ForAnySignedIn();
        api.MapDelete("/session", SignOutAsync).ForAnySignedIn();
        api.MapPut("/session/keys", KeepKeysAsync).ForAnySignedIn();
        api.MapGet("/users", UsersAsync).Requires(Permission.UsersManage);
        api.MapPost("/users", CreateAsync).Requires(Permission.UsersManage);
        api.MapPut("/users/{id:guid}", ChangeAsync).Requires(Permission.UsersManage);
        api.MapPost("/users/{id:guid}/unlock", UnlockAsync).Requires(Permission.UsersManage);
        api.MapPost("/users/{id:guid}/password", SetPasswordAsync).Requires(Permission.UsersManage);
        api.MapGet("/roles", (UserQueries queries, CancellationToken ct) => queries.RolesAsync(ct)).Requires(Permission.UsersManage);
    }

    private static async Task<Results<Ok<Opened>, ProblemHttpResult>> SignInAsync(
        SignInInput input, SignIn signIn, UserQueries queries, HttpContext context, CancellationToken ct)
    {
        switch (await signIn.RunAsync(input, context.Connection.RemoteIpAddress?.ToString(), ct))
        {
            case SignInOutcome.Opened opened:
                return TypedResults.Ok(await OpenedAsync(opened, queries, context, ct));
            case SignInOutcome.Locked locked:
                var seconds = (int)Math.Ceiling(locked.RetryAfter.TotalSeconds);
                context.Response.Headers.RetryAfter = $"{seconds}";
                return TypedResults.Problem(statusCode: StatusCodes.Status423Locked, title: "Locked after too many tries",
                    extensions: new Dictionary<string, object?> { ["retryAfter"] = seconds });
            default:
                return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "wrong name or password");
        }
    }

    private static async Task<Results<Ok<Opened>, ValidationProblem, ProblemHttpResult>> MakeFirstAsync(
        FirstAdministratorInput input, FirstAdministrator first, UserQueries queries, HttpContext context, CancellationToken ct) =>
        await first.RunAsync(input, context.Connection.RemoteIpAddress?.ToString(), ct) switch
        {
            FirstAdministratorOutcome.Made made => TypedResults.Ok(await OpenedAsync(made.Session, queries, context, ct)),
            FirstAdministratorOutcome.WrongCode => Problems.Invalid("code", "is not the code that the server printed; after ten wrong ones it prints another"),
            FirstAdministratorOutcome.Done => Problems.Conflict("This centre has an administrator. Sign in."),
            FirstAdministratorOutcome.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
            _ => throw new InvalidOperationException("an outcome that nobody named"),
        };

    private static async Task<Opened> OpenedAsync(SignInOutcome.Opened opened, UserQueries queries, HttpContext context, CancellationToken ct)
    {
        context.Response.Cookies.Append(RequestIdentity.Cookie, opened.Token, CookieFor(context));
        return new Opened(opened.Token, await queries.MeAsync(opened.User, ct));
    }

    private static async Task<NoContent> SignOutAsync(SignedInUser user, SignOut signOut, HttpContext context, CancellationToken ct)
    {
        await signOut.RunAsync(user, ct);
        context.Response.Cookies.Delete(RequestIdentity.Cookie, CookieFor(context));
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ValidationProblem>> KeepKeysAsync(
        OwnKeysInput input, SignedInUser user, KeepKeys keep, CancellationToken ct) =>
        await keep.RunAsync(user, input.Keys, ct) is { None: false } errors ? Problems.Invalid(errors.ToDictionary()) : TypedResults.NoContent();

    private static async Task<Results<Ok<Page<UserRow>>, ValidationProblem>> UsersAsync(
        UserQueries queries, CancellationToken ct, int? page = null, int? size = null)
    {
        var errors = new FieldErrors();
        return Paging.TryRead(page, size, errors, out var paging)
            ? TypedResults.Ok(await queries.UsersAsync(paging, ct))
            : Problems.Invalid(errors.ToDictionary());
    }

    private static async Task<Results<Created<UserRow>, ValidationProblem>> CreateAsync(
        CreateUserInput input, CreateUser create, UserQueries queries, SignedInUser by, CancellationToken ct) =>
        await create.RunAsync(input, by.AsActor(), ct) switch
        {
            CreateUserOutcome.Created created => TypedResults.Created($"/api/users/{created.Id}", await queries.UserAsync(created.Id, ct)),
            CreateUserOutcome.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
            _ => throw new InvalidOperationException("an outcome that nobody named"),
        };

    private static async Task<Results<Ok<UserRow>, ValidationProblem, ProblemHttpResult>> ChangeAsync(
        Guid id, ChangeUserInput input, ChangeUser change, UserQueries queries, SignedInUser by, CancellationToken ct) =>
        await change.RunAsync(id, input, by, ct) switch
        {
            ChangeUserOutcome.Changed => TypedResults.Ok(await queries.UserAsync(id, ct)),
            ChangeUserOutcome.NotThere => Problems.NotFound(),
            ChangeUserOutcome.Refused refused => Problems.Refused(refused.Title),
            ChangeUserOutcome.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
            _ => throw new InvalidOperationException("an outcome that nobody named"),
        };

    private static Task<Results<Ok<UserRow>, ValidationProblem, ProblemHttpResult>> UnlockAsync(
        Guid id, ChangeUser change, UserQueries queries, SignedInUser by, CancellationToken ct) =>
        ChangeAsync(id, new ChangeUserInput { Unlock = true }, change, queries, by, ct);

    private static Task<Results<Ok<UserRow>, ValidationProblem, ProblemHttpResult>> SetPasswordAsync(
        Guid id, NewPassword input, ChangeUser change, UserQueries queries, SignedInUser by, CancellationToken ct) =>
        ChangeAsync(id, new ChangeUserInput { Password = input.Password ?? "" }, change, queries, by, ct);

    private static CookieOptions CookieFor(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/" };

    internal sealed record Opened(string Token, Me Me);

    internal sealed record Awaited(bool IsAwaited);

    internal sealed record NewPassword(string? Password);
}
