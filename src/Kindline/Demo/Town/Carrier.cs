using System.Net;
using Kindline.Foundation;
using Kindline.Telephony;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sip;

namespace Kindline.Demo.Town;

/// <summary>
/// The town's telephone company: an exchange of its own on loopback that dials the practice for the people of the town, and rings them
/// where an agent calls them back.
/// </summary>
internal sealed class Carrier : ICallDesk, IAsyncDisposable
{
    private const int CalleeSeed = 911;

    private readonly ReadyPorts ports;
    private readonly TownLog log;
    private readonly Voices voices;
    private readonly TownPace pace;
    private readonly TimeProvider clock;
    private readonly Exchange exchange;
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly Random chance = new(CalleeSeed);

    public Carrier(MediaEngine media, ReadyPorts ports, TownLog log, Voices voices, TownPace pace, TimeProvider clock, ILogger logger)
    {
        (this.ports, this.log, this.voices, this.pace, this.clock) = (ports, log, voices, pace, clock);
        Media = media;
        var centre = new Trunk("practice", [new TrunkSource(IPNetwork.Parse("127.0.0.0/8"))], Outbound: null);
        exchange = new Exchange(
            new ExchangeOptions { Bind = IPAddress.Loopback, SipPort = 0, UserAgent = "Demo town", Trunks = [centre] }, media, this, clock, logger);
    }

    public MediaEngine Media { get; }

    /// <summary>Where the centre's calls out reach the town.</summary>
    public IPEndPoint Address => new(IPAddress.Loopback, exchange.SipPort);

    public Task StartAsync(CancellationToken ct) => exchange.StartAsync(ct);

    /// <summary>
    /// Dials the practice. One after the other, so that of two calls the one that was dialled first also reached the centre first.
    /// </summary>
    /// <returns>Null where the caller's number is on the telephone already; no leg where the centre did not pick up.</returns>
    public async Task<(RunningCall Call, CallLeg? Leg)?> DialAsync(Errand errand, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            if (log.Begin(errand) is not { } call)
            {
                return null;
            }
            var practice = new DialTarget.Address(SipUri.Sip(errand.Line, IPAddress.Loopback.ToString(), ports.Sip));
            var outcome = await exchange.DialAsync(new DialRequest(practice, errand.From), ct);
            if (outcome is not DialOutcome.Answered { Leg: var leg })
            {
                return (call, null);
            }
            call.ReachedAt = clock.GetUtcNow();
            return (call, leg);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Somebody in the town is called: most are at home, some talk already, some do not hear it.</summary>
    public async Task OnIncomingAsync(IncomingCall call, CancellationToken ct)
    {
        var (leg, luck) = (call.Leg, Draw());
        var isHelp = call.To is "911" or "988" or "933";
        if (!isHelp && luck >= 85)
        {
            await leg.RejectAsync(486, "Busy Here");
            return;
        }
        await leg.RingAsync();
        if (!isHelp && luck >= 70)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, ct);
        }
        await Task.Delay(pace.Of(isHelp ? 1 : 4), clock, ct);
        if (!await leg.AnswerAsync(ct))
        {
            return;
        }
        await voices.SayAllAsync(leg, isHelp ? Wishes.NoHelpHere : Wishes.Hello, ct);
        for (var n = 0; n < Wishes.Replies.Count && !ct.IsCancellationRequested; n++)
        {
            await Task.Delay(pace.Of(12), clock, ct);
            await voices.SayAllAsync(leg, isHelp ? Wishes.NoHelpHere : Wishes.Replies[n], ct);
        }
        await Task.Delay(pace.Of(60), clock, ct);
    }

    public ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<string>>([]);

    public void OnRegistrationChanged(string user, bool reachable)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await exchange.DisposeAsync();
        oneAtATime.Dispose();
    }

    private int Draw()
    {
        lock (chance)
        {
            return chance.Next(100);
        }
    }
}
