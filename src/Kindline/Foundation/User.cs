using Microsoft.AspNetCore.Identity;

namespace Kindline.Foundation;

/// <summary>
/// An account of one person. It stands here, not in Identity, because Identity's own tables make the ground of every context.
/// An id is never used again (45 CFR 164.312(a)(2)(i)).
/// </summary>
public sealed class User : IdentityUser<Guid>
{
    public string DisplayName { get; set; } = "";

    /// <summary>The key of the one role this account has.</summary>
    public string RoleKey { get; set; } = "";

    public TeamId? TeamId { get; set; }

    public bool Active { get; set; } = true;

    /// <summary>The keys of the desk that this person has changed, as a JSON object of names and chords; null where all are the standard.</summary>
    public string? OwnKeys { get; set; }
}
