using System.Net;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.AspNetCore.WebSockets;

namespace Kindline.Telephony;

/// <summary>
/// GET /sip: SIP over WebSocket (RFC 7118) for the phones in browsers. Nobody has to be signed in: every phone proves its user by
/// digest, over whatever transport it comes.
/// </summary>
internal static class SipSocket
{
    public const string Path = "/sip";
    private const string SubProtocol = "sip";

    // A browser that is gone without a word is found within 5 s (interval and time-out together).
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder app)
    {
        var pipeline = app.CreateApplicationBuilder().UseMiddleware<WebSocketMiddleware>();
        pipeline.Run(ServeAsync);
        app.Map(Path, pipeline.Build()).ForAnyone();
    }

    /// <summary>Where a page reaches this from the address that it has itself been fetched from.</summary>
    public static string UrlFor(HttpRequest request) => $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{Path}";

    private static async Task ServeAsync(HttpContext context)
    {
        if (WhyNot(context) is { } why)
        {
            await TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: why).ExecuteAsync(context);
            return;
        }
        var accept = new WebSocketAcceptContext { SubProtocol = SubProtocol, KeepAliveInterval = PingEvery, KeepAliveTimeout = PongWithin };
        using var socket = await context.WebSockets.AcceptWebSocketAsync(accept);
        var remote = new IPEndPoint(Plain(context.Connection.RemoteIpAddress), context.Connection.RemotePort);
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        await context.RequestServices.GetRequiredService<VoiceHost>().Exchange.ServeWebSocketAsync(socket, remote, context.Request.IsHttps, either.Token);
    }

    private static string? WhyNot(HttpContext context) =>
        !context.WebSockets.IsWebSocketRequest ? "Only WebSockets are served here."
        : !context.WebSockets.WebSocketRequestedProtocols.Contains(SubProtocol) ? "The WebSocket must ask for the subprotocol \"sip\" (RFC 7118)."
        : !IsOwnOrigin(context.Request) ? "The page that asks is not of this host."
        : null;

    /// <summary>
    /// A browser names the page that asks (RFC 6455 10.2); what is no browser names none. Host and port count, not the scheme: a TLS
    /// proxy may stand before this server.
    /// </summary>
    private static bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    private static IPAddress Plain(IPAddress? address) => address switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        _ => address,
    };
}
