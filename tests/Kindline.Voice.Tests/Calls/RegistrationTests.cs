using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>The registrar with its doorkeeper (RFC 3261 10.3, 22) and the asking whether phones are there.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task A_phone_registers_is_listed_and_leaves()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var phone = new TestPeer(test.Address);

        var listed = await RegisterAsync(phone, "reg-1");
        var joined = await test.Desk.NextRegistrationAsync();
        await RegisterAsync(phone, "reg-1", 3, r => r.Headers["Contact"] += ";expires=0");
        var left = await test.Desk.NextRegistrationAsync();

        listed.Headers["Contact"].ShouldBe($"<sip:peer@{phone.Address}>;expires=3600");
        joined.ShouldBe(("desk1", true));
        left.ShouldBe(("desk1", false));
    }

    [Fact]
    public async Task Several_phones_of_a_user_are_kept_and_a_star_removes_them_all()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var one = new TestPeer(test.Address);
        using var two = new TestPeer(test.Address);
        await RegisterAsync(one, "reg-1");
        await RegisterAsync(two, "reg-2");
        var queried = await RegisterAsync(one, "reg-3", 1, r => r.Headers["Contact"] = null);

        var cleared = await RegisterAsync(one, "reg-1", 5, r =>
        {
            r.Headers["Contact"] = "*";
            r.Headers["Expires"] = "0";
        });

        queried.Contacts.Count.ShouldBe(2);
        cleared.Contacts.Count.ShouldBe(0);
        test.Exchange.Registrar.Contacts("desk1").ShouldBeEmpty();
    }

    [Fact]
    public async Task Too_short_an_interval_is_refused()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var phone = new TestPeer(test.Address);

        var refusal = await RegisterAsync(phone, "reg-1", 1, r => r.Headers["Expires"] = "30", 423);

        refusal.Headers["Min-Expires"].ShouldBe("60");
        test.Exchange.Registrar.Contacts("desk1").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_older_REGISTER_of_the_same_phone_changes_nothing()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var phone = new TestPeer(test.Address);
        await RegisterAsync(phone, "reg-1", 10);

        await RegisterAsync(phone, "reg-1", 5, r => r.Headers["Expires"] = "0", 500);

        test.Exchange.Registrar.Contacts("desk1").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_registration_expires()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var phone = new TestPeer(test.Address);
        await RegisterAsync(phone, "reg-1", 1, r => r.Headers["Expires"] = "60");
        await test.Desk.NextRegistrationAsync();

        clock.Advance(TimeSpan.FromSeconds(61));

        (await test.Desk.NextRegistrationAsync()).ShouldBe(("desk1", false));
        test.Exchange.Registrar.All("desk1").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("desk1", "wrong", "desk1")]
    [InlineData("nobody", "open-sesame", "nobody")]
    [InlineData("desk1", "open-sesame", "desk2")]
    public async Task Whoever_cannot_prove_who_he_is_is_forbidden(string user, string password, string register)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var phone = new TestPeer(test.Address);
        var challenge = await phone.AskAsync(phone.Request("REGISTER", 1, "reg-1", register), 401);

        var request = Authorize(phone.Request("REGISTER", 2, "reg-1", register), challenge, user, password);

        await phone.AskAsync(request, 403);
    }

    [Fact]
    public async Task A_replayed_answer_to_a_challenge_is_challenged_anew()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var phone = new TestPeer(test.Address);
        var challenge = await phone.AskAsync(phone.Request("REGISTER", 1, "reg-1", "desk1"), 401);
        var request = Authorize(phone.Request("REGISTER", 2, "reg-1", "desk1"), challenge, "desk1", "open-sesame");
        await phone.AskAsync(request, 200);
        var replay = phone.Request("REGISTER", 3, "reg-9", "desk1");
        replay.Headers["Authorization"] = request.Headers["Authorization"];

        var again = await phone.AskAsync(replay, 401);

        again.Headers["WWW-Authenticate"].ShouldNotBeNull().ShouldContain("stale=true");
    }

    [Fact]
    public async Task A_phone_that_leaves_two_OPTIONS_unanswered_is_unreachable_until_it_answers()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var phone = new TestPeer(test.Address);
        await RegisterAsync(phone, "reg-1");
        await test.Desk.NextRegistrationAsync();
        await clock.TimerSetAsync(TimeSpan.FromSeconds(30));

        for (uint round = 1; round <= 2; round++)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await OptionsAsync(phone, round);
        }
        clock.Advance(TimeSpan.FromSeconds(30));
        var gone = await test.Desk.NextRegistrationAsync();
        var contacts = test.Exchange.Registrar.Contacts("desk1").Count;
        await phone.SendAsync(phone.Answer(await OptionsAsync(phone, 3), 200));

        gone.ShouldBe(("desk1", false));
        contacts.ShouldBe(0);
        (await test.Desk.NextRegistrationAsync()).ShouldBe(("desk1", true));
    }

    [Fact]
    public async Task A_call_from_a_phone_is_challenged_and_carries_its_user()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock(), new ExchangeOptions());
        using var phone = new TestPeer(test.Address);
        test.Desk.OnIncoming = (call, _) => call.Leg.RejectAsync(486, "Busy Here");
        var challenge = await phone.AskAsync(phone.Invite(), 401);

        await phone.AskAsync(Authorize(phone.Invite(2), challenge, "desk1", "open-sesame"), 486);

        var call = await test.Desk.NextCallAsync();
        call.RegisteredUser.ShouldBe("desk1");
        call.Trunk.ShouldBeNull();
        call.To.ShouldBe("2000");
    }

    [Fact]
    public async Task A_phone_on_the_network_of_a_trunk_is_still_a_phone()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var phone = new TestPeer(test.Address);
        await RegisterAsync(phone, "reg-1");

        await phone.AskAsync(phone.Invite(), 401);
    }

    [Fact]
    public async Task A_stranger_cannot_call()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock(), new ExchangeOptions());
        using var phone = new TestPeer(test.Address);
        var challenge = await phone.AskAsync(phone.Invite(), 401);

        await phone.AskAsync(Authorize(phone.Invite(2), challenge, "desk1", "guess"), 403);
    }

    /// <summary>Registers desk1 at the peer's address, past the challenge.</summary>
    internal static async Task<SipResponse> RegisterAsync(
        TestPeer phone, string callId, uint sequence = 1, Action<SipRequest>? shape = null, int status = 200)
    {
        var first = phone.Request("REGISTER", sequence, callId, "desk1");
        shape?.Invoke(first);
        var challenge = await phone.AskAsync(first, 401);
        var second = phone.Request("REGISTER", sequence + 1, callId, "desk1");
        shape?.Invoke(second);
        return await phone.AskAsync(Authorize(second, challenge, "desk1", "open-sesame"), status);
    }

    internal static SipRequest Authorize(SipRequest request, SipResponse challenge, string user, string password)
    {
        DigestChallenge.TryPick(challenge, out var picked, out var field).ShouldBeTrue();
        request.Headers[field] = new DigestClient().Answer(picked, request.Method, request.Uri.ToString(), user, password).ToString();
        return request;
    }

    /// <summary>The OPTIONS of this round, past the retransmissions of those before.</summary>
    private static async Task<SipRequest> OptionsAsync(TestPeer phone, uint round)
    {
        var options = await phone.NextAsync("OPTIONS");
        while (options.CSeq!.Value.Number < round)
        {
            options = await phone.NextAsync("OPTIONS");
        }
        return options;
    }
}
