using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;

namespace Kindline.Voice.Tests.Calls.Trunks;

/// <summary>SIPp as the carriers' gateways.</summary>
public sealed class TrunkSippTests
{
    private const string Both =
        "WWW-Authenticate: Digest realm=\"carrier\",nonce=\"one\",algorithm=MD5,qop=\"auth\"\nWWW-Authenticate: Digest realm=\"carrier\",nonce=\"one\",algorithm=SHA-256,qop=\"auth\"";

    [Fact]
    public async Task After_a_503_the_next_trunk_answers()
    {
        await using var test = await TestExchange.StartAsync();
        var (first, second) = (new SippPart().Refuse(503, "Retry-After: 30"), new SippPart().PickUp());
        var parts = new[] { await first.StartAsync(test.Address), await second.StartAsync(test.Address) };
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);

        var outcome = await test.Exchange.DialAsync(Request(), Patience.Token());
        await outcome.ShouldBeOfType<DialOutcome.Answered>().Leg.HangUpAsync();

        (await Task.WhenAll(parts)).ShouldBe([0, 0]);
        test.Exchange.TrunkStatuses[0].OutUntil.ShouldNotBeNull();
    }

    [Fact]
    public async Task After_silence_the_next_trunk_answers()
    {
        await using var test = await TestExchange.StartAsync();
        var (first, second) = (new SippPart().Expect("INVITE"), new SippPart().PickUp());
        var parts = new[] { await first.StartAsync(test.Address), await second.StartAsync(test.Address) };
        test.Exchange.SetTrunks([Of("first", first, 1) with { SilentFor = TimeSpan.FromMilliseconds(300) }, Of("second", second, 2)]);

        var outcome = await test.Exchange.DialAsync(Request(), Patience.Token());
        await outcome.ShouldBeOfType<DialOutcome.Answered>().Leg.HangUpAsync();

        (await Task.WhenAll(parts)).ShouldBe([0, 0]);
    }

    [Fact]
    public async Task A_redirection_within_the_carrier_is_followed()
    {
        await using var test = await TestExchange.StartAsync();
        var other = new SippPart().PickUp();
        var gateway = new SippPart().Refuse(302, $"Contact: <sip:+15125550199@{other.Address}>");
        var parts = new[] { await gateway.StartAsync(test.Address), await other.StartAsync(test.Address) };
        test.Exchange.SetTrunks([Of("carrier", gateway, 1) with { From = TestExchange.AnyPeer.From }]);

        var outcome = await test.Exchange.DialAsync(Request(), Patience.Token());
        await outcome.ShouldBeOfType<DialOutcome.Answered>().Leg.HangUpAsync();

        (await Task.WhenAll(parts)).ShouldBe([0, 0]);
    }

    [Fact]
    public async Task A_redirection_to_a_stranger_is_not_followed()
    {
        await using var test = await TestExchange.StartAsync();
        using var stranger = new TestPeer(test.Address);
        var gateway = new SippPart().Refuse(302, $"Contact: <sip:+19005550199@{stranger.Address}>");
        var part = await gateway.StartAsync(test.Address);
        test.Exchange.SetTrunks([Of("carrier", gateway, 1)]);

        var outcome = await test.Exchange.DialAsync(Request(), Patience.Token());

        outcome.ShouldBe(new DialOutcome.Failed(302, "Test"));
        (await part).ShouldBe(0);
        await stranger.ShouldHaveNothingMoreAsync();
    }

    [Fact]
    public async Task A_registration_prefers_SHA_256_and_answers_a_stale_nonce()
    {
        await using var test = await TestExchange.StartAsync();
        var registrar = new SippPart()
            .Expect("REGISTER").Answer(401, Both)
            .Expect("REGISTER", "Authorization", "nonce=\"one\".*algorithm=SHA-256")
            .Answer(401, "WWW-Authenticate: Digest realm=\"carrier\",nonce=\"two\",stale=true,algorithm=SHA-256,qop=\"auth\"")
            .Expect("REGISTER", "Authorization", "nonce=\"two\".*algorithm=SHA-256").Answer(200, "Expires: 600");
        var part = await registrar.StartAsync(test.Address);

        test.Exchange.SetTrunks([Registering(registrar)]);

        (await part).ShouldBe(0);
        (await test.Desk.NextTrunkAsync()).Registration.ShouldNotBeNull().Until.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_registration_that_is_too_brief_asks_for_longer()
    {
        await using var test = await TestExchange.StartAsync();
        var registrar = new SippPart()
            .Expect("REGISTER", "Expires", "3600").Answer(423, "Min-Expires: 7200")
            .Expect("REGISTER", "Expires", "7200").Answer(200, "Expires: 7200");
        var part = await registrar.StartAsync(test.Address);

        test.Exchange.SetTrunks([Registering(registrar)]);

        (await part).ShouldBe(0);
        (await test.Desk.NextTrunkAsync()).Registration.ShouldNotBeNull().Refused.ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_password_waits_before_it_tries_again()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        var registrar = new SippPart().Expect("REGISTER").Answer(401, Both).Expect("REGISTER", "Authorization", "SHA-256").Answer(403);
        var part = await registrar.StartAsync(test.Address);

        test.Exchange.SetTrunks([Registering(registrar)]);

        (await part).ShouldBe(0);
        var registration = (await test.Desk.NextTrunkAsync()).Registration.ShouldNotBeNull();
        registration.Refused.ShouldBe(403);
        (registration.NextAt - clock.GetUtcNow()).ShouldNotBeNull().TotalSeconds.ShouldBeInRange(30, 60);
    }

    [Fact]
    public async Task A_gateway_that_falls_silent_is_down_until_it_answers()
    {
        await using var test = await TestExchange.StartAsync();
        var gateway = new SippPart().Expect("OPTIONS").Answer(200).Expect("OPTIONS").Expect("OPTIONS").Expect("OPTIONS").Answer(200);
        var part = await gateway.StartAsync(test.Address);

        test.Exchange.SetTrunks([Of("carrier", gateway, 1) with { AskEvery = TimeSpan.FromMilliseconds(50), SilentFor = TimeSpan.FromMilliseconds(200) }]);
        var states = new[] { await test.Desk.NextTrunkAsync(), await test.Desk.NextTrunkAsync(), await test.Desk.NextTrunkAsync() };

        states.Select(s => s.State).ShouldBe([TrunkState.Up, TrunkState.Down, TrunkState.Up]);
        (await part).ShouldBe(0);
    }

    [Fact]
    public async Task What_the_carrier_says_of_a_caller_is_read()
    {
        await using var test = await TestExchange.StartAsync();
        test.Desk.OnIncoming = (call, _) => call.Leg.RejectAsync(486, "Busy Here");

        var exit = await Sipp.RunAsync("diverted.xml", test.Address, "-s", "+15125550100", "-m", "1");

        exit.ShouldBe(0);
        var call = await test.Desk.NextCallAsync();
        (call.Withheld, call.From, call.FromDisplay).ShouldBe((true, "anonymous", null));
        call.Diverted.ShouldBe(new Diverted("+15125550140", "user-busy"));
    }

    private static Trunk Registering(SippPart registrar) =>
        new("carrier", [], registrar.Address, "account", "secret") { Registers = true, AskEvery = TimeSpan.Zero };

    private static Trunk Of(string name, SippPart gateway, int priority) =>
        new(name, [], gateway.Address) { Priority = priority, AskEvery = TimeSpan.Zero };

    private static DialRequest Request() => new(new DialTarget.Outside("+15125550199"), "+15125550100");
}
