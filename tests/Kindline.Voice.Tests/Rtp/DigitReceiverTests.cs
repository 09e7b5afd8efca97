using Kindline.Voice.Rtp;

namespace Kindline.Voice.Tests.Rtp;

public sealed class DigitReceiverTests
{
    private readonly MovableClock clock = new();
    private readonly DigitReceiver receiver;

    public DigitReceiverTests() => receiver = new DigitReceiver(clock);

    [Fact]
    public void A_press_of_many_packets_counts_once()
    {
        var keys = Press(5, 1000);

        keys.ShouldBe("5");
    }

    [Fact]
    public void The_same_key_twice_counts_twice() => (Press(5, 1000) + Press(5, 3000)).ShouldBe("55");

    [Fact]
    public void Lost_ends_do_not_join_two_presses_of_one_key()
    {
        var keys = string.Concat(Send(5, 1000, marker: true, end: false, 160), Send(5, 3000, marker: true, end: false, 160));

        keys.ShouldBe("55");
    }

    [Fact]
    public void A_press_of_which_only_the_end_arrives_counts() => Send(11, 1000, marker: false, end: true, 800).ShouldBe("#");

    [Fact]
    public void The_end_of_the_key_before_may_come_late()
    {
        var keys = Press(1, 1000) + Send(2, 3000, marker: true, end: false, 160) + Send(1, 1000, marker: false, end: true, 800)
            + Send(2, 3000, marker: false, end: true, 800);

        keys.ShouldBe("12");
    }

    [Fact]
    public void A_press_over_eight_seconds_goes_on_in_the_next_segment()
    {
        var keys = Send(9, 1000, marker: true, end: false, 65535) + Send(9, 1000 + 65535, marker: false, end: false, 160)
            + Send(9, 1000 + 65535, marker: false, end: true, 800);

        keys.ShouldBe("9");
    }

    [Fact]
    public void A_sender_that_moves_the_timestamp_with_each_packet_still_presses_once()
    {
        var keys = string.Concat(Enumerable.Range(0, 6).Select(
            i => Send(7, 1000 + (uint)(i * 160), marker: i == 0, end: i == 5, (ushort)((i + 1) * 160))));

        keys.ShouldBe("7");
    }

    [Fact]
    public void Timestamps_may_wrap() => (Press(1, uint.MaxValue - 100) + Press(2, 2000)).ShouldBe("12");

    [Fact]
    public void All_sixteen_keys_are_known_and_a_hook_flash_is_none()
    {
        var keys = string.Concat(Enumerable.Range(0, 17).Select(code => Press((byte)code, (uint)(code * 2000))));

        keys.ShouldBe("0123456789*#ABCD");
    }

    [Fact]
    public void A_sender_that_turns_its_timestamps_back_after_a_pause_is_understood()
    {
        var first = Press(9, 50_000);
        clock.Advance(600);

        (first + Press(1, 1000)).ShouldBe("91");
    }

    private string Press(byte code, uint timestamp) =>
        string.Concat(Enumerable.Range(1, 8).Select(
            i => Send(code, timestamp, marker: i == 1, end: i > 5, (ushort)(Math.Min(i, 6) * 160))));

    private string Send(byte code, uint timestamp, bool marker, bool end, ushort duration) =>
        receiver.Observe(1, timestamp, marker, new TelephoneEvent(code, end, 10, duration))?.ToString() ?? "";
}
