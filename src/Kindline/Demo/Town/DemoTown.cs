using System.Net;
using Kindline.Audit;
using Kindline.Engine.Simulation;
using Kindline.Flows;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Telephony;
using Kindline.Voice.Rtp;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Kindline.Demo.Town;

/// <summary>
/// The simulated town around a demo centre. It is outside the product: its people reach the centre by SIP and RTP on loopback only, its
/// agents by a telephone and the HTTP API. KINDLINE_TOWN=0 silences it.
/// </summary>
internal sealed partial class DemoTown(
    KindlineOptions options, ReadyPorts ports, TownLog log, Speech speech, Seats seats, Sessions sessions, AuditTrail trail, VoiceHost voice,
    DemoCarrier address, Drain drain, IServer server, IHostApplicationLifetime host, TimeProvider clock, ILogger<DemoTown> logger)
    : BackgroundService, ISignInWatch
{
    /// <summary>The same people call in the same order on every fresh demo.</summary>
    private const int Seed = 512;

    private static readonly TimeZoneInfo Austin = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    private readonly Random chance = new(Seed);
    private readonly Lock gate = new();
    private readonly List<Task> calls = [];
    private volatile IReadOnlyList<SimulatedAgent> agents = [];

    public TownPace Pace { get; } = new(options.TownSpeed, options.TownLoad);

    /// <summary>Whether there is a town.</summary>
    public bool Lives => options.Demo && options.Town;

    /// <summary>A person signs in: the simulated agent on that seat stands aside.</summary>
    public Task SignedInAsync(Guid userId, CancellationToken ct) =>
        agents.FirstOrDefault(a => a.Account == userId)?.StandAsideAsync() ?? Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!Lives)
        {
            return;
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, drain.Beginning);
        try
        {
            await StartedAsync(end.Token);
            await LiveAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The centre stops: everybody hangs up.
        }
    }

    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = host.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(ct);
    }

    private async Task LiveAsync(CancellationToken ct)
    {
        var voices = new Voices(speech, Pace, clock);
        await using var media = new MediaEngine(IPAddress.Loopback, 0, 0, clock, logger);
        await using var carrier = new Carrier(media, ports, log, voices, Pace, clock, logger);
        await using var phones = new AgentPhones(media, clock, logger);
        await carrier.StartAsync(ct);
        await phones.Exchange.StartAsync(ct);
        address.Address = carrier.Address;
        await voice.LoadTrunksAsync(ct);

        var office = new Office(seats, sessions, trail, log, voices, Pace, media, phones.Exchange, Centre(), clock);
        phones.Agents = agents =
            [.. DemoPeople.All.Where(p => p.Role == "agent").Skip(1).Take(Pace.Agents).Select((p, n) => new SimulatedAgent(p.User, p.Name.Split(' ')[0], n, office, logger))];
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task[] working = [.. agents.Select(a => a.RunAsync(end.Token))];
        try
        {
            await CallAsync(new Caller(carrier, log, voices, Pace, clock), end.Token);
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(working);
            await Task.WhenAll(Running());
        }
    }

    /// <summary>One call after the other, as the day goes.</summary>
    private async Task CallAsync(Caller caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var people = new Townspeople(Seed, DateOnly.FromDateTime(now.UtcDateTime));
        while (true)
        {
            if (Running().Length < Pace.MostAtOnce)
            {
                Begin(caller, people.Next(), ct);
            }
            await Task.Delay(MedicalDay.NextAfter(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Austin).DateTime, Pace.PerBusiestHour, chance), clock, ct);
        }
    }

    private void Begin(Caller caller, Errand errand, CancellationToken ct)
    {
        var call = CallAsync(caller, errand, ct);
        lock (gate)
        {
            calls.Add(call);
        }
    }

    private async Task CallAsync(Caller caller, Errand errand, CancellationToken ct)
    {
        try
        {
            var call = await caller.RunAsync(errand, ct);
            if (errand.CallsAgain && call is { AnsweredAt: null, LeftMessage: false })
            {
                await Task.Delay(Pace.Of(90), clock, ct);
                await caller.RunAsync(errand with { CallsAgain = false, Manner = Manner.Talks, PatienceSeconds = 240 }, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The centre stops.
        }
#pragma warning disable CA1031 // The edge of a simulated life: one call that went wrong is no end of the town.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(failure);
        }
    }

    private Task[] Running()
    {
        lock (gate)
        {
            calls.RemoveAll(c => c.IsCompleted);
            return [.. calls];
        }
    }

    /// <summary>The centre's pages, as a browser on this machine reaches them.</summary>
    private Uri Centre()
    {
        var addresses = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        var bound = BindingAddress.Parse(addresses.First());
        return new UriBuilder(bound.Scheme, IPAddress.TryParse(bound.Host, out var ip) && !ip.Equals(IPAddress.Any) ? bound.Host : "127.0.0.1", bound.Port).Uri;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call of the demo's town went wrong")]
    private partial void LogFailed(Exception failure);
}
