using Kindline.Audit;

namespace Kindline.Identity;

/// <summary>Ends the session that asks for it.</summary>
internal sealed class SignOut(Sessions sessions, AuditTrail trail)
{
    public async Task RunAsync(SignedInUser user, CancellationToken ct)
    {
        await sessions.EndAsync(Guid.Parse(user.SessionId), ct);
        await trail.AppendAsync(new AuditEntry("session.closed", 'E', user.AsActor()), ct);
    }
}
