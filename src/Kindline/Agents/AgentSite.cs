using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Agents;

/// <summary>Where agents sit, as each said last.</summary>
internal sealed class AgentSite(DbFactory databases) : IAgentSite
{
    public async Task<string?> StateOfAsync(AgentId agent, CancellationToken ct) => (await LastAsync(agent, ct))?.State;

    public async Task<string?> AddressOfAsync(AgentId agent, CancellationToken ct) => (await LastAsync(agent, ct))?.Address;

    private async Task<AgentLocation?> LastAsync(AgentId agent, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await db.Set<AgentLocation>().AsNoTracking().Where(l => l.AgentId == agent).OrderByDescending(l => l.SetAt).FirstOrDefaultAsync(ct);
    }
}
