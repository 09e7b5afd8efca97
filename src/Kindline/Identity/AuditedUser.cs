using Kindline.Audit;

namespace Kindline.Identity;

internal static class AuditedUser
{
    extension(SignedInUser user)
    {
        /// <summary>The person as the audit trail knows them.</summary>
        public AuditActor AsActor() => new(user.Id, user.RoleKey, user.SessionId, user.Address);
    }
}
