using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Kindline.Benchmarks.Desktops;

/// <summary>The page's connection to the hub at /live: SignalR's JSON protocol over a WebSocket, with a ping every fifteen seconds.</summary>
internal sealed class LiveConnection : IDisposable
{
    // SignalR ends each message with an ASCII record separator.
    private const byte Separator = 0x1e;
    private static readonly byte[] Handshake = Encoding.ASCII.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");
    private static readonly byte[] Ping = Encoding.ASCII.GetBytes("{\"type\":6}\u001e");
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket socket = new();

    /// <summary>Connects as the browser does: asks for a connection first, then opens the WebSocket with the session's cookie.</summary>
    public async Task OpenAsync(Uri centre, string cookie, HttpClient http, CancellationToken ct)
    {
        using var asked = await http.PostAsync(new Uri(centre, "/live/negotiate?negotiateVersion=1"), null, ct);
        using var answer = JsonDocument.Parse(await asked.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct));
        var token = Uri.EscapeDataString(answer.RootElement.GetProperty("connectionToken").GetString() ?? "");
        socket.Options.Proxy = null;
        socket.Options.SetRequestHeader("Cookie", cookie);
        await socket.ConnectAsync(new Uri($"ws://{centre.Authority}/live?id={token}"), ct);
        await socket.SendAsync(Handshake, WebSocketMessageType.Text, endOfMessage: true, ct);
    }

    /// <summary>Tells of every `changed` message until the connection is lost or the token fires.</summary>
    public async Task ListenAsync(Action<IReadOnlyList<string>> changed, CancellationToken ct)
    {
        await using var pings = TimeProvider.System.CreateTimer(_ => _ = PingAsync(ct), null, PingEvery, PingEvery);
        var buffer = new byte[16_384];
        var filled = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(filled), ct);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return;
            }
            filled += received.Count;
            int end;
            while ((end = buffer.AsSpan(0, filled).IndexOf(Separator)) >= 0)
            {
                Read(buffer.AsMemory(0, end), changed);
                buffer.AsSpan(end + 1, filled - end - 1).CopyTo(buffer);
                filled -= end + 1;
            }
        }
    }

    public void Dispose() => socket.Dispose();

    // {"type":1,"target":"changed","arguments":[{"topics":["me"]}]}
    private static void Read(ReadOnlyMemory<byte> message, Action<IReadOnlyList<string>> changed)
    {
        using var json = JsonDocument.Parse(message);
        if (json.RootElement.TryGetProperty("type", out var type) && type.GetInt32() == 1)
        {
            changed([.. json.RootElement.GetProperty("arguments")[0].GetProperty("topics").EnumerateArray().Select(t => t.GetString() ?? "")]);
        }
    }

    private async Task PingAsync(CancellationToken ct)
    {
        try
        {
            await socket.SendAsync(Ping, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        catch (Exception lost) when (lost is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever listens hears of it.
        }
    }
}
