using System.Text.Json;

namespace Kindline.Benchmarks.Desktops;

/// <summary>A supervisor's floor: how late it shows each change of an agent's state.</summary>
internal sealed class FloorSeen(Desktop page)
{
    private readonly Dictionary<string, DateTimeOffset> known = [];

    /// <summary>An answer of /api/floor.</summary>
    public void Shown(ReadOnlyMemory<byte> body)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var json = JsonDocument.Parse(body);
        lock (known)
        {
            foreach (var agent in json.RootElement.GetProperty("agents").EnumerateArray())
            {
                var (id, since) = (agent.GetProperty("id").GetString() ?? "", agent.GetProperty("since").GetDateTimeOffset());
                if (known.TryGetValue(id, out var before) && before != since)
                {
                    page.Figures.Floor.Add(now - since);
                }
                known[id] = since;
            }
        }
    }
}
