using System.Text.Json;
using Kindline.Audit;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Demo.Town;

/// <summary>What all simulated agents share.</summary>
internal sealed record Office(
    Seats Seats, Sessions Sessions, AuditTrail Trail, TownLog Log, Voices Voices, TownPace Pace, MediaEngine Media, Exchange Phones, Uri Centre,
    TimeProvider Clock);

/// <summary>
/// A simulated agent on one seat of the demo: registers a telephone, takes calls and writes them up by the same API as a person's page. It
/// stands aside as soon as a person signs in to the seat, and comes back when the seat has been free for a while.
/// </summary>
internal sealed partial class SimulatedAgent(string user, string name, int seed, Office office, ILogger logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Registered = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LeavesWithin = TimeSpan.FromSeconds(3);

    private const int BreakSeconds = 300;

    private readonly Lock gate = new();
    private readonly Random chance = new(seed);
    private Sitting? sitting;
    private bool readied;
    private Task atWork = Task.CompletedTask;

    public string User => user;

    /// <summary>The account; known once the agent has looked for a seat.</summary>
    public Guid? Account { get; private set; }

    /// <summary>Sits down whenever the seat is free, until the town ends.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (await office.Seats.FindAsync(user, ct) is { } account)
                {
                    Account = account.Id;
                    if (await office.Seats.IsFreeAsync(account.Id, ct))
                    {
                        await SitAsync(account, ct);
                    }
                }
            }
#pragma warning disable CA1031 // The edge of a simulated life: whatever went wrong, the agent tries again.
            catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(failure, user);
            }
            await Task.Delay(LookEvery, office.Clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A person has signed in: the seat is empty when this returns, or three seconds later.</summary>
    public async Task StandAsideAsync()
    {
        Sitting? now;
        lock (gate)
        {
            now = sitting;
        }
        if (now is not null)
        {
            await now.Aside.CancelAsync();
            await Task.WhenAny(now.Left.Task, Task.Delay(LeavesWithin, office.Clock));
        }
    }

    /// <summary>The telephone rings.</summary>
    public Task RingAsync(IncomingCall call, CancellationToken ct)
    {
        lock (gate)
        {
            return sitting is { Aside.IsCancellationRequested: false } now
                ? atWork = new AgentCall(user, name, now.Desk, office, Draw).RunAsync(call, now.Aside.Token, ct)
                : call.Leg.RejectAsync(480, "Temporarily Unavailable");
        }
    }

    private async Task SitAsync(User account, CancellationToken ct)
    {
        using var desk = await AgentDesk.OpenAsync(office.Centre, account, office.Sessions, office.Trail, ct);
        using var aside = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var now = new Sitting(desk, aside, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var phone = office.Phones.AccountAt(await desk.PhoneAsync(ct));
        Take(now);
        readied = false;
        try
        {
            while (!aside.IsCancellationRequested && await phone.RegisterAsync(Registered) && await office.Seats.IsFreeAsync(account.Id, aside.Token))
            {
                await LookAsync(desk, aside.Token);
                await Task.Delay(LookEvery, office.Clock, aside.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (aside.IsCancellationRequested)
        {
            // A person came, or the town ends.
        }
        finally
        {
            await aside.CancelAsync();
            Take(null);
            await LeaveAsync(desk, phone);
            now.Left.TrySetResult();
        }
    }

    /// <summary>Who missed a call comes back at once; whom somebody who leads has set away or signed out, after a while.</summary>
    private async Task LookAsync(AgentDesk desk, CancellationToken ct)
    {
        var me = await desk.MeAsync(ct);
        var isBack = AgentDesk.Text(me, "state") switch
        {
            "away" => !me.TryGetProperty("reason", out var reason) || reason.GetString() is null or FloorReason.MissedOffer or FloorReason.SignedIn || IsOver(me),
            "signedOut" => !readied || IsOver(me),
            "phoneLost" => true,
            _ => false,
        };
        if (isBack)
        {
            readied = true;
            await desk.BecomeAsync("ready", null, ct);
        }
    }

    private async Task LeaveAsync(AgentDesk desk, PhoneRegistration phone)
    {
        using var limit = new CancellationTokenSource(2 * LeavesWithin, office.Clock);
        await Task.WhenAny(AtWork(), Task.Delay(LeavesWithin, office.Clock, limit.Token));
        try
        {
            await phone.RegisterAsync(TimeSpan.Zero).WaitAsync(limit.Token);
            await desk.BecomeAsync("signedOut", null, limit.Token);
            await desk.SignOutAsync(limit.Token);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            // The centre has stopped: nobody sits there any more.
        }
    }

    private bool IsOver(JsonElement me) => office.Clock.GetUtcNow() - me.GetProperty("since").GetDateTimeOffset() > office.Pace.Of(BreakSeconds);

    private Task AtWork()
    {
        lock (gate)
        {
            return atWork;
        }
    }

    private void Take(Sitting? now)
    {
        lock (gate)
        {
            sitting = now;
        }
    }

    private double Draw()
    {
        lock (gate)
        {
            return chance.NextDouble();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The simulated agent {User} got up, and will sit down again")]
    private partial void LogFailed(Exception failure, string user);

    private sealed record Sitting(AgentDesk Desk, CancellationTokenSource Aside, TaskCompletionSource Left);
}
