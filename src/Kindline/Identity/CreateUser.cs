using Kindline.Audit;
using Kindline.Foundation;
using Microsoft.AspNetCore.Identity;

namespace Kindline.Identity;

/// <summary>Makes an account. Its id is never given again.</summary>
internal sealed class CreateUser(UserManager<User> users, Db db, UserInputRules rules, AuditTrail trail, TimeProvider clock)
{
    public async Task<CreateUserOutcome> RunAsync(CreateUserInput input, AuditActor by, CancellationToken ct)
    {
        var errors = new FieldErrors();
        await rules.CheckAsync(input.Role, input.TeamId, input.Practices, errors, ct);
        if (string.IsNullOrWhiteSpace(input.Name) || input.Name.Length > 120)
        {
            errors.Add("name", "must have 1 to 120 characters");
        }
        if (!errors.None)
        {
            return new CreateUserOutcome.Invalid(errors);
        }
        var user = new User
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            UserName = input.User?.Trim(),
            DisplayName = input.Name!.Trim(),
            RoleKey = input.Role!,
            TeamId = input.TeamId,
        };
        db.UserPractices.AddRange((input.Practices ?? []).Distinct().Select(p => new UserPractice { UserId = user.Id, PracticeId = p }));
        var result = await users.CreateAsync(user, input.Password ?? "");
        if (!result.Succeeded)
        {
            UserInputRules.Add(result, errors);
            return new CreateUserOutcome.Invalid(errors);
        }
        await trail.AppendAsync(
            new AuditEntry("user.created", 'C', by) { ObjectType = "User", ObjectId = user.Id.ToString(), Fields = [$"role={user.RoleKey}"] }, ct);
        return new CreateUserOutcome.Created(user.Id);
    }
}

internal sealed record CreateUserInput(
    string? User, string? Name, string? Role, string? Password, TeamId? TeamId = null, IReadOnlyList<PracticeId>? Practices = null);

/// <summary>How the making of an account ended.</summary>
internal abstract record CreateUserOutcome
{
    public sealed record Created(Guid Id) : CreateUserOutcome;

    public sealed record Invalid(FieldErrors Errors) : CreateUserOutcome;
}
