namespace Kindline.Benchmarks.Desktops;

/// <summary>
/// One query that a page shows, as TanStack Query keeps it: a change while the first answer is awaited asks nothing more, a later one
/// asks anew, and of several requests under way only the last one's answer counts (each still costs the server its work).
/// </summary>
/// <param name="topic">The first part of its key, which a `changed` message names.</param>
/// <param name="path">What is asked.</param>
/// <param name="page">Whose it is.</param>
/// <param name="shown">Is given each answer that counts.</param>
internal sealed class PageQuery(string topic, string path, Desktop page, Action<ReadOnlyMemory<byte>>? shown = null)
{
    private readonly Lock gate = new();
    private long asked;
    private bool underWay;
    private bool answered;
    private long changedAt;

    public string Topic => topic;

    /// <summary>Asks for it, or asks anew; returns at once.</summary>
    public void Fetch()
    {
        long mine;
        lock (gate)
        {
            if (underWay && !answered)
            {
                return;
            }
            changedAt = underWay ? changedAt : TimeProvider.System.GetTimestamp();
            underWay = true;
            mine = ++asked;
        }
        page.Run(() => FetchAsync(mine));
    }

    private async Task FetchAsync(long mine)
    {
        var answer = await page.GetAsync(path);
        lock (gate)
        {
            if (mine != asked)
            {
                return;
            }
            underWay = false;
            if (answer is null)
            {
                return;
            }
            if (answered)
            {
                page.Figures.Refetched.Add(TimeProvider.System.GetElapsedTime(changedAt));
            }
            answered = true;
        }
        shown?.Invoke(answer.Value);
    }
}
