using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls.Trunks;

/// <summary>Our registration at a carrier (RFC 3261 10.2, RFC 5626 4.5).</summary>
public sealed class TrunkRegistrationTests
{
    private static readonly DateTimeOffset Start = new ManualClock().GetUtcNow();

    [Fact]
    public async Task It_is_refreshed_at_half_of_the_time_granted()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var carrier = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(carrier)]);
        var first = await carrier.NextAsync("REGISTER");
        var answer = carrier.Answer(first, 200);
        answer.Headers["Contact"] = $"<sip:elsewhere@192.0.2.1>;expires=9000, {first.Headers["Contact"]};expires=600";

        await carrier.SendAsync(answer);
        var status = await test.Desk.NextTrunkAsync();
        var (second, seconds) = await carrier.NextAfterAsync(clock, first);

        status.Registration.ShouldBe(new TrunkRegistrationStatus(Start.AddSeconds(600), null, Start.AddSeconds(300)));
        (seconds, second.CSeq!.Value.Number).ShouldBe((300, 2u));
        first.Uri.ToString().ShouldBe("sip:carrier.example");
        first.To!.Uri.ToString().ShouldBe("sip:account@carrier.example");
    }

    [Fact]
    public async Task A_refusal_is_followed_by_growing_waits_with_chance_in_them()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var carrier = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(carrier)]);
        var request = await carrier.NextAsync("REGISTER");
        List<int> waits = [];

        for (var n = 0; n < 4; n++)
        {
            await carrier.SendAsync(carrier.Answer(request, 403));
            await WaitsAsync(test.Exchange, clock);
            (request, var seconds) = await carrier.NextAfterAsync(clock, request);
            waits.Add(seconds);
        }

        (await test.Desk.NextTrunkAsync()).Registration.ShouldNotBeNull().Refused.ShouldBe(403);
        waits[0].ShouldBeInRange(30, 60);
        waits[1].ShouldBeInRange(60, 120);
        waits[2].ShouldBeInRange(120, 240);
        waits[3].ShouldBeInRange(240, 480);
    }

    [Fact]
    public async Task Too_brief_a_time_is_asked_for_again_as_long_as_the_carrier_wants()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(carrier)]);
        var brief = carrier.Answer(await carrier.NextAsync("REGISTER"), 423);
        brief.Headers.Add("Min-Expires", "7200");

        await carrier.SendAsync(brief);

        (await carrier.NextAsync("REGISTER")).Headers["Expires"].ShouldBe("7200");
    }

    [Fact]
    public async Task Who_is_taken_out_is_unregistered()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(carrier)]);
        await carrier.SendAsync(carrier.Answer(await carrier.NextAsync("REGISTER"), 200));
        await test.Desk.NextTrunkAsync();

        test.Exchange.SetTrunks([]);
        var leaving = await carrier.NextAsync("REGISTER");
        await carrier.SendAsync(Challenge(carrier.Answer(leaving, 401)));
        var proven = await carrier.NextAsync("REGISTER");

        (leaving.Headers["Expires"], proven.Headers["Expires"]).ShouldBe(("0", "0"));
        proven.Headers["Authorization"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_stopping_exchange_unregisters()
    {
        var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(carrier)]);
        await carrier.SendAsync(carrier.Answer(await carrier.NextAsync("REGISTER"), 200));
        await test.Desk.NextTrunkAsync();

        var stopping = test.DisposeAsync().AsTask();
        var leaving = await carrier.NextAsync("REGISTER");
        await carrier.SendAsync(carrier.Answer(leaving, 200));

        leaving.Headers["Expires"].ShouldBe("0");
        await stopping.Soon();
    }

    [Fact]
    public async Task A_new_password_registers_anew_and_takes_nothing_back()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(carrier)]);
        var first = await carrier.NextAsync("REGISTER");
        await carrier.SendAsync(carrier.Answer(first, 200));
        await test.Desk.NextTrunkAsync();

        test.Exchange.SetTrunks([Of(carrier) with { Password = "new" }]);
        var second = await carrier.NextAsync("REGISTER");

        second.CallId.ShouldNotBe(first.CallId);
        second.Headers["Expires"].ShouldBe("3600");
        await carrier.ShouldHaveNothingMoreAsync(first.CallId!);
    }

    [Fact]
    public async Task What_does_not_concern_the_gateway_leaves_the_registration_alone()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(carrier)]);
        var first = await carrier.NextAsync("REGISTER");
        await carrier.SendAsync(carrier.Answer(first, 200));
        await test.Desk.NextTrunkAsync();

        test.Exchange.SetTrunks([Of(carrier) with { Priority = 5 }]);

        await carrier.ShouldHaveNothingMoreAsync(first.CallId!);
        test.Exchange.TrunkStatuses[0].Registration!.Until.ShouldBe(Start.AddHours(1));
    }

    private static SipResponse Challenge(SipResponse response)
    {
        response.Headers.Add("WWW-Authenticate", "Digest realm=\"carrier\", nonce=\"n\", algorithm=MD5, qop=\"auth\"");
        return response;
    }

    /// <summary>Until the refusal has been read: the clock must not run before.</summary>
    private static async Task WaitsAsync(Exchange exchange, ManualClock clock)
    {
        var patience = Patience.Token();
        while (!(exchange.TrunkStatuses[0].Registration?.NextAt > clock.GetUtcNow()))
        {
            patience.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Trunk Of(TestPeer carrier) =>
        new("carrier", [], carrier.Address, "account", "secret") { Domain = "carrier.example", Registers = true, AskEvery = TimeSpan.Zero };
}
