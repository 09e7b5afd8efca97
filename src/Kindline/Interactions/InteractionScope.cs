using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Interactions;

/// <summary>
/// Over which interactions a permission reaches for one person (compliance 1.3). What is outside is not found: there is no
/// "forbidden" that would tell that it exists.
/// </summary>
internal sealed record InteractionScope(Scope Scope, AgentId Me, IReadOnlyList<PracticeId> Practices, IReadOnlyList<AgentId> Agents)
{
    public bool Masks => Scope is Scope.Masked;

    /// <summary>The scope of a permission that the endpoint has demanded.</summary>
    public static async Task<InteractionScope> OfAsync(Db db, SignedInUser user, string permission, CancellationToken ct)
    {
        var scope = user.ScopeOf(permission);
        return new InteractionScope(scope, user.AgentId, user.Practices, scope is Scope.Team ? await TeamAsync(db, user, ct) : []);
    }

    /// <summary>Narrows a query to what the person may see.</summary>
    public IQueryable<Interaction> Narrow(IQueryable<Interaction> interactions)
    {
        var ofPractices = Scope is Scope.All ? interactions : interactions.Where(i => Practices.Contains(i.PracticeId));
        return Scope switch
        {
            // Also who talked first and sent the call on.
            Scope.Own => ofPractices.Where(i => i.AgentId == Me || i.Talks.Any(t => t.AgentId == Me)),
            // Nobody answered the lost calls of the practice; the team works them.
            Scope.Team => ofPractices.Where(i => i.AgentId == null || Agents.Contains(i.AgentId.Value) || i.Talks.Any(t => Agents.Contains(t.AgentId))),
            // Samples are assigned call by call; whoever has none assigned sees none.
            Scope.Sample => ofPractices.Where(i => false),
            _ => ofPractices,
        };
    }

    /// <summary>The same rule on one row at hand, for one who talked.</summary>
    public bool Covers(PracticeId practice, AgentId? agent) =>
        (Scope is Scope.All || Practices.Contains(practice)) && Scope switch
        {
            Scope.Own => agent == Me,
            Scope.Team => agent is not { } answeredBy || Agents.Contains(answeredBy),
            Scope.Sample => false,
            _ => true,
        };

    private static async Task<IReadOnlyList<AgentId>> TeamAsync(Db db, SignedInUser user, CancellationToken ct)
    {
        if (user.TeamId is not { } team)
        {
            return [user.AgentId];
        }
        var members = await db.Users.Where(u => u.TeamId == team).Select(u => u.Id).ToListAsync(ct);
        return [.. members.Select(id => new AgentId(id))];
    }
}
