using Kindline.Voice.Sip.Guard;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Calls;

/// <summary>What a host sees and changes of the guard before the SIP ports.</summary>
public sealed partial class Exchange
{
    private static readonly TimeSpan LogBlocksEvery = TimeSpan.FromSeconds(10);

    private long blocks;
    private long loggedAt = -LogBlocksEvery.Ticks;

    /// <summary>How many messages and connections were met with silence.</summary>
    public long SilencedMessages => guard.Dropped;

    /// <summary>How many blocks there have been.</summary>
    public long Blocks => Interlocked.Read(ref blocks);

    /// <summary>Who is blocked now.</summary>
    public IReadOnlyList<BlockedSource> BlockedSources => guard.Blocked();

    /// <summary>How many that are.</summary>
    public int BlockedCount => guard.BlockedCount;

    /// <summary>Hears a source again, named as in <see cref="BlockedSource.Source"/>; false where it is not blocked.</summary>
    public bool Unblock(string source) => guard.Unblock(source);

    /// <summary>Replaces the access lists; calls that stand and connections with nothing to say are not touched.</summary>
    public void SetAccessLists(AccessLists lists) => guard.Lists = lists;

    /// <summary>One line in ten seconds at most: a thousand forged addresses must not fill the log.</summary>
    private void OnBlocked(BlockedSource source)
    {
        var count = Interlocked.Increment(ref blocks);
        var now = clock.GetUtcNow().UtcTicks;
        var last = Interlocked.Read(ref loggedAt);
        if (now - last >= LogBlocksEvery.Ticks && Interlocked.CompareExchange(ref loggedAt, now, last) == last)
        {
            LogBlocked(logger, source.Source, source.Until, source.Reason, count);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "SIP from {Source} is not heard until {Until}: {Reason}; {Count} blocks so far")]
    private static partial void LogBlocked(ILogger logger, string source, DateTimeOffset until, BlockReason reason, long count);
}
