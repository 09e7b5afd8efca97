using Kindline.Foundation;
using Microsoft.AspNetCore.Identity;

namespace Kindline.Identity;

/// <summary>Refuses long passwords that are easy to guess all the same (NIST SP 800-63B 5.1.1.2).</summary>
internal sealed class PasswordRules : IPasswordValidator<User>
{
    public const int LeastLength = 12;
    private const int MostLength = 256;

    private static readonly string[] Guessed = ["password", "kindline", "letmein", "welcome", "qwerty", "123456", "iloveyou", "changeme"];

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(WhyNot(password ?? "", user.UserName ?? "") is { } why
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordGuessable", Description = why })
            : IdentityResult.Success);

    private static string? WhyNot(string password, string user) =>
        password.Length > MostLength ? $"must be {MostLength} characters at most"
        : password.Distinct().Count() < 5 ? "must not repeat so few characters"
        : user.Length > 3 && password.Contains(user, StringComparison.OrdinalIgnoreCase) ? "must not contain the user name"
        : Array.Find(Guessed, g => password.Contains(g, StringComparison.OrdinalIgnoreCase)) is { } word ? $"must not contain \"{word}\""
        : null;
}
