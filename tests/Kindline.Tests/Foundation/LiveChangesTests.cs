using System.Net.WebSockets;
using System.Text;
using Kindline.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Foundation;

public sealed class LiveChangesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_change_comes_at_once_and_those_of_the_next_200_ms_in_one_message()
    {
        await using var centre = await TestCentre.StartAsync();
        await centre.AddUserAsync("dana", "agent");
        using var page = await ConnectAsync(centre, await centre.TokenAsync("dana"));
        var live = centre.Services.GetRequiredService<LiveChanges>();

        live.Changed("calls");
        (await ReceiveAsync(page)).ShouldContain("""{"topics":["calls"]}""");
        live.Changed("queues");
        live.Changed("queues");
        live.Changed("agents");
        centre.Clock.Advance(TimeSpan.FromMilliseconds(200));
        (await ReceiveAsync(page)).ShouldContain("""{"topics":["queues","agents"]}""");
        centre.Clock.Advance(TimeSpan.FromMilliseconds(200));
        live.Changed("owed");
        (await ReceiveAsync(page)).ShouldContain("""{"topics":["owed"]}""");
    }

    [Fact]
    public async Task What_concerns_one_user_comes_to_them_at_once_and_to_nobody_else()
    {
        await using var centre = await TestCentre.StartAsync();
        var dana = await centre.AddUserAsync("dana", "agent");
        await centre.AddUserAsync("eli", "agent");
        using var hers = await ConnectAsync(centre, await centre.TokenAsync("dana"));
        using var his = await ConnectAsync(centre, await centre.TokenAsync("eli"));
        var live = centre.Services.GetRequiredService<LiveChanges>();
        live.Changed("calls");
        (await ReceiveAsync(hers)).ShouldContain("calls");
        (await ReceiveAsync(his)).ShouldContain("calls");

        live.Changed("me", dana);
        (await ReceiveAsync(hers)).ShouldContain("""{"topics":["me"]}""");
        live.Changed("owed");
        centre.Clock.Advance(TimeSpan.FromMilliseconds(200));

        (await ReceiveAsync(his)).ShouldContain("""{"topics":["owed"]}""");
    }

    [Fact]
    public async Task Nobody_listens_without_signing_in()
    {
        await using var centre = await TestCentre.StartAsync();

        (await Should.ThrowAsync<WebSocketException>(() => ConnectAsync(centre, "no token"))).Message.ShouldContain("401");
    }

    private static async Task<ClientWebSocket> ConnectAsync(TestCentre centre, string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{centre.Address.Port}/live?access_token={token}"), Ct);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, Ct);
        (await ReceiveAsync(socket)).ShouldBe("{}\u001e");
        return socket;
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, Ct);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
