using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Kindline.Telephony;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Telephony;

/// <summary>The control protocol of rtpengine, against a socket that answers as the test says.</summary>
public sealed class NgClientTests : IDisposable
{
    private static readonly TimeSpan Repeat = TimeSpan.FromMilliseconds(500);

    private readonly ManualClock clock = new();
    private readonly NgClient client;
    private readonly UdpClient engine = new(new IPEndPoint(IPAddress.Loopback, 0));

    public NgClientTests() => client = new NgClient(clock) { Port = ((IPEndPoint)engine.Client.LocalEndPoint!).Port };

    public void Dispose()
    {
        client.Dispose();
        engine.Dispose();
    }

    [Fact]
    public async Task An_answer_finds_its_question_by_the_cookie()
    {
        var one = AskAsync("one");
        var (firstCookie, _) = await ReceiveAsync();
        var two = AskAsync("two");
        var second = await ReceiveAsync();

        await ReplyAsync(second, "{\"result\":\"ok\",\"sdp\":\"v=0\"}");
        (await two).ShouldBe(new NgReply("ok", "v=0", null));
        one.IsCompleted.ShouldBeFalse();

        await ReplyAsync((firstCookie, second.From), "{\"result\":\"error\",\"error-reason\":\"Unknown call-id\"}");
        (await one).ShouldBe(new NgReply("error", null, "Unknown call-id"));
    }

    [Fact]
    public async Task A_lost_question_is_repeated_with_its_cookie()
    {
        var asking = AskAsync("ping");
        var first = await ReceiveAsync();
        clock.Advance(Repeat);
        var again = await ReceiveAsync();
        await ReplyAsync(again, "{\"result\":\"pong\"}");

        again.Cookie.ShouldBe(first.Cookie);
        (await asking).ShouldBe(new NgReply("pong", null, null));
    }

    [Fact]
    public async Task Without_a_port_nothing_is_asked()
    {
        client.Port = 0;

        (await AskAsync("ping")).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("cookie")]
    [InlineData("cookie ")]
    [InlineData("cookie {")]
    [InlineData("cookie []")]
    [InlineData("cookie {\"result\":7}")]
    [InlineData(" {\"result\":\"ok\"}")]
    public void What_is_no_answer_is_read_as_none(string datagram) => NgClient.Read(Encoding.UTF8.GetBytes(datagram)).ShouldBeNull();

    private Task<NgReply?> AskAsync(string command) =>
        client.AskAsync(new JsonObject { ["command"] = command }, TestContext.Current.CancellationToken);

    private async Task<(string Cookie, IPEndPoint From)> ReceiveAsync()
    {
        var datagram = await engine.ReceiveAsync(TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(datagram.Buffer).Split(' ')[0], datagram.RemoteEndPoint);
    }

    private async Task ReplyAsync((string Cookie, IPEndPoint From) to, string json) =>
        await engine.SendAsync(Encoding.UTF8.GetBytes($"{to.Cookie} {json}"), to.From, TestContext.Current.CancellationToken);
}
