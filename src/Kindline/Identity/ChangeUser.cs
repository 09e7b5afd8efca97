using Kindline.Audit;
using Kindline.Foundation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Identity;

/// <summary>
/// Changes an account: what is null stays. Nobody changes their own rights; who is deactivated or gets a new password is signed
/// out everywhere (45 CFR 164.308(a)(3)(ii)(C)).
/// </summary>
internal sealed class ChangeUser(UserManager<User> users, Db db, UserInputRules rules, Sessions sessions, AuditTrail trail)
{
    public async Task<ChangeUserOutcome> RunAsync(Guid id, ChangeUserInput input, SignedInUser by, CancellationToken ct)
    {
        if (await users.FindByIdAsync(id.ToString()) is not { } user)
        {
            return new ChangeUserOutcome.NotThere();
        }
        if (id == by.Id && (input.Active is false || (input.Role is not null && input.Role != user.RoleKey)))
        {
            return new ChangeUserOutcome.Refused("You cannot change your own role or deactivate yourself.");
        }
        var errors = new FieldErrors();
        await rules.CheckAsync(input.Role ?? user.RoleKey, input.TeamId, input.Practices, errors, ct);
        if (input.Name is not null && (string.IsNullOrWhiteSpace(input.Name) || input.Name.Length > 120))
        {
            errors.Add("name", "must have 1 to 120 characters");
        }
        await SetPasswordAsync(user, input.Password, errors);
        if (!errors.None)
        {
            return new ChangeUserOutcome.Invalid(errors);
        }
        var entries = await ApplyAsync(user, input, by, ct);
        await users.UpdateAsync(user);
        await trail.AppendAsync(entries, ct);
        if (!user.Active || input.Password is not null)
        {
            await sessions.EndAllOfAsync(id, ct);
        }
        sessions.Forget(id);
        return new ChangeUserOutcome.Changed();
    }

    private async Task SetPasswordAsync(User user, string? password, FieldErrors errors)
    {
        if (password is null)
        {
            return;
        }
        foreach (var validator in users.PasswordValidators)
        {
            UserInputRules.Add(await validator.ValidateAsync(users, user, password), errors);
        }
        if (errors.None)
        {
            user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        }
    }

    private async Task<List<AuditEntry>> ApplyAsync(User user, ChangeUserInput input, SignedInUser by, CancellationToken ct)
    {
        List<string> fields = [];
        var oldRole = user.RoleKey;
        Set("name", input.Name is not null && input.Name.Trim() != user.DisplayName, () => user.DisplayName = input.Name!.Trim());
        Set($"role={oldRole}->{input.Role}", input.Role is not null && input.Role != oldRole, () => user.RoleKey = input.Role!);
        Set("team", input.TeamId is not null && input.TeamId != user.TeamId, () => user.TeamId = input.TeamId);
        Set($"active={input.Active}", input.Active is { } active && active != user.Active, () => user.Active = input.Active ?? user.Active);
        if (input.Practices is { } practices)
        {
            fields.Add("practices");
            db.UserPractices.RemoveRange(await db.UserPractices.Where(p => p.UserId == user.Id && !practices.Contains(p.PracticeId)).ToListAsync(ct));
            var kept = await db.UserPractices.Where(p => p.UserId == user.Id).Select(p => p.PracticeId).ToListAsync(ct);
            db.UserPractices.AddRange(practices.Distinct().Except(kept).Select(p => new UserPractice { UserId = user.Id, PracticeId = p }));
        }
        var entry = new AuditEntry("user.changed", 'U', by.AsActor()) { ObjectType = "User", ObjectId = user.Id.ToString(), Fields = fields };
        List<AuditEntry> entries = fields.Count > 0 ? [entry] : [];
        if (input.Unlock is true)
        {
            (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
            entries.Add(entry with { Code = "user.unlocked", Fields = [] });
        }
        if (input.Password is not null)
        {
            entries.Add(entry with { Code = "user.passwordSet", Fields = [] });
        }
        return entries;

        void Set(string field, bool changes, Action set)
        {
            if (changes)
            {
                fields.Add(field);
                set();
            }
        }
    }
}

internal sealed record ChangeUserInput
{
    public string? Name { get; init; }
    public string? Role { get; init; }
    public TeamId? TeamId { get; init; }
    public IReadOnlyList<PracticeId>? Practices { get; init; }
    public bool? Active { get; init; }
    public bool? Unlock { get; init; }
    public string? Password { get; init; }
}

/// <summary>How the change of an account ended.</summary>
internal abstract record ChangeUserOutcome
{
    public sealed record Changed : ChangeUserOutcome;

    public sealed record NotThere : ChangeUserOutcome;

    public sealed record Refused(string Title) : ChangeUserOutcome;

    public sealed record Invalid(FieldErrors Errors) : ChangeUserOutcome;
}
