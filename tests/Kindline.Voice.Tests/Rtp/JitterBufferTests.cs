using Kindline.Voice.Rtp;

namespace Kindline.Voice.Tests.Rtp;

public sealed class JitterBufferTests
{
    private const uint Start = uint.MaxValue - 1000;
    private readonly JitterBuffer buffer = new();
    private readonly short[] frame = new short[160];
    private short last;

    [Fact]
    public void A_steady_stream_is_heard_whole_after_forty_milliseconds()
    {
        var heard = Enumerable.Range(0, 50).Select(i => { Put(i); return Take(); }).ToArray();

        heard[..2].ShouldAllBe(h => h == 0);
        heard[2..].ShouldBe(Enumerable.Range(0, 48).Select(Value));
    }

    [Fact]
    public void Packets_in_wrong_order_are_heard_in_the_right_one()
    {
        var heard = new List<int>();
        foreach (var (first, second) in Enumerable.Range(0, 20).Select(i => ((2 * i) + 1, 2 * i)))
        {
            Put(first);
            heard.Add(Take());
            Put(second);
            heard.Add(Take());
        }

        heard.SkipWhile(h => h == 0).ShouldBe(Enumerable.Range(0, 39).Select(Value));
    }

    [Fact]
    public void A_lost_packet_is_filled_with_what_fades()
    {
        Put(0);
        Take();
        Take();
        Take().ShouldBe(Value(0));

        Take();
        frame[0].ShouldBe((short)Value(0));
        frame[159].ShouldBeInRange((short)1, (short)(Value(0) * 0.85));
        Take();
        Take();
        Take();
        frame.ShouldAllBe(s => s == 0);
    }

    [Fact]
    public void Packets_of_ten_and_sixty_milliseconds_play_alike()
    {
        var samples = Enumerable.Range(1, 4800).Select(i => (short)i).ToArray();
        var small = new JitterBuffer();
        var heard = new List<short>();
        for (var at = 0; at < 4800; at += 480)
        {
            buffer.Put(Start + (uint)at, samples.AsSpan(at, 480), talkspurt: false);
            for (var part = at; part < at + 480; part += 80)
            {
                small.Put(Start + (uint)part, samples.AsSpan(part, 80), talkspurt: false);
            }
            for (var i = 0; i < 3; i++)
            {
                small.Take(frame);
                var other = frame.ToArray();
                buffer.Take(frame);
                other.ShouldBe(frame);
                heard.AddRange(frame);
            }
        }

        heard.Skip(320).ShouldBe(samples.Take(heard.Count - 320));
    }

    [Fact]
    public void A_stall_that_empties_the_buffer_makes_it_deeper_and_loses_nothing_more()
    {
        Run(0, 20);
        Take();
        Take();
        Take();
        Take();

        var verdicts = Enumerable.Range(20, 5).Select(i => Put(i)).ToArray();
        var heard = Enumerable.Range(25, 20).Select(i => { Put(i); return Take(); }).ToArray();

        verdicts.ShouldAllBe(v => v == JitterVerdict.Queued);
        heard.ShouldBe(Enumerable.Range(20, 20).Select(Value));
    }

    [Fact]
    public void The_delay_shrinks_again_when_packets_keep_coming_early()
    {
        Run(0, 20);
        Take();
        Take();
        Take();
        Take();
        Put(20);
        Put(21);
        Put(22);
        Put(23);
        var deep = buffer.Depth;

        Run(24, 600);

        deep.ShouldBeGreaterThan(buffer.Depth);
        buffer.Depth.ShouldBeInRange(0, 2 * 160);
    }

    [Fact]
    public void A_faster_peer_clock_never_fills_the_buffer()
    {
        var depths = new List<int>();
        for (var i = 0; i < 20_000; i++)
        {
            Put(i);
            if (i % 100 != 0)
            {
                Take();
            }
            depths.Add(buffer.Depth);
        }

        depths.Max().ShouldBeLessThanOrEqualTo(JitterBuffer.MaxDelay + 320);
    }

    [Fact]
    public void A_slower_peer_clock_never_loses_a_packet()
    {
        var verdicts = new List<JitterVerdict>();
        for (var i = 0; i < 5000; i++)
        {
            verdicts.Add(Put(i));
            Take();
            if (i % 100 == 0)
            {
                Take();
            }
        }

        verdicts.ShouldAllBe(v => v == JitterVerdict.Queued);
    }

    [Fact]
    public void A_packet_after_its_time_is_late_and_buys_its_like_more_time()
    {
        Run(0, 10);
        Put(11);
        Put(12);
        Take();
        Take();
        Take();
        Take();

        Put(10).ShouldBe(JitterVerdict.Late);
    }

