using System.Net;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sip;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Benchmarks.Desktops;

/// <summary>
/// The telephones of both sides: callers who dial the practice again as soon as they were served, and agents' phones that ring a second,
/// are answered, talk for a minute or so and hang up. Every frame is real RTP on loopback. Some callers give up when they have to wait.
/// </summary>
internal sealed class BusyLine : ICallDesk, IAsyncDisposable
{
    /// <summary>Ten more than phones: the line is never empty.</summary>
    public const int CallerCount = 68;

    private const string Practice = "+15125550100";
    private const int GivesUpEvery = 8;
    private static readonly TimeSpan Rings = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Registered = TimeSpan.FromHours(1);
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(250);

    private readonly MediaEngine media = new(IPAddress.Loopback, 0, 0, TimeProvider.System, NullLogger.Instance);
    private readonly CancellationTokenSource end = new();
    private readonly Random chance = new(1);
    private readonly Exchange phones;
    private readonly Exchange carrier;
    private readonly FilledCentre filled;
    private readonly Dictionary<string, AgentHands> hands = [];
    private Task[] callers = [];
    private int talking;
    private int ended;
    private int failed;
    private bool stopping;

    public BusyLine(FilledCentre filled)
    {
        this.filled = filled;
        // A phone is known by where it registered from: the callers need an exchange of their own.
        phones = MakeExchange();
        carrier = MakeExchange();
    }

    /// <summary>Calls in which an agent and a caller talk just now.</summary>
    public int Talking => Volatile.Read(ref talking);

    /// <summary>Calls that an agent has ended so far.</summary>
    public int Ended => Volatile.Read(ref ended);

    /// <summary>What should not have happened: a call not taken by the centre, a phone not answered, a wrap-up refused.</summary>
    public int Failed => Volatile.Read(ref failed) + hands.Values.Sum(h => h.Failed);

    /// <summary>Registers every phone, makes its agent ready, and lets the callers dial, four a second.</summary>
    public async Task StartAsync(CentreProcess centre)
    {
        await phones.StartAsync(end.Token);
        await carrier.StartAsync(end.Token);
        foreach (var account in filled.AccountsAt(centre.Sip))
        {
            hands.Add(account.User, new AgentHands(centre.Address, account.User));
            Note(await phones.AccountAt(account).RegisterAsync(Registered), "a phone could not register");
        }
        await Task.WhenAll(hands.Values.Select(h => h.SitDownAsync(end.Token)));
        callers = [.. Enumerable.Range(0, CallerCount).Select(n => CallAsync(n, centre.Sip))];
    }

    public Task OnIncomingAsync(IncomingCall call, CancellationToken ct) => TakeAsync(call, hands[call.To], ct);

    public ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<string>>([]);

    public void OnRegistrationChanged(string user, bool reachable)
    {
    }

    public async ValueTask DisposeAsync()
    {
        stopping = true;
        await end.CancelAsync();
        await Task.WhenAll(callers);
        await phones.DisposeAsync();
        await carrier.DisposeAsync();
        await media.DisposeAsync();
        foreach (var hand in hands.Values)
        {
            hand.Dispose();
        }
        end.Dispose();
    }

    private async Task TakeAsync(IncomingCall call, AgentHands agent, CancellationToken ct)
    {
        try
        {
            await call.Leg.RingAsync();
            await Task.Delay(Rings, TimeProvider.System, ct);
            if (!await call.Leg.AnswerAsync(ct))
            {
                return;
            }
            Interlocked.Increment(ref talking);
            call.Leg.Media.SetBackground(MusicOnHold.Source());
            await Task.Delay(TimeSpan.FromSeconds(45 + Draw(30)), TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Interlocked.Decrement(ref talking);
            await call.Leg.HangUpAsync();
            Interlocked.Increment(ref ended);
            await agent.WrapUpAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up while it rang, or the bench ends.
        }
    }

    private async Task CallAsync(int number, IPEndPoint sip)
    {
        try
        {
            await Task.Delay(number * Apart, TimeProvider.System, end.Token);
            for (var call = 0; !end.IsCancellationRequested; call++)
            {
                await DialAsync(number, (number + call) % GivesUpEvery == 0, sip);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The bench ends.
        }
    }

    private async Task DialAsync(int number, bool givesUp, IPEndPoint sip)
    {
        var to = new DialTarget.Address(SipUri.Sip(Practice, sip.Address.ToString(), sip.Port));
        var outcome = await carrier.DialAsync(new DialRequest(to, filled.Callers[number]), end.Token);
        if (outcome is not DialOutcome.Answered { Leg: var leg })
        {
            Note(false, $"the centre did not take a call: {outcome}");
            return;
        }
        leg.Media.SetBackground(MusicOnHold.Source());
        using var over = CancellationTokenSource.CreateLinkedTokenSource(leg.Ended, end.Token);
        // Greeting and announcement take ten seconds or more; who gives up does so a little later.
        var patience = givesUp ? TimeSpan.FromSeconds(14 + Draw(6)) : Timeout.InfiniteTimeSpan;
        await Task.Delay(patience, TimeProvider.System, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await leg.HangUpAsync();
    }

    private Exchange MakeExchange()
    {
        var centre = new Trunk("centre", [new TrunkSource(IPNetwork.Parse("127.0.0.0/8"))], Outbound: null);
        var options = new ExchangeOptions { Bind = IPAddress.Loopback, SipPort = 0, UserAgent = "Kindline bench", Trunks = [centre] };
        return new Exchange(options, media, this, TimeProvider.System, NullLogger.Instance);
    }

    private void Note(bool good, string what)
    {
        if (!good && !stopping)
        {
            Console.Error.WriteLine(what);
            Interlocked.Increment(ref failed);
        }
    }

    private int Draw(int below)
    {
        lock (chance)
        {
            return chance.Next(below);
        }
    }
}
