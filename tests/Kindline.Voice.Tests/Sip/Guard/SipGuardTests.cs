using System.Net;
using Kindline.Voice.Sip.Guard;
using static Kindline.Voice.Tests.Sip.Guard.GuardedDoor;

namespace Kindline.Voice.Tests.Sip.Guard;

public sealed class SipGuardTests
{
    private readonly GuardedDoor door = new();

    [Theory]
    [InlineData("friendly-scanner")]
    [InlineData("sipcli/v1.8")]
    [InlineData("Sundayddr")]
    [InlineData("pplsip")]
    [InlineData("SIPVicious")]
    public void A_scanner_is_blocked_at_its_first_message(string agent)
    {
        var scanner = Udp("203.0.113.9");

        door.Sends(scanner, "OPTIONS", agent).ShouldBeFalse();

        door.Opens(scanner).ShouldBeFalse();
        door.Guard.Blocked().ShouldHaveSingleItem().Reason.ShouldBe(BlockReason.Scanner);
    }

    [Fact]
    public void A_strangers_options_is_met_with_silence_and_five_of_them_with_a_block()
    {
        var stranger = Udp("203.0.113.9");

        door.Passes(4, _ => stranger, "OPTIONS").ShouldBe(0);
        door.Opens(stranger).ShouldBeTrue();
        door.Sends(stranger, "OPTIONS").ShouldBeFalse();

        door.Opens(stranger).ShouldBeFalse();
    }

    [Fact]
    public void A_repeated_request_is_one_offence()
    {
        var stranger = Udp("203.0.113.9");

        for (var n = 0; n < 50; n++)
        {
            door.Sends(stranger, "OPTIONS", callId: "same").ShouldBeFalse();
        }

        door.Opens(stranger).ShouldBeTrue();
    }

    [Fact]
    public void What_belongs_to_a_call_under_way_passes_from_anywhere()
    {
        door.Calls.Dialogs.Enter("known");

        door.Sends(Udp("203.0.113.9"), "BYE", callId: "known", tag: ";tag=b").ShouldBeTrue();
        door.Calls.Dialogs.Leave("known");
        door.Sends(Udp("203.0.113.9"), "BYE", callId: "known", tag: ";tag=b").ShouldBeFalse();
    }

    [Fact]
    public void A_stranger_who_was_challenged_may_acknowledge_and_cancel_and_no_more()
    {
        var stranger = Udp("203.0.113.9");
        door.Calls.Requests.Enter("asked");

        door.Sends(stranger, "ACK", callId: "asked", tag: ";tag=b").ShouldBeTrue();
        door.Sends(stranger, "CANCEL", callId: "asked").ShouldBeTrue();
        door.Sends(stranger, "OPTIONS", callId: "asked").ShouldBeFalse();
        door.Sends(stranger, "BYE", callId: "asked", tag: ";tag=b").ShouldBeFalse();
        door.Sends(stranger, "INVITE", "friendly-scanner", "asked").ShouldBeFalse();
    }

    [Fact]
    public void A_source_of_rubbish_is_dropped_before_parsing_from_the_eleventh_message_on()
    {
        var source = Udp("203.0.113.9");

        door.SendsRubbish(source, 9);
        door.Opens(source).ShouldBeTrue();
        door.SendsRubbish(source, 1);

        door.Opens(source).ShouldBeFalse();
        door.Opens(Udp("203.0.113.10")).ShouldBeTrue();
    }

