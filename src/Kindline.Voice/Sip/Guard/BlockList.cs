namespace Kindline.Voice.Sip.Guard;

/// <summary>Why a source is blocked.</summary>
public enum BlockReason
{
    /// <summary>A User-Agent of a known scanner.</summary>
    Scanner,

    /// <summary>OPTIONS, or a method that only makes sense within a call, from somebody unknown.</summary>
    Probing,

    /// <summary>Users that do not exist.</summary>
    UnknownUsers,

    /// <summary>Messages that are no SIP.</summary>
    Rubbish,

    /// <summary>More requests than its rate allows.</summary>
    Flood,

    /// <summary>Wrong passwords.</summary>
    WrongPasswords,
}

/// <summary>A source that is not heard for a while.</summary>
/// <param name="Source">An IPv4 address, or a /64 of IPv6.</param>
/// <param name="Reason">What the last offence was.</param>
/// <param name="Since">When the block began.</param>
/// <param name="Until">When it ends by itself.</param>
/// <param name="Proven">Whether the source has shown that it is there; else only its datagrams are dropped.</param>
public sealed record BlockedSource(string Source, BlockReason Reason, DateTimeOffset Since, DateTimeOffset Until, bool Proven);

/// <summary>
/// Who is blocked until when. What rests on datagrams alone has a table of its own, so that forged addresses can push out nobody who
/// has really been caught. Not safe for concurrent use.
/// </summary>
internal sealed class BlockList(GuardOptions options)
{
    private const int Growth = 4;
    private static readonly long Remembered = TimeSpan.FromDays(1).Ticks;

    private readonly RecentTable<SourceKey, Block> proven = new(options.MostSources);
    private readonly RecentTable<SourceKey, Block> unproven = new(options.MostSources);

    private readonly record struct Block(BlockReason Reason, long Since, long Until);

    public bool IsBlocked(SourceKey source, bool isDatagram, long now) =>
        (proven.TryGet(source, out var block) && block.Until > now)
        || (isDatagram && unproven.TryGet(source, out block) && block.Until > now);

    /// <summary>Blocks a source, longer than the last time; the return value is null where it is blocked already.</summary>
    public BlockedSource? Add(SourceKey source, BlockReason reason, bool isProven, long now)
    {
        var table = isProven ? proven : unproven;
        var last = 0L;
        if (table.TryGet(source, out var block))
        {
            if (block.Until > now)
            {
                return null;
            }
            last = now - block.Until < Remembered ? block.Until - block.Since : 0;
        }
        var most = isProven ? options.LongestBlock : options.LongestUnproven;
        var length = last == 0 ? options.FirstBlock.Ticks : Math.Min(last * Growth, most.Ticks);
        var next = new Block(reason, now, now + length);
        table.Set(source, next);
        return View(source, next, isProven);
    }

    /// <summary>Lets a source in again and forgets that it was ever blocked.</summary>
    public bool Remove(SourceKey source) => proven.Remove(source) | unproven.Remove(source);

    public int Count(long now) => proven.Entries.Count(e => e.Value.Until > now) + unproven.Entries.Count(e => e.Value.Until > now);

    public IReadOnlyList<BlockedSource> Now(long now) =>
    [
        .. proven.Entries.Where(e => e.Value.Until > now).Select(e => View(e.Key, e.Value, true)),
        .. unproven.Entries.Where(e => e.Value.Until > now).Select(e => View(e.Key, e.Value, false)),
    ];

    private static BlockedSource View(SourceKey source, Block block, bool isProven) => new(
        source.ToString(), block.Reason, new DateTimeOffset(block.Since, TimeSpan.Zero), new DateTimeOffset(block.Until, TimeSpan.Zero), isProven);
}
