using Kindline.Voice.Calls;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>We call SIPp, which does what strange peers do; one scenario of tests/data/sipp/traps for each.</summary>
public sealed class DiallingTraps
{
    [Theory]
    [InlineData("answer-repeated", 2)]
    [InlineData("fork", 2)]
    [InlineData("ack-of-answer", 1)]
    [InlineData("early-media", 1)]
    [InlineData("stale-nonce", 1)]
    public async Task A_call_that_is_answered_and_hung_up_by_us(string scenario, int acks)
    {
        await using var test = await TestExchange.StartAsync();
        var carrier = Sipp.Answering(scenario, test.Address);

        var outcome = await test.Exchange.DialAsync(To(carrier), Patience.Token());

        var leg = outcome.ShouldBeOfType<DialOutcome.Answered>().Leg;
        if (acks > 1)
        {
            await test.Exchange.PassesAsync(leg.CallId, sent: true, "1 ACK", acks);
        }
        await leg.HangUpAsync();
        (await carrier.Ended).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ack-of-refusal", typeof(DialOutcome.Busy))]
    [InlineData("wrong-password", typeof(DialOutcome.Failed))]
    public async Task A_call_that_is_refused(string scenario, Type outcome)
    {
        await using var test = await TestExchange.StartAsync();
        var carrier = Sipp.Answering(scenario, test.Address);

        (await test.Exchange.DialAsync(To(carrier), Patience.Token())).ShouldBeOfType(outcome);

        (await carrier.Ended).ShouldBeEmpty();
    }

    /// <summary>We give up as soon as it rings, or before.</summary>
    [Theory]
    [InlineData("cancel-outrun", true)]
    [InlineData("cancel-early", false)]
    public async Task A_call_that_we_give_up(string scenario, bool rings)
    {
        await using var test = await TestExchange.StartAsync();
        var carrier = Sipp.Answering(scenario, test.Address);
        using var over = new CancellationTokenSource();
        var request = To(carrier) with { Ringing = () => over.Cancel() };
        var invited = test.Exchange.SendsAsync("1 INVITE");
        var dialling = test.Exchange.DialAsync(request, over.Token);
        await invited;
        if (!rings)
        {
            await over.CancelAsync();
        }

        (await dialling).ShouldBeOfType<DialOutcome.Cancelled>();

        (await carrier.Ended).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hold_that_crosses_theirs_is_agreed_on_in_the_end()
    {
        await using var test = await TestExchange.StartAsync();
        var carrier = Sipp.Answering("glare", test.Address);
        var leg = (await test.Exchange.DialAsync(To(carrier), Patience.Token())).ShouldBeOfType<DialOutcome.Answered>().Leg;

        (await leg.HoldAsync(Patience.Token())).ShouldBeTrue();

        await leg.HangUpAsync();
        (await carrier.Ended).ShouldBeEmpty();
    }

    private static DialRequest To(SippPeer carrier) =>
        new(new DialTarget.OnTrunk(new Trunk("carrier", [], carrier.Address, "us", "open-sesame"), "+15125550199"), "+15125550100");
}
