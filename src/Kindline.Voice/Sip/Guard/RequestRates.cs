namespace Kindline.Voice.Sip.Guard;

/// <summary>
/// Token buckets of requests outside any call. Strangers have one each and one together; a known phone has its own by address and
/// port, so that who forges its address without knowing the port takes nothing from it. Not safe for concurrent use.
/// </summary>
internal sealed class RequestRates(GuardOptions options, long now)
{
    private readonly RecentTable<(SourceKey, int), TokenBucket> phones = new(options.MostSources);
    private readonly RecentTable<SourceKey, TokenBucket> trunks = new(options.MostSources);
    private readonly RecentTable<SourceKey, TokenBucket> strangers = new(options.MostSources);
    private TokenBucket together = TokenBucket.Full(options.Strangers, now);

    /// <summary>How many buckets there are.</summary>
    public int Count => phones.Count + trunks.Count + strangers.Count;

    public bool TakePhone(SourceKey source, int port, long now) => Take(phones, (source, port), options.Phone, now);

    public bool TakeTrunk(SourceKey source, long now) => Take(trunks, source, options.Trunk, now);

    /// <summary>False where this stranger has had its share.</summary>
    public bool TakeStranger(SourceKey source, long now) => Take(strangers, source, options.Stranger, now);

    /// <summary>False where all strangers together have had theirs, which is no one's fault in particular.</summary>
    public bool TakeTogether(long now) => together.TryTake(options.Strangers, now, out together);

    private static bool Take<T>(RecentTable<T, TokenBucket> table, T key, Rate rate, long now)
        where T : notnull
    {
        var bucket = table.TryGet(key, out var known) ? known : TokenBucket.Full(rate, now);
        var taken = bucket.TryTake(rate, now, out var next);
        table.Set(key, next);
        return taken;
    }
}
