using System.Net.WebSockets;
using System.Text.Json;
using Kindline.Voice.Calls;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Tests.Agents;

/// <summary>The phone of a desk's page, as a plain WebSocket client.</summary>
internal static class DeskPhone
{
    /// <param name="account">What /api/agents/me/phone says.</param>
    /// <param name="deaf">Whether it answers no ping.</param>
    public static async Task<BrowserPhone> OpenAsync(JsonElement account, bool deaf = false)
    {
        var socket = new ClientWebSocket();
        // Who pings reads ahead, and so hears the other's pings; who does neither is as good as gone.
        socket.Options.KeepAliveInterval = deaf ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(200);
        socket.Options.KeepAliveTimeout = deaf ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(10);
        socket.Options.AddSubProtocol("sip");
        await socket.ConnectAsync(new Uri(account.GetProperty("addresses").GetProperty("ws").GetString()!), TestContext.Current.CancellationToken);
        return new BrowserPhone(socket, account.GetProperty("user").GetString()!, account.GetProperty("secret").GetString()!);
    }
}

/// <summary>Hands every description on as it is; what rtpengine does with audio is tested with rtpengine.</summary>
internal sealed class PlainRelay : IMediaRelay
{
    public event EventHandler? Restarted
    {
        add { }
        remove { }
    }

    public Task<RelayOutcome> OfferAsync(RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp) =>
        Task.FromResult<RelayOutcome>(new RelayOutcome.Rewritten(sdp));

    public Task<RelayOutcome> AnswerAsync(RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp) => OfferAsync(session, from, sdp);

    public Task DeleteAsync(RelaySession session) => Task.CompletedTask;
}
