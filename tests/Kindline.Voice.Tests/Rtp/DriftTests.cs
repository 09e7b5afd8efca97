using Kindline.Voice.Rtp;

namespace Kindline.Voice.Tests.Rtp;

/// <summary>Two clocks that differ, as those of all telephones do.</summary>
public sealed class DriftTests
{
    private const int Minutes = 10;
    private readonly JitterBuffer buffer = new();
    private readonly List<short[]> heard = [];
    private readonly List<int> delays = [];
    private int late;

    [Theory]
    [InlineData(200)]
    [InlineData(-200)]
    [InlineData(50)]
    [InlineData(-50)]
    public void Ten_minutes_of_drift_are_made_up_for_in_the_pauses(int partsInAMillion)
    {
        Run(partsInAMillion, Sentences);

        var spoken = heard.Where(frame => frame[0] >= 8000 || frame[^1] >= 8000).ToArray();
        spoken.ShouldAllBe(frame => IsWhole(frame));
        spoken.Select(frame => (int)frame[0]).ShouldBe(Enumerable.Range(0, Packets).Select(Sentences).Where(value => value >= 8000).Take(spoken.Length));
        late.ShouldBe(0);
        delays.Max().ShouldBeLessThanOrEqualTo(3 * 160);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(-200)]
    public void Somebody_who_never_pauses_is_heard_without_growing_delay(int partsInAMillion)
    {
        Run(partsInAMillion, i => 8000 + (i % 8000));

        late.ShouldBe(0);
        delays.Max().ShouldBeLessThanOrEqualTo(4 * 160);
        heard.Count(frame => frame[0] != frame[^1]).ShouldBeLessThanOrEqualTo((Minutes * 60 * 1000 * 200 / 1_000_000 / 20) + 4);
    }

    private static bool IsWhole(short[] frame) => !frame.AsSpan().ContainsAnyExcept(frame[0]);

    private static int Packets => Minutes * 60 * 50;

    // 2.2 s of a voice and 0.4 s of a room.
    private static int Sentences(int i) => i % 130 < 110 ? 8000 + (i % 8000) : 3;

    private void Run(int partsInAMillion, Func<int, int> value)
    {
        var random = new Random(1);
        var (frame, next) = (new short[160], 0);
        for (var tick = 0; next < Packets; tick++)
        {
            // The peer's second is shorter where it is fast.
            for (; next < Packets && Arrival(next, partsInAMillion, random) <= tick * 20.0; next++)
            {
                Array.Fill(frame, (short)value(next));
                late += buffer.Put((uint)(next * 160), frame, talkspurt: false) == JitterVerdict.Late ? 1 : 0;
            }
            buffer.Take(frame);
            heard.Add([.. frame]);
            delays.Add(buffer.Depth);
        }
    }

    private static double Arrival(int packet, int partsInAMillion, Random random) =>
        (packet * 20 / (1 + (partsInAMillion / 1e6))) + 5 + (random.NextDouble() * 2);
}
