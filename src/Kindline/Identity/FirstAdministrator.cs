using Kindline.Audit;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Identity;

/// <summary>Makes the first account of an empty centre, for who has the code that the server printed, and signs them in.</summary>
internal sealed class FirstAdministrator(DbFactory databases, SetUpCode code, CreateUser create, SignIn signIn, AuditTrail trail)
{
    private const string Role = "admin";

    // Two who type the code in the same moment: the second is told that it is done.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private static readonly AuditActor Nobody = new(null, "anonymous", null, null);

    /// <summary>Whether nobody has an account yet.</summary>
    public async Task<bool> IsAwaitedAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        return !await db.Users.AnyAsync(ct);
    }

    public async Task<FirstAdministratorOutcome> RunAsync(FirstAdministratorInput input, string? address, CancellationToken ct)
    {
        await OneAtATime.WaitAsync(ct);
        try
        {
            return await IsAwaitedAsync(ct) ? await MakeAsync(input, address, ct) : new FirstAdministratorOutcome.Done();
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private async Task<FirstAdministratorOutcome> MakeAsync(FirstAdministratorInput input, string? address, CancellationToken ct)
    {
        var by = Nobody with { Address = address };
        if (!code.Matches(input.Code))
        {
            await trail.AppendAsync(new AuditEntry("setUp.refused", 'E', by) { Outcome = 8 }, ct);
            return new FirstAdministratorOutcome.WrongCode();
        }
        if (await create.RunAsync(new CreateUserInput(input.User, input.Name, Role, input.Password), by, ct) is CreateUserOutcome.Invalid invalid)
        {
            return new FirstAdministratorOutcome.Invalid(invalid.Errors);
        }
        code.Spend();
        return await signIn.RunAsync(new SignInInput(input.User, input.Password), address, ct) is SignInOutcome.Opened opened
            ? new FirstAdministratorOutcome.Made(opened)
            : throw new InvalidOperationException("the account that was just made cannot sign in");
    }
}

internal sealed record FirstAdministratorInput(string? Code, string? User, string? Name, string? Password);

/// <summary>How it ended.</summary>
internal abstract record FirstAdministratorOutcome
{
    public sealed record Made(SignInOutcome.Opened Session) : FirstAdministratorOutcome;

    public sealed record WrongCode : FirstAdministratorOutcome;

    /// <summary>There is one already.</summary>
    public sealed record Done : FirstAdministratorOutcome;

    public sealed record Invalid(FieldErrors Errors) : FirstAdministratorOutcome;
}