    [Fact]
    public void A_trunk_calls_a_thousand_times_a_second_and_is_not_limited()
    {
        for (var second = 0; second < 30; second++)
        {
            door.Passes(1_000, _ => Trunk).ShouldBe(1_000);
            door.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        door.Blocked.ShouldBeEmpty();
    }

    [Fact]
    public void A_stranger_has_a_burst_and_then_a_few_a_second()
    {
        var stranger = Udp("203.0.113.9");

        door.Passes(45, _ => stranger).ShouldBe(40);
        door.Clock.Advance(TimeSpan.FromSeconds(1));

        door.Passes(12, _ => stranger).ShouldBe(10);
    }

    [Fact]
    public void A_million_forged_addresses_grow_nothing_and_all_together_have_one_share()
    {
        var options = new GuardOptions();

        var passed = door.Passes(1_000_000, n => Udp($"20.{n >> 16}.{(n >> 8) & 255}.{n & 255}"));

        passed.ShouldBe((int)options.Strangers.Burst);
        door.Guard.Remembered.ShouldBeLessThanOrEqualTo(2 * options.MostSources);
    }

    [Fact]
    public void Forged_datagrams_cannot_get_a_trunk_blocked()
    {
        door.Sends(Trunk, "OPTIONS", "friendly-scanner");
        door.SendsRubbish(Trunk, 1_000);
        door.GuessesWrong(Trunk, "desk1", 1_000);

        door.Opens(Trunk).ShouldBeTrue();
        door.Sends(Trunk, "INVITE").ShouldBeTrue();
        door.Guard.Blocked().ShouldBeEmpty();
    }

    [Fact]
    public void Forged_datagrams_cannot_get_a_phone_blocked_or_take_its_share()
    {
        var phone = Udp("203.0.113.20", 5062);
        door.Guard.RightPassword(phone, "desk1");

        door.Sends(phone, "OPTIONS", "friendly-scanner");
        door.SendsRubbish(phone, 1_000);
        door.Passes(1_000, _ => Udp("203.0.113.20", 40_000));

        door.Guard.MayTry(phone, "desk1").ShouldBeTrue();
        door.Opens(phone).ShouldBeTrue();
        door.Sends(phone, "REGISTER").ShouldBeTrue();
        door.Guard.Blocked().ShouldBeEmpty();
    }

    [Fact]
    public void What_rests_on_datagrams_alone_blocks_datagrams_alone_and_ten_minutes_at_most()
    {
        var victim = Udp("203.0.113.30");

        for (var n = 0; n < 20; n++)
        {
            door.SendsRubbish(victim, 10);
            door.Opens(victim).ShouldBeFalse();
            door.Opens(Tcp("203.0.113.30")).ShouldBeTrue();
            door.Clock.Advance(TimeSpan.FromMinutes(10));
            door.Opens(victim).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_right_password_ends_a_block()
    {
        door.SendsRubbish(Udp("203.0.113.30"), 10);

        door.Guard.RightPassword(Tcp("203.0.113.30"), "desk1");

        door.Opens(Udp("203.0.113.30")).ShouldBeTrue();
        door.Guard.Blocked().ShouldBeEmpty();
    }

    [Fact]
    public void Forged_scanners_push_no_caught_source_out()
    {
        var caught = Tcp("203.0.113.40");
        door.Sends(caught, "OPTIONS", "friendly-scanner");

        for (var n = 0; n < 20_000; n++)
        {
            door.Sends(Udp($"20.{n >> 16}.{(n >> 8) & 255}.{n & 255}"), "OPTIONS", "friendly-scanner");
        }

        door.Opens(caught).ShouldBeFalse();
        door.Guard.Blocked().Count.ShouldBe(new GuardOptions().MostSources + 1);
    }

    [Fact]
    public void Loopback_is_exempt_unless_it_is_not()
    {
        var strict = new GuardedDoor(new GuardOptions { Loopback = true });

        door.Sends(Udp("127.0.0.1"), "OPTIONS", "friendly-scanner").ShouldBeTrue();
        strict.Sends(Udp("127.0.0.1"), "OPTIONS", "friendly-scanner").ShouldBeFalse();
    }

    [Fact]
    public void Somebody_unblocks_a_source_by_its_name()
    {
        var source = Udp("2001:db8:1:2::7");
        door.SendsRubbish(source, 10);
        door.Guard.Blocked().ShouldHaveSingleItem().Source.ShouldBe("2001:db8:1:2::/64");
        door.Opens(Udp("2001:db8:1:2:ffff::9")).ShouldBeFalse();

        door.Guard.Unblock("2001:db8:1:2::/64").ShouldBeTrue();

        door.Opens(source).ShouldBeTrue();
        door.Guard.Unblock("2001:db8:1:2::/64").ShouldBeFalse();
        door.Guard.Unblock("nonsense").ShouldBeFalse();
    }

    [Fact]
    public void Lists_deny_and_allow_networks_but_never_a_trunk_or_a_phone()
    {
        var phone = Udp("203.0.113.20");
        door.Guard.RightPassword(phone, "desk1");
        door.Guard.Lists = new AccessLists([IPNetwork.Parse("192.0.2.0/24")], [IPNetwork.Parse("192.0.0.0/16")]);

        door.Opens(Udp("192.0.3.1")).ShouldBeTrue();
        door.Opens(Udp("192.0.2.1")).ShouldBeFalse();
        door.Opens(Tcp("203.0.113.21")).ShouldBeFalse();
        door.Opens(phone).ShouldBeTrue();
        door.Opens(Trunk).ShouldBeTrue();
    }
}
