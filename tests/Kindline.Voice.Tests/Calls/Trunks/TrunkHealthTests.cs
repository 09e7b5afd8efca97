using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls.Trunks;

/// <summary>OPTIONS to a carrier's gateway (RFC 3261 11).</summary>
public sealed class TrunkHealthTests
{
    [Fact]
    public async Task Any_final_answer_shows_that_it_is_there()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var gateway = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(gateway)]);
        var asked = await gateway.NextAsync("OPTIONS");

        clock.Advance(TimeSpan.FromMilliseconds(80));
        await gateway.SendAsync(gateway.Answer(asked, 404));

        var status = await test.Desk.NextTrunkAsync();
        (status.State, status.RoundTrip).ShouldBe((TrunkState.Up, TimeSpan.FromMilliseconds(80)));
        clock.Advance(TimeSpan.FromSeconds(30));
        (await gateway.NextAsync("OPTIONS")).CallId.ShouldBe(asked.CallId);
    }

    [Fact]
    public async Task Silence_twice_in_a_row_is_down_and_an_answer_up_again()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var gateway = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(gateway)]);
        var answered = await AnswerAsync(gateway);
        var up = await test.Desk.NextTrunkAsync();

        var (first, afterAnswer) = await gateway.NextAfterAsync(clock, answered);
        var (second, afterOne) = await gateway.NextAfterAsync(clock, first);
        var known = test.Exchange.TrunkStatuses[0].State;
        var (third, afterTwo) = await gateway.NextAfterAsync(clock, second);
        var (fourth, afterThree) = await gateway.NextAfterAsync(clock, third);
        var (fifth, afterFour) = await gateway.NextAfterAsync(clock, fourth);
        var down = await test.Desk.NextTrunkAsync();
        await gateway.SendAsync(gateway.Answer(fifth, 503));

        // Four seconds of patience each, then 5, 5, 10 and 20.
        (afterAnswer, afterOne, afterTwo, afterThree, afterFour).ShouldBe((30, 9, 9, 14, 24));
        (up.State, known, down.State).ShouldBe((TrunkState.Up, TrunkState.Up, TrunkState.Down));
        (await test.Desk.NextTrunkAsync()).State.ShouldBe(TrunkState.Up);
    }

    [Fact]
    public async Task A_trunk_that_is_down_is_passed_over_and_tried_last()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var dead = new TestPeer(test.Address);
        using var alive = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(dead) with { Name = "dead" }, Of(alive) with { Name = "alive", Priority = 2, AskEvery = TimeSpan.Zero }]);
        var (second, _) = await dead.NextAfterAsync(clock, await dead.NextAsync("OPTIONS"));
        await dead.NextAfterAsync(clock, second);
        (await test.Desk.NextTrunkAsync()).State.ShouldBe(TrunkState.Down);
        List<string> tried = [];

        var dialling = test.Exchange.DialAsync(
            new DialRequest(new DialTarget.Outside("+15125550199"), "+15125550100") { Attempted = a => tried.Add(a.Trunk) }, Patience.Token());
        await alive.SendAsync(alive.Answer(await alive.NextAsync("INVITE"), 503));
        await dead.SendAsync(dead.Answer(await NextInviteAsync(dead), 486));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Busy>();
        tried.ShouldBe(["alive", "dead"]);
    }

    [Fact]
    public async Task A_call_that_meets_silence_has_it_asked_now()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var gateway = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(gateway)]);
        var asked = await AnswerAsync(gateway);
        await test.Desk.NextTrunkAsync();
        var dialling = test.Exchange.DialAsync(new DialRequest(new DialTarget.Outside("+15125550199"), "+15125550100"), Patience.Token());
        await gateway.NextAsync("INVITE");

        clock.Advance(TimeSpan.FromSeconds(4));
        await dialling.Soon();

        var (_, seconds) = await gateway.NextAfterAsync(clock, asked);
        seconds.ShouldBe(1);
    }

    [Fact]
    public async Task It_can_be_asked_at_once()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var gateway = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(gateway) with { AskEvery = TimeSpan.Zero }]);

        var asking = test.Exchange.AskTrunkAsync("carrier", Patience.Token());
        await AnswerAsync(gateway);

        (await asking.Soon()).ShouldNotBeNull().Status.ShouldBe(200);
        (await test.Exchange.AskTrunkAsync("nobody", Patience.Token())).ShouldBeNull();
    }

    [Fact]
    public async Task One_that_is_taken_out_is_asked_no_more()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var gateway = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of(gateway)]);
        var asked = await AnswerAsync(gateway);
        await test.Desk.NextTrunkAsync();

        test.Exchange.SetTrunks([TestExchange.AnyPeer]);
        await gateway.ShouldHaveNothingMoreAsync(asked.CallId!);
        clock.Advance(TimeSpan.FromSeconds(60));

        await gateway.ShouldHaveNothingMoreAsync(asked.CallId!);
    }

    private static async Task<SipRequest> AnswerAsync(TestPeer gateway)
    {
        var asked = await gateway.NextAsync("OPTIONS");
        await gateway.SendAsync(gateway.Answer(asked, 200));
        return asked;
    }

    private static async Task<SipRequest> NextInviteAsync(TestPeer peer)
    {
        while (true)
        {
            if (await peer.NextAsync() is SipRequest { Method: "INVITE" } invite)
            {
                return invite;
            }
        }
    }

    private static Trunk Of(TestPeer gateway) => new("carrier", [], gateway.Address);
}
