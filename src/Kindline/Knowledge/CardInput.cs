using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Numbers;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Knowledge;

/// <summary>A card as an editor writes it, whole.</summary>
/// <param name="Practice">Needed for a new card; later ones keep theirs.</param>
/// <param name="Owner">Who answers for it; the editor where null.</param>
/// <param name="ChangedAt">As the editor saw it: where it has changed since, nothing is saved.</param>
internal sealed record CardInput(
    string? Practice, string? Line, string? Location, string? Provider, string? Title, string? Body, Guid? Owner, DateOnly? ExpiresOn, DateTimeOffset? ChangedAt)
{
    private const int LongestTitle = 120;
    private const int LongestPlace = 120;
    private const int LongestBody = 4000;

    public async Task<FieldErrors> CheckAsync(Db db, PracticeId practice, Guid owner, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (Title?.Trim().Length is null or 0 or > LongestTitle)
        {
            errors.Add("title", $"must have 1 to {LongestTitle} characters");
        }
        if (Body?.Trim().Length is null or 0 or > LongestBody)
        {
            errors.Add("body", $"must have 1 to {LongestBody} characters");
        }
        if (Location?.Trim().Length > LongestPlace)
        {
            errors.Add("location", $"must have {LongestPlace} characters at most");
        }
        if (Provider?.Trim().Length > LongestPlace)
        {
            errors.Add("provider", $"must have {LongestPlace} characters at most");
        }
        if (Text(Line) is { } line && !await db.Numbers.AnyAsync(n => n.E164 == line && n.PracticeId == practice, ct))
        {
            errors.Add("line", "must be a number of this practice");
        }
        if (!await CardOwners.Of(db, practice).AnyAsync(u => u.Id == owner, ct))
        {
            errors.Add("owner", "must be somebody of this practice who may edit its cards");
        }
        return errors;
    }

    public void ApplyTo(KnowledgeCard card, Guid owner)
    {
        (card.Title, card.Body) = (Title?.Trim() ?? "", Body?.Trim() ?? "");
        (card.Line, card.Location, card.Provider) = (Text(Line), Text(Location), Text(Provider));
        (card.OwnerId, card.ExpiresOn) = (owner, ExpiresOn);
    }

    private static string? Text(string? given) => given?.Trim() is { Length: > 0 } text ? text : null;
}

internal static class CardOwners
{
    /// <summary>The people of a practice who may edit its cards.</summary>
    public static IQueryable<User> Of(Db db, PracticeId practice) => db.Users.Where(u => u.Active
        && db.Set<UserPractice>().Any(p => p.UserId == u.Id && p.PracticeId == practice)
        && db.Set<RoleGrant>().Any(g => g.RoleKey == u.RoleKey && g.Permission == Permission.KnowledgeEdit));
}
