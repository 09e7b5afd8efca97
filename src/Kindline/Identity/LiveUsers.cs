using Microsoft.AspNetCore.SignalR;

namespace Kindline.Identity;

/// <summary>Whose page a live connection is: that of the session it was opened with.</summary>
internal sealed class LiveUsers : IUserIdProvider
{
    public string? GetUserId(HubConnectionContext connection) => connection.GetHttpContext()?.Features.Get<SignedInUser>()?.Id.ToString();
}
