using Kindline.Foundation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Identity;

/// <summary>What an account's input must name: a role, a team and practices that exist.</summary>
internal sealed class UserInputRules(Db db, Roles roles, IPracticeNames practiceNames)
{
    public async Task CheckAsync(string? role, TeamId? team, IReadOnlyList<PracticeId>? practices, FieldErrors errors, CancellationToken ct)
    {
        if (role is null || !(await roles.AllAsync(ct)).ContainsKey(role))
        {
            errors.Add("role", "must be one of the roles");
        }
        if (team is { } id && !await db.Teams.AnyAsync(t => t.Id == id, ct))
        {
            errors.Add("teamId", "must be one of the teams");
        }
        var known = await practiceNames.ReadAsync(ct);
        if (practices?.Any(p => !known.ContainsKey(p)) == true)
        {
            errors.Add("practices", "must be practices of this centre");
        }
    }

    /// <summary>What the framework refuses, at the field it is about.</summary>
    public static void Add(IdentityResult result, FieldErrors errors)
    {
        foreach (var error in result.Errors)
        {
            var isPassword = error.Code.StartsWith("Password", StringComparison.Ordinal);
            errors.Add(isPassword ? "password" : "user", error.Code switch
            {
                nameof(IdentityErrorDescriber.PasswordTooShort) => $"must have {PasswordRules.LeastLength} characters or more",
                nameof(IdentityErrorDescriber.DuplicateUserName) => "is taken",
                nameof(IdentityErrorDescriber.InvalidUserName) => "must have letters, digits and . _ - only",
                _ => error.Description,
            });
        }
    }
}
