using Kindline.Compliance;
using Kindline.Dispositions;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Routing;
using Kindline.Telephony;

namespace Kindline.Agents;

internal static class AgentsSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<AgentDay>();
        services.AddSingleton<IAgentDay>(s => s.GetRequiredService<AgentDay>());
        services.AddHostedService(s => s.GetRequiredService<AgentDay>());
        services.AddSingleton<AgentRegister>();
        services.AddSingleton<IProfileListener>(s => s.GetRequiredService<AgentRegister>());
        services.AddSingleton<IPhoneBook>(s => s.GetRequiredService<AgentRegister>());
        services.AddHostedService(s => s.GetRequiredService<AgentRegister>());
        services.AddSingleton<IAgentSite, AgentSite>();
        services.AddSingleton<AgentPhone>();
        services.AddSingleton<AgentDesk>();
        services.AddSingleton<MoveSound>();
        services.AddSingleton<TakeDesk>();
        services.AddSingleton<PhoneAccounts>();
        services.AddSingleton<IWrapUpDesk>(s => s.GetRequiredService<AgentDesk>());
        services.AddSingleton<AgentQueries>();
        services.AddSingleton<ISessionHold, SessionHold>();
        services.AddHostedService<LiveAgents>();
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        AgentsApi.Map(api);
        AgentLocationApi.Map(api);
    }
}

/// <summary>An agent on a call keeps the session, however long the call.</summary>
internal sealed class SessionHold(LiveCalls calls) : ISessionHold
{
    public bool Holds(Guid userId) => calls.All.Any(c => c.Agent?.Value == userId || c.Guest?.Value == userId || c.Coach?.Agent.Value == userId);
}
