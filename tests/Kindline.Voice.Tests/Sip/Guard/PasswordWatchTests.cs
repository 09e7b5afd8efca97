using Kindline.Voice.Sip.Guard;
using static Kindline.Voice.Tests.Sip.Guard.GuardedDoor;

namespace Kindline.Voice.Tests.Sip.Guard;

public sealed class PasswordWatchTests
{
    private readonly GuardedDoor door = new();

    [Fact]
    public void Five_wrong_passwords_block_a_stranger_longer_each_time()
    {
        var stranger = Udp("203.0.113.9");

        door.GuessesWrong(stranger, "desk1", 5);
        door.Clock.Advance(TimeSpan.FromMinutes(1));
        door.Opens(stranger).ShouldBeTrue();
        door.GuessesWrong(stranger, "desk1", 5);
        door.Clock.Advance(TimeSpan.FromMinutes(3.9));
        door.Opens(stranger).ShouldBeFalse();
        door.Clock.Advance(TimeSpan.FromMinutes(0.2));

        door.Opens(stranger).ShouldBeTrue();
        door.Blocked.Select(b => (b.Until - b.Since).TotalMinutes).ShouldBe([1, 4]);
    }

    [Fact]
    public void Four_wrong_passwords_and_an_hour_later_four_more_block_nobody()
    {
        var stranger = Udp("203.0.113.9");

        door.GuessesWrong(stranger, "desk1", 4);
        door.Clock.Advance(TimeSpan.FromHours(1));
        door.GuessesWrong(stranger, "desk1", 4);

        door.Opens(stranger).ShouldBeTrue();
    }

    [Fact]
    public void A_user_tried_from_many_addresses_is_locked_for_all_but_the_own_known_address()
    {
        var own = Udp("203.0.113.20");
        door.Guard.RightPassword(own, "desk1");

        for (var n = 1; n <= 20; n++)
        {
            door.GuessesWrong(Udp($"198.18.0.{n}"), "desk1", 1);
        }

        door.Guard.MayTry(Udp("198.18.1.1"), "desk1").ShouldBeFalse();
        door.Guard.MayTry(own, "desk1").ShouldBeTrue();
        door.Guard.MayTry(Udp("198.18.1.1"), "desk2").ShouldBeTrue();
        door.Clock.Advance(TimeSpan.FromMinutes(10));
        door.Guard.MayTry(Udp("198.18.1.1"), "desk1").ShouldBeTrue();
    }

    [Fact]
    public void The_name_of_a_user_counts_in_any_case()
    {
        for (var n = 1; n <= 20; n++)
        {
            door.GuessesWrong(Udp($"198.18.0.{n}"), n % 2 == 0 ? "DESK1" : "Desk1", 1);
        }

        door.Guard.MayTry(Udp("198.18.1.1"), "desk1").ShouldBeFalse();
    }

    [Fact]
    public void Behind_a_clinics_address_one_wrong_phone_locks_itself_and_no_other()
    {
        var clinic = Udp("203.0.113.20");
        door.Guard.RightPassword(clinic, "desk1");

        door.GuessesWrong(Udp("203.0.113.20", 40_000), "desk2", 100);

        door.Guard.MayTry(clinic, "desk2").ShouldBeFalse();
        door.Guard.MayTry(clinic, "desk1").ShouldBeTrue();
        door.Opens(clinic).ShouldBeTrue();
        door.Guard.MayTry(Udp("203.0.113.77"), "desk2").ShouldBeFalse();
    }
}
