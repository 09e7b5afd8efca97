namespace Kindline.Benchmarks.Loss;

/// <summary>A packet (counted from 0, one sent every 20 ms) and when it comes, in milliseconds after the first was sent.</summary>
internal readonly record struct Arrival(int Packet, double AtMs);

/// <summary>
/// What a network does to packets, the same for the same seed: each of the shares is of all packets, in percent.
/// </summary>
/// <param name="Lost">Never come.</param>
/// <param name="Burst">
/// How many are lost in a row in the mean: 1 loses each by itself, more by Gilbert's two states (Bell System Technical Journal 39, 1960).
/// </param>
/// <param name="Duplicated">Come twice, the second time 5 ms later.</param>
/// <param name="Reordered">Come 25 ms late, so behind the next.</param>
/// <param name="Late">Come 100 to 200 ms late.</param>
internal sealed record LossyPath(double Lost = 0, double Burst = 1, double Duplicated = 0, double Reordered = 0, double Late = 0)
{
    private const double PacketMs = 20;
    private const double WayMs = 30;

    /// <summary>All arrivals in their order.</summary>
    public IReadOnlyList<Arrival> Through(int packets, int seed)
    {
        var random = new Random(seed);
        var arrivals = new List<Arrival>(packets);
        var losing = false;
        for (var packet = 0; packet < packets; packet++)
        {
            losing = Loses(random, losing);
            var hit = random.NextDouble() * 100;
            if (losing)
            {
                continue;
            }
            var at = (packet * PacketMs) + WayMs + random.NextDouble();
            at += hit < Reordered ? 25 : hit < Reordered + Late ? 100 + (random.NextDouble() * 100) : 0;
            arrivals.Add(new Arrival(packet, at));
            if (random.NextDouble() * 100 < Duplicated)
            {
                arrivals.Add(new Arrival(packet, at + 5));
            }
        }
        return [.. arrivals.OrderBy(a => a.AtMs)];
    }

    private bool Loses(Random random, bool losing)
    {
        var share = Lost / 100;
        var begins = Burst <= 1 ? share : share / (1 - share) / Burst;
        var goesOn = Burst <= 1 ? share : 1 - (1 / Burst);
        return random.NextDouble() < (losing ? goesOn : begins);
    }
}
