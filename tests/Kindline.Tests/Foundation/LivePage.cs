using System.Net.WebSockets;
using System.Text;

namespace Kindline.Tests.Foundation;

/// <summary>A page's connection to the hub.</summary>
internal sealed class LivePage : IDisposable
{
    // Several messages may come in one frame; each ends with a record separator.
    private const char Separator = '\u001e';
    private const string Ping = "{\"type\":6}";

    private readonly ClientWebSocket socket = new();
    private readonly Queue<string> heard = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<LivePage> OpenAsync(TestCentre centre, string token)
    {
        var page = new LivePage();
        page.socket.Options.Proxy = null;
        await page.socket.ConnectAsync(new Uri($"ws://127.0.0.1:{centre.Address.Port}/live?access_token={token}"), Ct);
        await page.socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, Ct);
        (await page.HearAsync()).ShouldBe("{}");
        return page;
    }

    /// <summary>The next message that is no ping.</summary>
    public async Task<string> HearAsync()
    {
        var buffer = new byte[4096];
        while (heard.Count == 0)
        {
            var received = await socket.ReceiveAsync(buffer, Ct);
            var messages = Encoding.UTF8.GetString(buffer, 0, received.Count).Split(Separator, StringSplitOptions.RemoveEmptyEntries);
            foreach (var message in messages.Where(m => m != Ping))
            {
                heard.Enqueue(message);
            }
        }
        return heard.Dequeue();
    }

    /// <summary>The next message is of these topics, and of no other.</summary>
    public async Task ShouldHearAsync(params string[] topics) =>
        (await HearAsync()).ShouldContain($$"""{"topics":[{{string.Join(',', topics.Select(t => $"\"{t}\""))}}]}""");

    /// <summary>All it hears, to the first message of this topic.</summary>
    public async Task<string> HearUntilAsync(string topic)
    {
        var heard = await HearAsync();
        while (!heard.Contains($"\"{topic}\"", StringComparison.Ordinal))
        {
            heard += await HearAsync();
        }
        return heard;
    }

    public void Dispose() => socket.Dispose();
}
