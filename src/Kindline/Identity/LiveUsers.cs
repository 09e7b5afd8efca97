using Kindline.Foundation;
using Microsoft.AspNetCore.SignalR;

namespace Kindline.Identity;

/// <summary>Whose page a live connection is: that of the session it was opened with.</summary>
internal sealed class LiveUsers : IUserIdProvider, ILiveAudience
{
    public string? GetUserId(HubConnectionContext connection) => connection.GetHttpContext()?.Features.Get<SignedInUser>()?.Id.ToString();

    public bool SeesCallsOfOthers(HttpContext page) =>
        page.Features.Get<SignedInUser>() is { } user && user.Grants.TryGetValue(Permission.InteractionsRead, out var scope) && scope != Scope.Own;
}
