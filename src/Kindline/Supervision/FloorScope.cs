using Kindline.Agents;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Supervision;

/// <summary>Whom of the floor a person may see, or act upon, by one permission.</summary>
internal static class FloorScope
{
    extension(SignedInUser user)
    {
        /// <summary>One's own, the team's, those who share a practice, or all, as the permission's scope says.</summary>
        public bool Reaches(string permission, KnownAgent agent, KnownFloor floor) => user.ScopeOf(permission) switch
        {
            Scope.Own => agent.Id == user.AgentId,
            Scope.Team => agent.TeamId is { } team && team == user.TeamId && Shares(user, agent.Id, floor),
            Scope.All => true,
            _ => Shares(user, agent.Id, floor),
        };
    }

    private static bool Shares(SignedInUser user, AgentId agent, KnownFloor floor) => floor.PracticesOf[agent].Any(user.Practices.Contains);
}
