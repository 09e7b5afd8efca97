using Kindline.Demo.Town;

namespace Kindline.Tests.Demo;

/// <summary>A person's seat is a person's.</summary>
public sealed class SeatRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    [Fact]
    public void A_seat_on_which_nobody_sat_is_free() => MayTake().ShouldBeTrue();

    [Fact]
    public void A_seat_with_an_open_session_is_taken() => MayTake(new SeatSession(Now.AddMinutes(-10), null)).ShouldBeFalse();

    [Fact]
    public void A_seat_that_was_left_a_moment_ago_stays_empty() =>
        MayTake(new SeatSession(Now.AddMinutes(-10), EndedAt: Now - SeatRule.FreeFor + TimeSpan.FromSeconds(1))).ShouldBeFalse();

    [Fact]
    public void A_seat_that_was_left_minutes_ago_is_free() => MayTake(new SeatSession(Now.AddMinutes(-10), EndedAt: Now - SeatRule.FreeFor)).ShouldBeTrue();

    [Fact]
    public void A_session_that_nobody_uses_any_more_ends_by_itself() =>
        MayTake(new SeatSession(Now - Idle - SeatRule.FreeFor, null)).ShouldBeTrue();

    [Fact]
    public void One_session_of_several_is_enough() =>
        MayTake(new SeatSession(Now.AddHours(-2), Now.AddHours(-1)), new SeatSession(Now, null)).ShouldBeFalse();

    private static bool MayTake(params SeatSession[] sessions) => SeatRule.MayTake(sessions, Idle, Now);
}