    [Fact]
    public void A_burst_after_a_stall_is_cut_to_the_newest()
    {
        Run(0, 20);
        for (var i = 0; i < 30; i++)
        {
            Take();
        }

        for (var i = 20; i < 50; i++)
        {
            Put(i);
        }

        buffer.Depth.ShouldBeLessThanOrEqualTo(JitterBuffer.MaxDelay + 320);
        var heard = Enumerable.Range(50, 60).Select(i => { Put(i); return Take(); }).ToArray();
        heard.ShouldAllBe(h => h > 0);
    }

    [Fact]
    public void Silence_without_packets_keeps_the_timeline()
    {
        Run(0, 20);
        for (var i = 0; i < 100; i++)
        {
            Take();
        }

        var heard = Enumerable.Range(120, 10).Select(i => { Put(i, talkspurt: i == 120); return Take(); }).ToArray();

        heard.SkipWhile(h => h == 0).ShouldBe(Enumerable.Range(120, 10).Select(Value).Take(heard.Count(h => h != 0)));
        heard.Count(h => h == 0).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void A_sender_whose_timestamps_stood_still_in_a_pause_is_heard_again_at_once()
    {
        Run(0, 20);
        for (var i = 0; i < 500; i++)
        {
            Take();
        }

        var heard = Enumerable.Range(20, 10).Select(i => { Put(i); return Take(); }).ToArray();

        heard.SkipWhile(h => h == 0).Take(8).ShouldBe(Enumerable.Range(20, 8).Select(Value));
    }

    [Fact]
    public void A_sender_whose_timestamps_jump_is_heard_after_a_moment()
    {
        Run(0, 20);

        var forward = Enumerable.Range(100_000, 10).Select(i => { Put(i); return Take(); }).ToArray();
        var back = Enumerable.Range(5, 30).Select(i => { Put(i); return Take(); }).ToArray();

        forward.ShouldContain(Value(100_005));
        back.ShouldContain(Value(30));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue - 1000)]
    [InlineData(int.MinValue)]
    [InlineData(int.MinValue + 1000)]
    public void A_timestamp_from_the_other_end_of_the_world_costs_nothing(int distance)
    {
        Run(0, 20);

        buffer.Put(unchecked(Start + (20 * 160)) + (uint)distance, new short[160], talkspurt: false);

        buffer.Depth.ShouldBeLessThan(JitterBuffer.MaxDelay);
    }

    // Minutes of packets, each delayed at random: how much of what was said is heard, and how long after.
    [Theory]
    [InlineData(5, 99.9, 25)]
    [InlineData(30, 99.9, 35)]
    [InlineData(60, 99.9, 45)]
    [InlineData(120, 99.5, 90)]
    public void An_uneven_network_is_heard_evenly(int jitterMilliseconds, double heardPercent, double mostDelay)
    {
        var random = new Random(jitterMilliseconds);
        var arrivals = Enumerable.Range(0, 15_000).Select(i => (Packet: i, At: (i * 20) + 7 + (random.NextDouble() * jitterMilliseconds)))
            .OrderBy(a => a.At).ToArray();
        var next = 0;
        var heard = 0;
        var delay = 0.0;
        for (var tick = 0; next < arrivals.Length; tick++)
        {
            for (; next < arrivals.Length && arrivals[next].At <= tick * 20; next++)
            {
                Put(arrivals[next].Packet);
            }
            buffer.Take(frame);
            var whole = frame[0] >= 1000 && frame.All(s => s == frame[0]);
            heard += whole && frame[0] != last ? 1 : 0;
            delay += buffer.Depth / 8.0;
            last = frame[0];
        }

        (heard * 100.0 / arrivals.Length).ShouldBeGreaterThan(heardPercent);
        (delay / arrivals.Length).ShouldBeLessThan(mostDelay);
    }

    [Fact]
    public void Random_traffic_never_throws_nor_grows_the_delay_over_its_limit()
    {
        var random = new Random(5);
        for (var i = 0; i < 200_000; i++)
        {
            var at = random.Next(10) == 0 ? (uint)random.NextInt64(uint.MaxValue) : Start + (uint)((i + random.Next(-8, 8)) * 80);
            buffer.Put(at, new short[random.Next(2048)], random.Next(5) == 0);
            if (random.Next(2) == 0)
            {
                buffer.Take(frame);
            }
            buffer.Depth.ShouldBeLessThan(4096);
        }
    }

    // Packet i carries 160 samples of the value that names it.
    private JitterVerdict Put(int i, bool talkspurt = false)
    {
        var samples = new short[160];
        Array.Fill(samples, (short)Value(i));
        return buffer.Put(Start + (uint)(i * 160), samples, talkspurt);
    }

    private int Take()
    {
        buffer.Take(frame);
        return frame[80];
    }

    private void Run(int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            Put(i);
            Take();
        }
    }

    private static int Value(int i) => 1000 + (i % 20_000);
}
