using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Identity;

/// <summary>Who is asking: bound into an endpoint as a parameter; there is none where nobody is signed in.</summary>
public sealed record SignedInUser(
    Guid Id,
    string UserName,
    string Name,
    string RoleKey,
    TeamId? TeamId,
    IReadOnlyList<PracticeId> Practices,
    IReadOnlyDictionary<string, Scope> Grants,
    bool IsAgent,
    string SessionId,
    string? Address)
{
    public AgentId AgentId => new(Id);

    public bool Can(string permission) => Grants.ContainsKey(permission);

    /// <summary>The scope of a permission that the endpoint has already demanded.</summary>
    public Scope ScopeOf(string permission) => Grants[permission];

    /// <summary>Whether the permission, which they have, holds in a practice: in all of them, or in their own.</summary>
    public bool Reaches(string permission, PracticeId practice) => ScopeOf(permission) is Scope.All || Practices.Contains(practice);

    /// <summary>Minimal APIs bind the parameter from the request that sign-in has already passed.</summary>
    public static ValueTask<SignedInUser?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<SignedInUser>());
}
