using System.Net;
using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls.Trunks;

/// <summary>Which failures lead to the next trunk.</summary>
public sealed class RouteAdvanceTests
{
    [Theory]
    [InlineData(403)]
    [InlineData(407)]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_gateway_that_cannot_place_the_call_is_followed_by_the_next(int status)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);
        List<TrunkAttempt> attempts = [];
        var dialling = test.Exchange.DialAsync(Request(attempts), Patience.Token());
        var refused = await first.NextAsync("INVITE");

        await first.SendAsync(first.Answer(refused, status));
        var accepted = await second.NextAsync("INVITE");
        await second.SendAsync(TestPeer.WithSdp(second.Answer(accepted, 200), TestPeer.Sdp()));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>();
        accepted.CallId.ShouldNotBe(refused.CallId);
        accepted.TopVia!.Branch.ShouldNotBe(refused.TopVia!.Branch);
        attempts.ShouldBe([new TrunkAttempt("first", status, "Test"), new TrunkAttempt("second", 200, "answered")]);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(484)]
    [InlineData(486)]
    [InlineData(603)]
    public async Task A_call_for_help_is_tried_over_every_trunk_whatever_one_says(int status)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);
        var dialling = test.Exchange.DialAsync(Request([]) with { MustGetThrough = true }, Patience.Token());

        await first.SendAsync(first.Answer(await first.NextAsync("INVITE"), status));
        await second.SendAsync(TestPeer.WithSdp(second.Answer(await second.NextAsync("INVITE"), 200), TestPeer.Sdp()));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>();
    }

    [Theory]
    [InlineData(404)]
    [InlineData(480)]
    [InlineData(484)]
    [InlineData(486)]
    [InlineData(600)]
    [InlineData(603)]
    public async Task What_the_callee_or_the_number_is_to_blame_for_is_the_answer(int status)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);
        List<TrunkAttempt> attempts = [];
        var dialling = test.Exchange.DialAsync(Request(attempts), Patience.Token());

        await first.SendAsync(first.Answer(await first.NextAsync("INVITE"), status));

        (await dialling.Soon()).ShouldNotBeOfType<DialOutcome.Answered>();
        attempts.ShouldBe([new TrunkAttempt("first", status, "Test")]);
        await second.ShouldHaveNothingMoreAsync();
    }

    [Fact]
    public async Task A_call_that_rang_is_not_tried_elsewhere()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);
        var dialling = test.Exchange.DialAsync(Request([]), Patience.Token());
        var invite = await first.NextAsync("INVITE");

        await first.SendAsync(first.Answer(invite, 180));
        await first.SendAsync(first.Answer(invite, 503));

        (await dialling.Soon()).ShouldBe(new DialOutcome.Failed(503, "Test"));
        await second.ShouldHaveNothingMoreAsync();
    }

    [Theory]
    [InlineData(false, 183, 503)]
    [InlineData(true, 183, 503)]
    [InlineData(true, 180, 503)]
    [InlineData(true, 180, 486)]
    public async Task What_has_not_rung_leads_on_and_a_call_for_help_even_where_it_has(bool help, int progress, int status)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);
        var dialling = test.Exchange.DialAsync(Request([]) with { MustGetThrough = help }, Patience.Token());
        var invite = await first.NextAsync("INVITE");

        await first.SendAsync(first.Answer(invite, progress));
        await first.SendAsync(first.Answer(invite, status));
        await second.SendAsync(TestPeer.WithSdp(second.Answer(await second.NextAsync("INVITE"), 200), TestPeer.Sdp()));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>();
    }

    [Fact]
    public async Task A_gateway_that_takes_a_call_for_help_and_shows_nothing_of_it_is_cancelled_for_the_next_but_the_last_has_all_the_time()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);
        List<TrunkAttempt> attempts = [];
        var dialling = test.Exchange.DialAsync(Request(attempts) with { MustGetThrough = true }, Patience.Token());
        var invite = await first.NextAsync("INVITE");
        await first.SendAsync(first.Answer(invite, 100));
        await first.ShouldHaveNothingMoreAsync(invite.CallId!);

        clock.Advance(TimeSpan.FromSeconds(10));
        (await first.NextAsync("CANCEL")).CallId.ShouldBe(invite.CallId);
        var last = await second.NextAsync("INVITE");
        await second.SendAsync(second.Answer(last, 100));
        await second.ShouldHaveNothingMoreAsync(last.CallId!);
        clock.Advance(TimeSpan.FromSeconds(20));
        await second.SendAsync(TestPeer.WithSdp(second.Answer(last, 200), TestPeer.Sdp()));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>();
        attempts.ShouldBe([new TrunkAttempt("first", 408, "silent"), new TrunkAttempt("second", 200, "answered")]);
    }

    [Fact]
    public async Task Where_it_is_set_480_leads_on()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1) with { UnavailableGoesOn = true }, Of("second", second, 2)]);
        var dialling = test.Exchange.DialAsync(Request([]), Patience.Token());

        await first.SendAsync(first.Answer(await first.NextAsync("INVITE"), 480));
        await second.SendAsync(second.Answer(await second.NextAsync("INVITE"), 486));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Busy>();
    }

    [Fact]
    public async Task Silence_leads_on_after_its_time_and_a_late_answer_is_hung_up()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);
        List<TrunkAttempt> attempts = [];
        var dialling = test.Exchange.DialAsync(Request(attempts), Patience.Token());
        var silent = await first.NextAsync("INVITE");

        clock.Advance(TimeSpan.FromSeconds(4));
        await second.SendAsync(second.Answer(await second.NextAsync("INVITE"), 486));
        await dialling.Soon();
        await first.SendAsync(first.Answer(silent, 100));

        attempts.ShouldBe([new TrunkAttempt("first", 408, "silent"), new TrunkAttempt("second", 486, "Test")]);
        (await NextButAsync(first, "INVITE")).Method.ShouldBe("CANCEL");
    }

    [Fact]
    public async Task A_connection_that_cannot_be_made_leads_on()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var closed = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        // The port is taken for UDP alone: nobody listens there by TCP.
        test.Exchange.SetTrunks([Of("closed", closed, 1) with { Transport = TrunkTransport.Tcp }, Of("second", second, 2)]);
        List<TrunkAttempt> attempts = [];
        var dialling = test.Exchange.DialAsync(Request(attempts), Patience.Token());

        await second.SendAsync(second.Answer(await second.NextAsync("INVITE"), 486));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Busy>();
        attempts.ShouldBe([new TrunkAttempt("closed", 503, "cannot be reached"), new TrunkAttempt("second", 486, "Test")]);
    }

    [Fact]
    public async Task A_wrong_password_leads_on_after_one_try()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1) with { User = "account", Password = "wrong" }, Of("second", second, 2)]);
        List<TrunkAttempt> attempts = [];
        var dialling = test.Exchange.DialAsync(Request(attempts), Patience.Token());

        await ChallengeAsync(first, "one");
        await ChallengeAsync(first, "two");
        await second.SendAsync(second.Answer(await second.NextAsync("INVITE"), 486));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Busy>();
        attempts.ShouldBe([new TrunkAttempt("first", 407, "Test"), new TrunkAttempt("second", 486, "Test")]);
    }

    [Fact]
    public async Task A_hundred_ends_the_silence()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);
        var dialling = test.Exchange.DialAsync(Request([]), Patience.Token());
        var invite = await first.NextAsync("INVITE");
        await first.SendAsync(first.Answer(invite, 100));
        await first.ShouldHaveNothingMoreAsync(invite.CallId!);

        clock.Advance(TimeSpan.FromSeconds(20));
        await second.ShouldHaveNothingMoreAsync();
        await first.SendAsync(first.Answer(invite, 486));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Busy>();
    }

    [Fact]
    public async Task The_time_that_the_call_may_ring_holds_over_all_trunks()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);
        var dialling = test.Exchange.DialAsync(Request([]) with { RingFor = TimeSpan.FromSeconds(6) }, Patience.Token());
        await first.NextAsync("INVITE");

        clock.Advance(TimeSpan.FromSeconds(4));
        await second.NextAsync("INVITE");
        clock.Advance(TimeSpan.FromSeconds(2));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.NoAnswer>();
    }

    [Fact]
    public async Task A_caller_who_gives_up_ends_the_search()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var first = new TestPeer(test.Address);
        using var second = new TestPeer(test.Address);
        test.Exchange.SetTrunks([Of("first", first, 1), Of("second", second, 2)]);
        using var caller = new CancellationTokenSource();
        List<TrunkAttempt> attempts = [];
        var dialling = test.Exchange.DialAsync(Request(attempts), caller.Token);
        await first.SendAsync(first.Answer(await first.NextAsync("INVITE"), 100));

        await caller.CancelAsync();

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Cancelled>();
        attempts.ShouldBe([new TrunkAttempt("first", 487, "given up")]);
        await second.ShouldHaveNothingMoreAsync();
    }

    private static async Task ChallengeAsync(TestPeer peer, string nonce)
    {
        var challenge = peer.Answer(await peer.NextAsync("INVITE"), 407);
        challenge.Headers.Add("Proxy-Authenticate", $"Digest realm=\"carrier\", nonce=\"{nonce}\", algorithm=MD5, qop=\"auth\"");
        await peer.SendAsync(challenge);
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

    private static DialRequest Request(List<TrunkAttempt> attempts) =>
        new(new DialTarget.Outside("+15125550199"), "+15125550100") { Attempted = attempts.Add };
}
