using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Tests.Routing;

/// <summary>A floor with one queue on a database of its own, without calls or phones.</summary>
internal static class TestFloor
{
    public static async Task<FloorHost> OpenAsync(TestDatabase database, TimeProvider time, QueueId queue, CancellationToken ct)
    {
        var log = new InteractionLog(database.Options, database.Factory, time, NullLogger<InteractionLog>.Instance);
        var floor = new FloorHost(new FloorJournal(log, new NoDay()), time, NullLogger<FloorHost>.Instance);
        await floor.StartAsync(ct);
        await floor.SendAsync(new FloorInput.QueueSet(QueueSettings.For(queue)), ct);
        return floor;
    }

    /// <summary>Signs the agent in with a phone, ready for the queue.</summary>
    public static async Task SeatAsync(FloorHost floor, AgentId agent, QueueId queue, CancellationToken ct)
    {
        await floor.SendAsync(new FloorInput.ProfileSet(agent, new RoutingProfile([new ProfileQueue(queue, 1)])), ct);
        await floor.SendAsync(new FloorInput.PhoneFound(agent), ct);
        await floor.SendAsync(new FloorInput.SignedIn(agent), ct);
        await floor.SendAsync(new FloorInput.Readied(agent), ct);
    }

    private sealed class NoDay : IAgentDay
    {
        public void Changed(AgentId agent, AgentState state, string? reason, InteractionId? interaction, DateTimeOffset at)
        {
        }
    }
}
