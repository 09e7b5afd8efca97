using System.Globalization;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;

namespace Kindline.Voice.Tests.Calls;

/// <summary>SIPp 3.6 as caller, phone and carrier.</summary>
public sealed class SippTests
{
    [Theory]
    [InlineData("u1")]
    [InlineData("t1")]
    public async Task A_caller_is_answered_and_hears_a_tone_until_he_hangs_up(string transport)
    {
        await using var test = await TestExchange.StartAsync();
        var sent = new TaskCompletionSource<long>();
        test.Desk.OnIncoming = async (call, ct) =>
        {
            await call.Leg.RingAsync();
            (await call.Leg.AnswerAsync(ct)).ShouldBeTrue();
            await call.Leg.Media.PlayAsync(Tones.Ringback(), ct);
            sent.TrySetResult(call.Leg.Media.Statistics.PacketsSent);
        };

        var exit = await Sipp.RunAsync("uac.xml", test.Address, "-s", "2000", "-m", "1", "-d", "500", "-t", transport);

        exit.ShouldBe(0);
        (await sent.Task.Soon()).ShouldBeInRange(15, 60);
    }

    [Fact]
    public async Task A_caller_may_hang_up_while_it_rings()
    {
        await using var test = await TestExchange.StartAsync();
        test.Desk.OnIncoming = async (call, ct) =>
        {
            await call.Leg.RingAsync();
            await Patience.UntilAsync(ct);
        };

        var exit = await Sipp.RunAsync("cancel.xml", test.Address, "-s", "2000", "-m", "1");
        var call = await test.Desk.NextCallAsync();

        exit.ShouldBe(0);
        await Patience.UntilAsync(call.Leg.Ended).Soon();
        call.Leg.End.ShouldNotBeNull().Why.ShouldBe("CANCEL");
    }

    [Fact]
    public async Task A_phone_registers_with_digest()
    {
        await using var test = await TestExchange.StartAsync();

        var exit = await Sipp.RunAsync("register.xml", test.Address, "-s", "desk1", "-m", "1");

        exit.ShouldBe(0);
        (await test.Desk.NextRegistrationAsync()).ShouldBe(("desk1", true));
        test.Exchange.Registrar.Contacts("desk1").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_carrier_rings_answers_and_is_hung_up_on()
    {
        await using var test = await TestExchange.StartAsync();
        var carrier = FreePort.Take();
        var port = carrier.Port.ToString(CultureInfo.InvariantCulture);
        var sipp = Sipp.RunAsync("uas.xml", test.Address, "-p", port, "-m", "1");
        var rang = new TaskCompletionSource();
        var trunk = new Trunk("carrier", [], carrier);
        var target = new DialTarget.OnTrunk(trunk, "+15125550199");
        var request = new DialRequest(target, "+15125550100") { Ringing = () => rang.TrySetResult() };

        var outcome = await test.Exchange.DialAsync(request, Patience.Token());

        await rang.Task.Soon();
        var leg = outcome.ShouldBeOfType<DialOutcome.Answered>().Leg;
        await leg.HangUpAsync();
        (await sipp).ShouldBe(0);
    }
}
