using System.Collections.Concurrent;
using Kindline.Voice.Calls;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>SIPp calls us and does what strange peers do; one scenario of tests/data/sipp/traps for each.</summary>
public sealed class AnsweringTraps
{
    /// <summary>The caller hangs up.</summary>
    [Theory]
    [InlineData("out-of-order")]
    [InlineData("update")]
    [InlineData("compact")]
    public async Task A_call_that_its_caller_ends(string scenario)
    {
        await using var test = await TestExchange.StartAsync();
        test.Desk.OnIncoming = Answer;

        (await Sipp.PlayAsync(scenario, test.Address)).ShouldBeEmpty();

        var call = await test.Desk.NextCallAsync();
        await Patience.UntilAsync(call.Leg.Ended).Soon();
        call.Leg.End.ShouldNotBeNull().Why.ShouldBe("BYE");
    }

    /// <summary>SIPp swallows what it has had already: that it came again is seen at our end.</summary>
    [Fact]
    public async Task A_call_whose_ACK_is_lost_gets_the_same_answer_again_and_again()
    {
        await using var test = await TestExchange.StartAsync();
        test.Desk.OnIncoming = Answer;
        var sent = new ConcurrentQueue<string>();
        test.Exchange.Trace.Passed += (_, message) =>
        {
            if (message.Sent && message.Text.StartsWith("SIP/2.0 200", StringComparison.Ordinal) && message.Text.Contains("\r\nCSeq: 1 INVITE\r\n", StringComparison.Ordinal))
            {
                sent.Enqueue(message.Text);
            }
        };

        (await Sipp.PlayAsync("ack-lost", test.Address)).ShouldBeEmpty();

        sent.Count.ShouldBe(3, "at once, after 0.5 s and after 1.5 s");
        sent.Distinct().Count().ShouldBe(1, "byte for byte");
    }

    /// <summary>We hang up as soon as the other side has shown that it still knows the call.</summary>
    [Theory]
    [InlineData("record-route", false, null)]
    [InlineData("target-refresh", false, "2 ACK")]
    [InlineData("late-offer", true, "2 OPTIONS")]
    public async Task A_call_that_we_end(string scenario, bool sent, string? after)
    {
        await using var test = await TestExchange.StartAsync();
        test.Desk.OnIncoming = async (call, ct) =>
        {
            (await call.Leg.AnswerAsync(ct)).ShouldBeTrue();
            if (after is not null)
            {
                await test.Exchange.PassesAsync(call.CallId, sent, after);
            }
        };

        (await Sipp.PlayAsync(scenario, test.Address)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_INVITE_by_another_way_is_merged_into_one_call()
    {
        await using var test = await TestExchange.StartAsync();
        test.Desk.OnIncoming = async (call, ct) =>
        {
            await call.Leg.RingAsync();
            await Patience.UntilAsync(ct);
        };

        (await Sipp.PlayAsync("merged", test.Address)).ShouldBeEmpty();

        var call = await test.Desk.NextCallAsync();
        await Patience.UntilAsync(call.Leg.Ended).Soon();
        call.Leg.End.ShouldNotBeNull().Why.ShouldBe("CANCEL");
    }

    [Theory]
    [InlineData("behind-nat")]
    [InlineData("lost-dialog")]
    [InlineData("unknown-method")]
    [InlineData("unknown-body")]
    [InlineData("unknown-extension")]
    [InlineData("unknown-scheme")]
    public async Task What_is_no_call(string scenario)
    {
        await using var test = await TestExchange.StartAsync();
        var calls = 0;
        test.Desk.OnIncoming = (_, _) =>
        {
            calls++;
            return Task.CompletedTask;
        };

        (await Sipp.PlayAsync(scenario, test.Address)).ShouldBeEmpty();

        calls.ShouldBe(0);
    }

    private static async Task Answer(IncomingCall call, CancellationToken ct)
    {
        await call.Leg.RingAsync();
        await call.Leg.AnswerAsync(ct);
        await Patience.UntilAsync(ct);
    }
}
