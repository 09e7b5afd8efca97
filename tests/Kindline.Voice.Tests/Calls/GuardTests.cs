using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Guard;

namespace Kindline.Voice.Tests.Calls;

/// <summary>
/// The guard in a whole exchange, judging loopback as if it were the internet: the attacker sends from 127.0.0.2 (svwar and svcrack,
/// which cannot choose, from 127.0.0.1), the carrier's trunk from 127.0.0.5, a phone from 127.0.0.6.
/// </summary>
public sealed class GuardTests
{
    private static readonly IPAddress Attacker = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Carrier = IPAddress.Parse("127.0.0.5");
    private static readonly IPAddress Clinic = IPAddress.Parse("127.0.0.6");

    private static readonly ExchangeOptions Strict = new()
    {
        Guard = new GuardOptions { Loopback = true },
        Trunks = [new Trunk("carrier", [new TrunkSource(IPNetwork.Parse("127.0.0.5/32"))], null)],
    };

    [Fact]
    public async Task Svmap_finds_nothing_and_is_blocked_while_a_call_goes_on()
    {
        await using var test = await TestExchange.StartAsync(options: Strict);
        test.Desk.OnIncoming = Answers;
        using var caller = new TestPeer(test.Address, Carrier);
        var answer = await caller.CallAsync();

        var found = await SipVicious.RunAsync("svmap", "-b", Attacker.ToString(), "-p", Port(test), "127.0.0.1");

        found.ShouldNotContain("Kindline");
        found.ShouldNotContain($"127.0.0.1:{Port(test)}");
        Only(test).Reason.ShouldBe(BlockReason.Scanner);
        await caller.AskAsync(caller.Within(answer, "BYE", 2), 200);
    }

    [Fact]
    public async Task Svwar_finds_no_user_under_its_own_name_or_another()
    {
        await using var test = await TestExchange.StartAsync(options: Strict);

        var plain = await SipVicious.RunAsync("svwar", "-p", Port(test), "--force", "-e100-140", "127.0.0.1");
        Only(test, "127.0.0.1").Reason.ShouldBe(BlockReason.Scanner);
        test.Exchange.Unblock("127.0.0.1").ShouldBeTrue();
        var disguised = await SipVicious.RunDisguisedAsync("svwar", "-p", Port(test), "--force", "-e100-140", "127.0.0.1");

        plain.ShouldContain("found nothing");
        disguised.ShouldContain("found nothing");
    }

    [Fact]
    public async Task Svcrack_under_the_name_of_a_phone_is_blocked_before_it_comes_to_the_password()
    {
        await using var test = await TestExchange.StartAsync(options: Strict);
        var words = Path.GetTempFileName();
        await File.WriteAllLinesAsync(words, [.. Enumerable.Range(0, 100).Select(n => $"guess-{n}"), "open-sesame"], Patience.Token());

        var said = await SipVicious.RunDisguisedAsync("svcrack", "-p", Port(test), "-u", "desk1", "-d", words, "--maximumtime", "2", "127.0.0.1");
        File.Delete(words);

        said.ShouldNotContain("open-sesame");
        Only(test, "127.0.0.1").Reason.ShouldBe(BlockReason.WrongPasswords);
        Only(test, "127.0.0.1").Proven.ShouldBeTrue();
        test.Exchange.Registrar.All("desk1").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_user_who_is_tried_still_registers_from_the_own_address()
    {
        await using var test = await TestExchange.StartAsync(options: Strict);
        using var phone = new TestPeer(test.Address, Clinic);
        await RegisterAsync(phone, 1, "open-sesame", 200);

        for (byte n = 0; n < 20; n++)
        {
            using var bot = new TestPeer(test.Address, new IPAddress([127, 0, 1, n]));
            await RegisterAsync(bot, 1, "guess", 403);
        }

        using var late = new TestPeer(test.Address, IPAddress.Parse("127.0.2.1"));
        var challenge = await late.AskAsync(late.Request("REGISTER", 1, "late", "desk1"), 401);
        await late.SendAsync(RegistrationTests.Authorize(late.Request("REGISTER", 2, "late", "desk1"), challenge, "desk1", "open-sesame"));
        await RegisterAsync(phone, 3, "open-sesame", 200);
        test.Exchange.Registrar.All("desk1").ShouldHaveSingleItem().Flow.Remote.Address.ShouldBe(Clinic);
    }

    [Fact]
    public async Task A_flood_of_rubbish_blocks_its_source_and_no_call()
    {
        await using var test = await TestExchange.StartAsync(options: Strict);
        test.Desk.OnIncoming = Answers;
        using var flood = new TestPeer(test.Address, Attacker);
        using var caller = new TestPeer(test.Address, Carrier);

        for (var n = 0; n < 5_000; n++)
        {
            await flood.SendAsync("INVITE sip:x SIP/2.0\r\nrubbish\r\n\r\n"u8.ToArray());
        }
        var answer = await caller.CallAsync();
        await caller.AskAsync(caller.Within(answer, "BYE", 2), 200);

        Only(test).Reason.ShouldBe(BlockReason.Rubbish);
        test.Exchange.MalformedMessages.ShouldBe(10);
    }

    [Fact]
    public async Task A_strangers_call_is_met_with_silence_and_a_phones_with_a_challenge()
    {
        await using var test = await TestExchange.StartAsync(options: Strict);
        using var stranger = new TestPeer(test.Address, Attacker);
        using var phone = new TestPeer(test.Address, Clinic);

        await stranger.SendAsync(stranger.Invite());
        await stranger.SendAsync(HopOf(stranger.Invite(), "CANCEL"));
        var invite = phone.Invite(callId: "call-2");
        invite.Headers["From"] = "<sip:desk1@127.0.0.1>;tag=phone";
        await phone.SendAsync(invite);

        (await phone.NextAsync(401)).Headers["WWW-Authenticate"].ShouldNotBeNull();
        stranger.HasHeardNothing.ShouldBeTrue();
    }

    [Fact]
    public async Task A_phone_that_has_not_registered_calls_with_its_password_and_hears_at_once_that_it_is_served()
    {
        await using var test = await TestExchange.StartAsync(options: Strict);
        test.Desk.OnIncoming = Answers;
        using var phone = new TestPeer(test.Address, Clinic);
        var first = phone.Invite();
        first.Headers["From"] = "<sip:desk1@127.0.0.1>;tag=phone";
        await phone.SendAsync(first);
        var challenge = await phone.NextAsync(401);
        await phone.SendAsync(HopOf(first, "ACK"));

        var second = phone.Invite(2);
        second.Headers["From"] = first.Headers["From"]!;
        var answer = await phone.AskAsync(RegistrationTests.Authorize(second, challenge, "desk1", "open-sesame"), 200);

        answer.To!.Tag.ShouldNotBeNull();
        (await test.Desk.NextCallAsync()).RegisteredUser.ShouldBe("desk1");
    }

    [Fact]
    public async Task A_stranger_has_twenty_connections_and_others_still_come_in()
    {
        await using var test = await TestExchange.StartAsync(options: Strict);
        var taken = new List<TcpClient>();

        for (var n = 0; n < 21; n++)
        {
            taken.Add(await ConnectAsync(test, Attacker));
        }
        using var other = await ConnectAsync(test, Clinic);

        (await taken[20].GetStream().ReadAsync(new byte[1], Patience.Token())).ShouldBe(0, "the last one is closed");
        await PingAsync(other);
        taken.ForEach(t => t.Dispose());
    }

    [Fact]
    public async Task A_connection_on_which_nothing_is_proven_is_closed_and_that_of_a_phone_stays()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock, Strict);
        using var proof = new TestPeer(test.Address, Clinic);
        var challenge = await proof.AskAsync(proof.Request("REGISTER", 1, "reg-1", "desk1"), 401);
        await proof.AskAsync(RegistrationTests.Authorize(proof.Request("REGISTER", 2, "reg-1", "desk1"), challenge, "desk1", "open-sesame"), 200);
        using var stranger = await ConnectAsync(test, Attacker);
        using var phone = await ConnectAsync(test, Clinic);
        await PingAsync(stranger);
        await PingAsync(phone);

