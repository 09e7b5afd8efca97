namespace Kindline.Reporting.Metrics;

/// <summary>What a figure is measured in.</summary>
public enum Unit
{
    Calls,
    Percent,
    Seconds,
}

/// <summary>
/// One definition of one figure: the value of a cell and the rows behind it come from the same predicate, so that they cannot
/// disagree. The title is the one on the centre's own reports, the formula what it means there.
/// </summary>
public abstract record Metric(string Key, string Title, Unit Unit, string Formula, string Exclusions, string Source)
{
    /// <summary>Whether a call is among the rows that a cell opens.</summary>
    public abstract bool Counts(InboundCall call);

    /// <summary>A fresh sum of calls, for one cell.</summary>
    internal abstract Tally Start();
}

/// <summary>What one cell adds up.</summary>
internal abstract class Tally
{
    public abstract void Add(InboundCall call);

    /// <summary>Null where there is nothing to divide by: a report prints a dash, neither 0 nor 100.</summary>
    public abstract decimal? Value { get; }
}

/// <summary>How many calls there are of a kind.</summary>
internal sealed record CallCount(string Key, string Title, string Formula, string Exclusions, string Source, Func<InboundCall, bool> Predicate)
    : Metric(Key, Title, Unit.Calls, Formula, Exclusions, Source)
{
    public override bool Counts(InboundCall call) => Predicate(call);

    internal override Tally Start() => new Sum(Predicate);

    private sealed class Sum(Func<InboundCall, bool> predicate) : Tally
    {
        private int count;

        public override decimal? Value => count;

        public override void Add(InboundCall call) => count += predicate(call) ? 1 : 0;
    }
}

/// <summary>A part of a whole in percent, to two decimals; its rows are those of the part.</summary>
internal sealed record CallShare(
    string Key, string Title, string Formula, string Exclusions, string Source, Func<InboundCall, bool> Part, Func<InboundCall, bool> Whole)
    : Metric(Key, Title, Unit.Percent, Formula, Exclusions, Source)
{
    public override bool Counts(InboundCall call) => Whole(call) && Part(call);

    internal override Tally Start() => new Sum(Counts, Whole);

    private sealed class Sum(Func<InboundCall, bool> counts, Func<InboundCall, bool> whole) : Tally
    {
        private int part;
        private int all;

        public override decimal? Value => all == 0 ? null : Math.Round(100m * part / all, 2, MidpointRounding.AwayFromZero);

        public override void Add(InboundCall call)
        {
            part += counts(call) ? 1 : 0;
            all += whole(call) ? 1 : 0;
        }
    }
}

/// <summary>The mean of a time over the calls that have it, in seconds to one decimal.</summary>
internal sealed record MeanSeconds(
    string Key, string Title, string Formula, string Exclusions, string Source, Func<InboundCall, bool> Over, Func<InboundCall, double> Of)
    : Metric(Key, Title, Unit.Seconds, Formula, Exclusions, Source)
{
    public override bool Counts(InboundCall call) => Over(call);

    internal override Tally Start() => new Sum(Over, Of);

    private sealed class Sum(Func<InboundCall, bool> over, Func<InboundCall, double> of) : Tally
    {
        private int count;
        private double seconds;

        public override decimal? Value => count == 0 ? null : Math.Round((decimal)(seconds / count), 1, MidpointRounding.AwayFromZero);

        public override void Add(InboundCall call)
        {
            if (over(call))
            {
                count++;
                seconds += of(call);
            }
        }
    }
}

/// <summary>The longest of a time, in seconds to one decimal.</summary>
internal sealed record LongestSeconds(
    string Key, string Title, string Formula, string Exclusions, string Source, Func<InboundCall, bool> Over, Func<InboundCall, double> Of)
    : Metric(Key, Title, Unit.Seconds, Formula, Exclusions, Source)
{
    public override bool Counts(InboundCall call) => Over(call);

    internal override Tally Start() => new Longest(Over, Of);

    private sealed class Longest(Func<InboundCall, bool> over, Func<InboundCall, double> of) : Tally
    {
        private double? longest;

        public override decimal? Value => longest is { } seconds ? Math.Round((decimal)seconds, 1, MidpointRounding.AwayFromZero) : null;

        public override void Add(InboundCall call)
        {
            if (over(call))
            {
                longest = Math.Max(longest ?? 0, of(call));
            }
        }
    }
}
