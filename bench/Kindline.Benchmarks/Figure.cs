using System.Text.Json;

namespace Kindline.Benchmarks;

/// <summary>What a figure is held against, measured in the same run.</summary>
internal sealed record Baseline(string What, double Value);

/// <summary>One measured figure; printed as one JSON object on a line of its own. The ratio is the value over the baseline's.</summary>
internal sealed record Figure(string Name, double Value, string Unit, Baseline? Baseline = null)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Value over baseline; null without one, and where it is nought.</summary>
    public double? Ratio => Baseline is null or { Value: 0 } ? null : Math.Round(Value / Baseline.Value, 3);

    public void Print() => Console.WriteLine(JsonSerializer.Serialize(this, Web));
}
