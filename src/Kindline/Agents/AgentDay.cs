using System.Threading.Channels;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Routing;

namespace Kindline.Agents;

/// <summary>Keeps every change of every agent's state, in batches, behind the floor's back; a database that is away is waited for.</summary>
internal sealed partial class AgentDay(DbFactory database, TimeProvider clock, ILogger<AgentDay> logger) : BackgroundService, IAgentDay
{
    private readonly Channel<AgentStateChange> changes = Channel.CreateUnbounded<AgentStateChange>(new() { SingleReader = true });

    public void Changed(AgentId agent, AgentState state, string? reason, InteractionId? interaction, DateTimeOffset at) =>
        changes.Writer.TryWrite(new AgentStateChange
        {
            AgentId = agent,
            At = at,
            State = StateWord.Of(state),
            Reason = reason,
            InteractionId = interaction,
        });

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        changes.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await changes.Reader.WaitToReadAsync(stoppingToken))
        {
            var batch = new List<AgentStateChange>();
            while (batch.Count < 500 && changes.Reader.TryRead(out var change))
            {
                batch.Add(change);
            }
            while (!await TryKeepAsync(batch, stoppingToken))
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
        }
    }

    private async Task<bool> TryKeepAsync(List<AgentStateChange> batch, CancellationToken ct)
    {
        try
        {
            await using var db = database.Create();
            db.AddRange(batch);
            await db.SaveChangesAsync(ct);
            return true;
        }
#pragma warning disable CA1031 // Whatever the database throws, the changes are kept and tried again.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            batch.ForEach(c => c.Id = 0);
            LogKept(failure, batch.Count);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} changes of agents' states could not be kept yet; trying again")]
    private partial void LogKept(Exception failure, int count);
}

/// <summary>The words for states on the wire and in the database.</summary>
internal static class StateWord
{
    public static string Of(AgentState state) => state switch
    {
        AgentState.SignedOut => "signedOut",
        AgentState.OnCall => "onCall",
        AgentState.OnHold => "onHold",
        AgentState.Consulting => "consulting",
        AgentState.WrapUp => "wrapUp",
        AgentState.PhoneLost => "phoneLost",
        AgentState.Away => "away",
        AgentState.Ready => "ready",
        AgentState.Ringing => "ringing",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
