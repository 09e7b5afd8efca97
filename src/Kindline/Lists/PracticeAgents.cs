using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists;

/// <summary>Who works on the accounts of a practice.</summary>
internal static class PracticeAgents
{
    /// <summary>Names by id, in the order of names.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(Db db, PracticeId practice, CancellationToken ct)
    {
        var agents = await (
            from of in db.UserPractices
            where of.PracticeId == practice
            join user in db.Users on of.UserId equals user.Id
            join role in db.Roles on user.RoleKey equals role.Key
            where role.IsAgent
            orderby user.DisplayName
            select new { user.Id, user.DisplayName }).ToListAsync(ct);
        return new OrderedDictionary<string, string>(agents.Select(a => KeyValuePair.Create(a.Id.ToString(), a.DisplayName)));
    }
}