        clock.Advance(TimeSpan.FromSeconds(20));
        await PingAsync(stranger);
        clock.Advance(TimeSpan.FromSeconds(20));

        (await stranger.GetStream().ReadAsync(new byte[1], Patience.Token())).ShouldBe(0, "the stranger's is closed");
        await PingAsync(phone);
    }

    [Fact]
    public async Task A_trunks_thousand_calls_at_once_are_all_answered()
    {
        await using var test = await TestExchange.StartAsync(options: Strict);
        test.Desk.OnIncoming = (call, _) => call.Leg.RejectAsync(486, "Busy Here");
        using var carrier = new TestPeer(test.Address, Carrier);
        var busy = 0;

        for (var n = 0; n < 1_000; n++)
        {
            var invite = carrier.Invite(callId: string.Create(CultureInfo.InvariantCulture, $"call-{n}"));
            await carrier.AskAsync(invite, 486);
            await carrier.SendAsync(HopOf(invite, "ACK"));
            busy++;
        }

        busy.ShouldBe(1_000);
        test.Exchange.BlockedSources.ShouldBeEmpty();
    }

    private static async Task<TcpClient> ConnectAsync(TestExchange test, IPAddress from)
    {
        var client = new TcpClient(new IPEndPoint(from, 0));
        await client.ConnectAsync(test.Address, Patience.Token());
        return client;
    }

    private static async Task PingAsync(TcpClient client)
    {
        await client.GetStream().WriteAsync("\r\n\r\n"u8.ToArray(), Patience.Token());
        (await client.GetStream().ReadAsync(new byte[2], Patience.Token())).ShouldBe(2, "the ping is answered");
    }

    private static async Task Answers(IncomingCall call, CancellationToken ct)
    {
        await call.Leg.AnswerAsync(ct);
        await Patience.UntilAsync(ct);
    }

    private static BlockedSource Only(TestExchange test, string source = "127.0.0.2")
    {
        var only = test.Exchange.BlockedSources.ShouldHaveSingleItem();
        only.Source.ShouldBe(source);
        return only;
    }

    private static string Port(TestExchange test) => test.Exchange.SipPort.ToString(CultureInfo.InvariantCulture);

    private static async Task RegisterAsync(TestPeer phone, uint sequence, string password, int status)
    {
        var callId = $"reg-{phone.Address}";
        var challenge = await phone.AskAsync(phone.Request("REGISTER", sequence, callId, "desk1"), 401);
        var second = phone.Request("REGISTER", sequence + 1, callId, "desk1");
        await phone.AskAsync(RegistrationTests.Authorize(second, challenge, "desk1", password), status);
    }

    /// <summary>The ACK of a failure, or the CANCEL, of this INVITE: same branch, same CSeq number.</summary>
    private static SipRequest HopOf(SipRequest invite, string method)
    {
        var hop = new SipRequest(method, invite.Uri);
        foreach (var name in (string[])["Via", "Max-Forwards", "From", "To", "Call-ID"])
        {
            hop.Headers.Add(name, invite.Headers[name]!);
        }
        hop.Headers.Add("CSeq", $"{invite.CSeq!.Value.Number} {method}");
        return hop;
    }
}
