using System.Net;

namespace Kindline.Voice.Sip.Guard;

/// <summary>
/// From where which user has proven the right password, and when. Only who has a password gets in here, so that nobody else can push
/// anybody out. Not safe for concurrent use.
/// </summary>
internal sealed class KnownPhones(GuardOptions options)
{
    private readonly RecentTable<SourceKey, long> sources = new(options.MostSources);
    private readonly RecentTable<(SourceKey Source, string User), long> pairs = new(options.MostSources);

    public void Add(SourceKey source, string user, long now)
    {
        sources.Set(source, now);
        pairs.Set((source, user), now);
    }

    /// <summary>Whether anybody has proven a password from there.</summary>
    public bool Has(SourceKey source, long now) => sources.TryGet(source, out var at) && IsYoung(at, now);

    /// <summary>Whether this very user has.</summary>
    public bool Has(SourceKey source, string user, long now) => pairs.TryGet((source, user), out var at) && IsYoung(at, now);

    private bool IsYoung(long at, long now) => now - at < options.KnownFor.Ticks;
}
