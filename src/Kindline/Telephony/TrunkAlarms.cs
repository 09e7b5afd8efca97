using Kindline.Foundation;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Sip;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kindline.Telephony;

/// <summary>What is wrong with a trunk.</summary>
public enum TrunkFault
{
    /// <summary>Its gateway keeps silent.</summary>
    TrunkDown,

    /// <summary>The carrier does not take our registration, and none stands: it will not bring us calls.</summary>
    TrunkUnregistered,
}

/// <summary>Trunks that are not as they should be: for the floor's alerts, for /healthz, and for the log as it happens.</summary>
internal sealed partial class TrunkAlarms(LiveChanges live, ILogger<TrunkAlarms> logger)
{
    /// <summary>The faults of these trunks, one line each.</summary>
    public static IEnumerable<(TrunkFault Fault, string Trunk)> Of(IEnumerable<TrunkStatus> trunks)
    {
        foreach (var trunk in trunks)
        {
            if (trunk.State == TrunkState.Down)
            {
                yield return (TrunkFault.TrunkDown, trunk.Name);
            }
            if (trunk.Registration is { Until: null, Refused: not null })
            {
                yield return (TrunkFault.TrunkUnregistered, trunk.Name);
            }
        }
    }

    /// <summary>A trunk has become another one: open pages look anew.</summary>
    public void Changed(TrunkStatus now)
    {
        live.Changed("trunks");
        live.Changed("floor");
        LogChanged(now.Name, now.State, now.OutUntil, now.Registration?.Until);
        foreach (var (fault, _) in Of([now]))
        {
            if (fault == TrunkFault.TrunkDown)
            {
                LogDown(now.Name, Why(now));
            }
            else
            {
                LogUnregistered(now.Name, now.Registration?.Refused);
            }
        }
    }

    /// <summary>Why nothing is heard of a trunk that is down, in words.</summary>
    public static string Why(TrunkStatus down) => down.Fault?.Words() ?? "silent";

    [LoggerMessage(Level = LogLevel.Error, Message = "Trunk {Trunk} does not answer ({Why}): calls out take others first")]
    private partial void LogDown(string trunk, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Trunk {Trunk} is not registered: the carrier answered {Status}")]
    private partial void LogUnregistered(string trunk, int? status);

    [LoggerMessage(Level = LogLevel.Information, Message = "Trunk {Trunk} is {State}; out until {OutUntil}, registered until {Until}")]
    private partial void LogChanged(string trunk, TrunkState state, DateTimeOffset? outUntil, DateTimeOffset? until);
}

/// <summary>The line "trunks" of /healthz. A trunk that fails is the carrier's trouble or the network's: the server itself serves on.</summary>
internal sealed class TrunkHealthCheck(VoiceHost voice) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var trunks = voice.Exchange.TrunkStatuses;
        var faults = TrunkAlarms.Of(trunks).Select(f => f.Fault switch
        {
            TrunkFault.TrunkDown => $"trunk {f.Trunk} does not answer ({TrunkAlarms.Why(trunks.First(t => t.Name == f.Trunk))})",
            _ => $"trunk {f.Trunk} is not registered",
        }).ToList();
        return Task.FromResult(faults.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", faults)));
    }
}
