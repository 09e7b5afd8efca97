using System.Net;
using Kindline.Voice.Calls;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Two exchanges, each the other's carrier, over real sockets and the real clock.</summary>
public sealed class TwoExchangesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task They_talk_and_one_hangs_up(bool tcp)
    {
        await using var here = await TestExchange.StartAsync();
        await using var there = await TestExchange.StartAsync();
        there.Desk.OnIncoming = AnswerAndStayAsync;

        var leg = await DialAsync(here, there, tcp);
        var other = (await there.Desk.NextCallAsync()).Leg;
        await leg.Media.SendDigitsAsync("5", Patience.Token());
        var digit = await other.Media.Digits.ReadAsync(Patience.Token());
        await other.HangUpAsync();
        await Patience.UntilAsync(leg.Ended).Soon();

        digit.ShouldBe('5');
        leg.End.ShouldNotBeNull().By.ShouldBe(LegEnder.Peer);
        other.End.ShouldNotBeNull().By.ShouldBe(LegEnder.Us);
    }

    [Fact]
    public async Task When_both_hold_at_once_both_succeed_in_the_end()
    {
        await using var here = await TestExchange.StartAsync();
        await using var there = await TestExchange.StartAsync();
        var up = new TaskCompletionSource();
        there.Desk.OnIncoming = async (call, ct) =>
        {
            await call.Leg.AnswerAsync(ct);
            up.SetResult();
            await Patience.UntilAsync(ct);
        };
        var leg = await DialAsync(here, there, tcp: false);
        var other = (await there.Desk.NextCallAsync()).Leg;
        await up.Task.Soon();

        var agreed = await Task.WhenAll(leg.HoldAsync(Patience.Token()), other.HoldAsync(Patience.Token())).Soon();

        agreed.ShouldBe([true, true]);
        (leg.HeldByPeer || other.HeldByPeer).ShouldBeTrue();
    }

    [Fact]
    public async Task An_exchange_that_stops_hangs_up()
    {
        var here = await TestExchange.StartAsync();
        await using var there = await TestExchange.StartAsync();
        there.Desk.OnIncoming = AnswerAndStayAsync;
        await DialAsync(here, there, tcp: false);
        var other = (await there.Desk.NextCallAsync()).Leg;

        await here.DisposeAsync();

        await Patience.UntilAsync(other.Ended).Soon();
        other.End.ShouldNotBeNull().Why.ShouldBe("BYE");
    }

    private static async Task<CallLeg> DialAsync(TestExchange here, TestExchange there, bool tcp)
    {
        var trunk = new Trunk("there", [], new IPEndPoint(IPAddress.Loopback, there.Exchange.SipPort)) { Transport = tcp ? TrunkTransport.Tcp : TrunkTransport.Udp };
        var request = new DialRequest(new DialTarget.OnTrunk(trunk, "+15125550199"), "+15125550100");
        return (await here.Exchange.DialAsync(request, Patience.Token())).ShouldBeOfType<DialOutcome.Answered>().Leg;
    }

    private static async Task AnswerAndStayAsync(IncomingCall call, CancellationToken ct)
    {
        await call.Leg.AnswerAsync(ct);
        await Patience.UntilAsync(ct);
    }
}
