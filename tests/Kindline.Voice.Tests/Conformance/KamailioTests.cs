using System.Net;
using Kindline.Voice.Calls;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>Kamailio in front of the exchange: routes are recorded and followed, in both directions, by every transport.</summary>
public sealed class KamailioTests
{
    [Theory]
    [InlineData("UDP")]
    [InlineData("TCP")]
    [InlineData("TLS")]
    [InlineData("WS")]
    public async Task A_caller_behind_it_is_answered_and_hung_up_on(string transport)
    {
        await using var test = await TestExchange.StartAsync();
        var acknowledged = new TaskCompletionSource<bool>();
        test.Desk.OnIncoming = async (call, ct) => acknowledged.SetResult(await call.Leg.AnswerAsync(ct));
        await using var proxy = await Kamailio.StartAsync(test.Address, test.Address);
        await using var caller = await ProxiedCaller.ConnectAsync(transport, proxy);

        var answer = await caller.CallAsync();
        var goodbye = await caller.ObeyAsync("BYE");

        (await acknowledged.Task.Soon()).ShouldBeTrue("the ACK came by the routes");
        // Two, where the proxy changes the transport (RFC 5658).
        answer.Headers.All("Record-Route").Count().ShouldBe(transport == "UDP" ? 1 : 2);
        goodbye.Headers.All("Via").Count().ShouldBe(2, "the BYE came by the proxy");
        goodbye.Headers.All("Route").ShouldBeEmpty("the proxy has taken its own routes off");
    }

    [Fact]
    public async Task A_carrier_behind_it_is_called_held_and_hung_up_on()
    {
        await using var test = await TestExchange.StartAsync();
        var carrier = Sipp.Answering("held", test.Address);
        await using var proxy = await Kamailio.StartAsync(test.Address, carrier.Address);
        var trunk = new Trunk("proxy", [], proxy.Address);

        var outcome = await test.Exchange.DialAsync(new DialRequest(new DialTarget.OnTrunk(trunk, "+15125550199"), "+15125550100"), Patience.Token());
        var leg = outcome.ShouldBeOfType<DialOutcome.Answered>().Leg;
        (await leg.HoldAsync(Patience.Token())).ShouldBeTrue();
        await leg.HangUpAsync();

        (await carrier.Ended).ShouldBeEmpty();
        leg.Peer.ShouldBe(proxy.Address);
    }
}
