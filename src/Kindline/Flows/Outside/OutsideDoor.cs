using System.Collections.Concurrent;
using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows.Outside;

/// <summary>Why a call to the outside may not begin.</summary>
/// <param name="Kind">destination, userCalls, centreCalls, userMinutes, centreMinutes, userSpend or centreSpend.</param>
/// <param name="Words">For the agent.</param>
internal sealed record OutsideRefusal(string Kind, string Words);

/// <summary>
/// The one door that every call to the outside goes through, whether an agent makes it or sends a caller on. It answers from memory: no
/// query stands before a call. 911, 933 and 988 are not stopped by anything here, nor counted.
/// </summary>
internal sealed class OutsideDoor(TollDestinations destinations, DbFactory database, LiveChanges live, TimeProvider clock) : IHostedService
{
    /// <summary>How long a refusal stands among the alerts of the floor.</summary>
    private static readonly TimeSpan AlarmFor = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly OutsideBook book = new();
    private readonly ConcurrentDictionary<AgentId, DateTimeOffset> refusals = new();
    private volatile Rules rules = Rules.Of(OutsideLimits.Usual(destinations));

    /// <summary>As they stand.</summary>
    public OutsideLimits Limits => rules.Limits;

    /// <summary>Who was refused a call within the last quarter of an hour.</summary>
    public IReadOnlyList<AgentId> Alarms => [.. refusals.Where(r => clock.GetUtcNow() - r.Value < AlarmFor).Select(r => r.Key)];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Create();
        if (await db.Set<OutsideLimits>().AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } kept)
        {
            rules = Rules.Of(kept);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>In force from the next call on; running ones stay.</summary>
    public void Set(OutsideLimits limits) => rules = Rules.Of(limits);

    /// <summary>Takes a place for a call; it is given back when what came back is disposed of. The other is null where there is none.</summary>
    public (IDisposable? Place, OutsideRefusal? Why) TryBegin(AgentId by, string number)
    {
        lock (gate)
        {
            return WhyNotNow(by, number) is { } why ? (null, why) : (Begin(by, number), null);
        }
    }

    /// <summary>Null where a call may begin.</summary>
    public OutsideRefusal? WhyNot(AgentId by, string number)
    {
        lock (gate)
        {
            return WhyNotNow(by, number);
        }
    }

    /// <summary>Counts a call that was let through a moment ago.</summary>
    public IDisposable Begin(AgentId by, string number)
    {
        if (EmergencyNumber.Is(number))
        {
            return new Place(() => { });
        }
        lock (gate)
        {
            var run = book.Begin(by, rules.Rates.CentsOf(number), clock.GetUtcNow());
            return new Place(() => End(run));
        }
    }

    /// <summary>Raises the alarm: those who lead see on the floor whose call was refused.</summary>
    public void Alarm(AgentId by)
    {
        refusals[by] = clock.GetUtcNow();
        live.Changed("floor");
    }

    private void End(OutsideRun run)
    {
        lock (gate)
        {
            run.EndedAt ??= clock.GetUtcNow();
        }
    }

    private OutsideRefusal? WhyNotNow(AgentId by, string number)
    {
        if (EmergencyNumber.Is(number))
        {
            return null;
        }
        var (limits, now) = (rules.Limits, clock.GetUtcNow());
        return !rules.Reaches(number)
                ? new("destination", "This number is abroad or at premium rate: calls from here may not reach it. An administrator can allow it under Settings.")
            : book.Running(by) >= limits.CallsPerUser
                ? new("userCalls", $"You have {limits.CallsPerUser} calls to the outside already, the most for one person.")
            : book.Running(null) >= limits.CallsOfCentre
                ? new("centreCalls", $"The centre has {limits.CallsOfCentre} calls to the outside already, the most there may be.")
            : book.Spent(by, now) >= TimeSpan.FromMinutes(limits.MinutesPerUser)
                ? new("userMinutes", $"Your calls to the outside took {limits.MinutesPerUser} minutes of the last hour, the most for one person. Try again later.")
            : book.Spent(null, now) >= TimeSpan.FromMinutes(limits.MinutesOfCentre)
                ? new("centreMinutes", $"The centre's calls to the outside took {limits.MinutesOfCentre} minutes of the last hour, the most there may be. Try again later.")
            : book.Cost(by, now) >= 100m * limits.DollarsPerUser
                ? new("userSpend", $"Your calls to the outside cost {limits.DollarsPerUser} dollars in the last hour, the most for one person. Try again later.")
            : book.Cost(null, now) >= 100m * limits.DollarsOfCentre
                ? new("centreSpend", $"The centre's calls to the outside cost {limits.DollarsOfCentre} dollars in the last hour, the most there may be. Try again later.")
            : null;
    }

    private sealed record Rules(OutsideLimits Limits, IReadOnlyList<DialPattern> Allowed, IReadOnlyList<DialPattern> Denied, CallRates Rates)
    {
        public static Rules Of(OutsideLimits limits)
        {
            DialPattern.Parse(limits.Allowed, out var allowed);
            DialPattern.Parse(limits.Denied, out var denied);
            CallRates.Parse(limits.Rates, out var rates);
            return new Rules(limits, allowed, denied, rates);
        }

        public bool Reaches(string number) => Allowed.Any(p => p.Covers(number)) && !Denied.Any(p => p.Covers(number));
    }

    private sealed class Place(Action left) : IDisposable
    {
        private int isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isLeft, 1) == 0)
            {
                left();
            }
        }
    }
}
