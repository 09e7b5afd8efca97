using System.Text.Json;

namespace Kindline.Benchmarks.Desktops;

/// <summary>
/// What an agent's page knows of its own state and call: how late it learns of each change, and what it asks for because of a call (who
/// may be calling at once, the call to write about from the answer on).
/// </summary>
internal sealed class DeskCall(Desktop page)
{
    private readonly Lock gate = new();
    private DateTimeOffset? since;
    private string? call;
    private PageQuery? written;

    /// <summary>An answer of /api/agents/me.</summary>
    public void Shown(ReadOnlyMemory<byte> body)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var json = JsonDocument.Parse(body);
        var me = json.RootElement;
        var state = me.GetProperty("state").GetString();
        lock (gate)
        {
            Time(me.GetProperty("since").GetDateTimeOffset(), state, now);
            var id = me.GetProperty("call") is { ValueKind: JsonValueKind.Object } current ? current.GetProperty("id").GetString() : null;
            Follow(id, writes: id is not null && state != "ringing");
        }
    }

    private void Time(DateTimeOffset changed, string? state, DateTimeOffset now)
    {
        if (since is { } known && known != changed)
        {
            page.Figures.Own.Add(now - changed);
            if (state == "ringing")
            {
                page.Figures.Offer.Add(now - changed);
            }
        }
        since = changed;
    }

    private void Follow(string? id, bool writes)
    {
        if (id is not null && id != call)
        {
            page.Run(() => page.GetAsync($"/api/desk/calls/{id}"));
        }
        if (written is not null && (id != call || !writes))
        {
            page.Show(null, written);
            written = null;
        }
        if (written is null && writes)
        {
            written = new PageQuery("calls", $"/api/interactions/{id}", page);
            page.Show(written, null);
        }
        call = id;
    }
}
