namespace Kindline.Voice.Sip.Guard;

/// <summary>
/// Counts points by key within a window that begins with the first of them; full, it says so and begins anew. Not safe for concurrent use.
/// </summary>
internal sealed class Tally<TKey>(int capacity, int most, TimeSpan window)
    where TKey : notnull
{
    private readonly RecentTable<TKey, Count> counts = new(capacity);

    private readonly record struct Count(int Points, long Since, int Last);

    public int Keys => counts.Count;

    /// <summary>Adds points; true where that makes the tally full.</summary>
    /// <param name="mark">What the offence was about: the same again (a retransmission) counts once. Zero for nothing in particular.</param>
    public bool Add(TKey key, int points, int mark, long now)
    {
        var fresh = counts.TryGet(key, out var count) && now - count.Since < window.Ticks ? count : new Count(0, now, 0);
        if (mark != 0 && fresh.Last == mark)
        {
            return false;
        }
        var sum = fresh.Points + points;
        if (sum >= most)
        {
            counts.Remove(key);
            return true;
        }
        counts.Set(key, fresh with { Points = sum, Last = mark });
        return false;
    }

    public void Forget(TKey key) => counts.Remove(key);
}
