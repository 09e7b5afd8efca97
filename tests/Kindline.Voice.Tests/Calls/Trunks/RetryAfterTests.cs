using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls.Trunks;

/// <summary>A gateway that asks to be left alone for a time (RFC 3261 20.33, 21.5.4).</summary>
public sealed class RetryAfterTests
{
    [Fact]
    public async Task Retry_After_takes_a_trunk_out_for_that_time()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);
        var overloaded = test.Exchange.DialAsync(Request(), Patience.Token());
        var refusal = first.Answer(await first.NextAsync("INVITE"), 503);
        refusal.Headers.Add("Retry-After", "120 (Overloaded)");
        await first.SendAsync(refusal);
        await first.NextAsync("ACK");
        await BusyAsync(second);
        await overloaded.Soon();

        var during = test.Exchange.DialAsync(Request(), Patience.Token());
        await BusyAsync(second);
        await during.Soon();
        clock.Advance(TimeSpan.FromSeconds(120));
        var after = test.Exchange.DialAsync(Request(), Patience.Token());
        await BusyAsync(first);

        (await after.Soon()).ShouldBeOfType<DialOutcome.Busy>();
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("18 (in a while);duration=3600", 18)]
    [InlineData(" 5;duration=1", 5)]
    [InlineData("4000000000", 3600)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void Retry_After_is_read_in_seconds_and_has_an_end(string? text, int? seconds)
    {
        var response = new SipResponse(503, "");
        response.Headers["Retry-After"] = text;

        RouteAdvance.RetryAfter(response)?.TotalSeconds.ShouldBe(seconds!.Value);

        (RouteAdvance.RetryAfter(response) is null).ShouldBe(seconds is null);
    }

    private static async Task BusyAsync(TestPeer peer)
    {
        await peer.SendAsync(peer.Answer(await NextButAsync(peer, "ACK"), 486));
        await peer.NextAsync("ACK");
    }

    private static async Task<SipRequest> NextButAsync(TestPeer peer, string method)
    {
        while (true)
        {
            if (await peer.NextAsync() is SipRequest request && request.Method != method)
            {
                return request;
            }
        }
    }

    private static Trunk Of(string name, TestPeer gateway, int priority) =>
        new(name, [], gateway.Address) { Priority = priority, AskEvery = TimeSpan.Zero };

    private static DialRequest Request() =>
        new(new DialTarget.Outside("+15125550199"), "+15125550100");
}
