using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Guard;
using Kindline.Voice.Sip.Registration;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Calls;

/// <summary>
/// A telephone exchange: listens for SIP on UDP, TCP and TLS, takes WebSockets from its host, keeps registrations, hands incoming calls to an <see cref="ICallDesk"/>
/// and places calls to phones, trunks and addresses. All of it may be used from any thread.
/// </summary>
public sealed partial class Exchange : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ExchangeOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly BackgroundWork background;
    private readonly LegFactory legs;
    private readonly Reception reception;
    private readonly CallLanes lanes;
    private readonly Dialling dialling;
    private readonly FlowSuccessors successors;
    private readonly Wire wire;
    private readonly SipGuard guard;
    private readonly TrunkSet trunks;
    private Qualifier? qualifier;
    private IMailbox? qualifierMailbox;
    private ITimer? sweep;

    /// <param name="options">How it presents itself.</param>
    /// <param name="media">Where its legs' audio runs; not disposed of with the exchange.</param>
    /// <param name="desk">Who takes calls and knows the phones' secrets.</param>
    /// <param name="clock">The time of all timers.</param>
    /// <param name="logger">Hears of faults, never of what people say or who they are.</param>
    public Exchange(ExchangeOptions options, MediaEngine media, ICallDesk desk, TimeProvider clock, ILogger logger)
    {
        this.options = options;
        this.clock = clock;
        this.logger = logger;
        background = new BackgroundWork(logger);
        var notices = new Mailbox(logger);
        successors = new FlowSuccessors(clock);
        Trace = new SipTrace(clock, options.KeepTrace);
        wire = new Wire(successors, Trace);
        Registrar = new Registrar(clock, successors, (user, reachable) => notices.Post(() => desk.OnRegistrationChanged(user, reachable)));
        legs = new LegFactory(media, wire.AddressFor, background, options, Trace);
        var calls = new OpenCalls();
        guard = new SipGuard(options.Guard, calls, clock, OnBlocked) { Lists = options.AccessLists };
        var doorkeeper = new Doorkeeper(desk, guard, options.Realm, clock);
        var registrations = new RegisterService(Registrar, clock);
        reception = new Reception(desk, doorkeeper, guard, Registrar, registrations, legs, background, logger);
        lanes = new CallLanes(wire, calls, reception, Registrar.OnFlowFailed, Trace, options.UserAgent, clock, logger);
        trunks = new TrunkSet(lanes, options.Random, status => notices.Post(() => desk.OnTrunkChanged(status)));
        SetTrunks(options.Trunks);
        dialling = new Dialling(lanes, legs, Registrar, trunks, wire, background, clock);
        if (options.Relay is { } relay)
        {
            relay.Restarted += Reanchor;
        }
    }

    /// <summary>The port that is listened on, once started.</summary>
    public int SipPort => wire.Started.Port;

    /// <summary>The port of SIP over TLS, null where <see cref="ExchangeOptions.Tls"/> is.</summary>
    public int? TlsPort => wire.Transport?.TlsPort;

    /// <summary>Who can be reached where.</summary>
    public Registrar Registrar { get; }

    /// <summary>How many malformed messages have come.</summary>
    public long MalformedMessages => wire.Transport?.Malformed ?? 0;

    /// <summary>The signalling so far of a call of the host's whose legs stand, or ended some seconds ago.</summary>
    public IReadOnlyList<LegTrace> TracesOf(Guid call) => Trace.Of(call);

    /// <summary>What passes, call by call.</summary>
    internal SipTrace Trace { get; }

    /// <summary>How many transactions and dialogs are alive.</summary>
    internal int Open => lanes.Open;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SipPortInUseException">Another program has the port.</exception>
    public Task StartAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        wire.Transport = Listen();
        sweep = clock.CreateTimer(_ => Sweep(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        StartQualifier();
        trunks.Start();
        return Task.CompletedTask;
    }

    /// <summary>Replaces the trunks; calls that stand are not touched.</summary>
    public void SetTrunks(IReadOnlyList<Trunk> trunks)
    {
        reception.Trunks = trunks;
        guard.IsTrunk = peer => Includes(trunks, peer);
        this.trunks.Replace(trunks);
    }

    /// <summary>How each trunk is just now.</summary>
    public IReadOnlyList<TrunkStatus> TrunkStatuses => trunks.Statuses;

    /// <summary>Asks a trunk by OPTIONS whether it is there; null where none of this name takes calls out.</summary>
    public async Task<TrunkAnswer?> AskTrunkAsync(string name, CancellationToken ct) =>
        trunks.AskAsync(name) is { } asking ? await asking.WaitAsync(ct).ConfigureAwait(false) : null;

    /// <summary>Places a call and waits until it is answered or not. The token gives up with CANCEL.</summary>
    public Task<DialOutcome> DialAsync(DialRequest request, CancellationToken ct) => dialling.DialAsync(request, ct);

    /// <summary>An account of ours at another exchange, not yet registered there.</summary>
    public PhoneRegistration AccountAt(PhoneAccount account) => new(account, lanes);

    /// <summary>
    /// Serves a WebSocket of the subprotocol "sip" (RFC 7118) until it ends. What has registered on it can then not be reached any more.
    /// </summary>
    /// <param name="socket">Accepted by the host, with a keep-alive of its own, as SIP has none here. It stays the host's.</param>
    /// <param name="remote">The browser's address.</param>
    /// <param name="secure">Whether it came by TLS.</param>
    /// <param name="ct">Ends the connection.</param>
    public Task ServeWebSocketAsync(WebSocket socket, IPEndPoint remote, bool secure, CancellationToken ct) =>
        wire.Started.ServeWebSocketAsync(socket, remote, secure, ct);

    /// <summary>
    /// Closes the WebSockets on which a user has registered and forgets these registrations; other phones stay. One that an answered
    /// call still needs stays open for that call alone.
    /// </summary>
    public void DropWebSockets(string user)
    {
        var needed = AnsweredFlows();
        foreach (var binding in Registrar.All(user).Where(b => b.Flow.IsWebSocket))
        {
            Registrar.Forget(binding.Flow);
            if (!needed.Contains(binding.Flow))
            {
                wire.Transport?.DropWebSocket(binding.Flow);
            }
        }
    }

    /// <summary>Whether a browser of the user's that can be called has an answered call.</summary>
    public bool TalksInBrowser(string user) =>
        AnsweredFlows() is var needed && Registrar.Contacts(user).Any(b => b.Flow.IsWebSocket && needed.Contains(b.Flow));

    /// <summary>Hangs up what stands, waits a moment for the goodbyes, and closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        if (options.Relay is { } relay)
        {
            relay.Restarted -= Reanchor;
        }
        qualifierMailbox?.Post(() => qualifier?.Stop());
        if (sweep is not null)
        {
            await sweep.DisposeAsync().ConfigureAwait(false);
        }
        await reception.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(legs.Standing.Select(l => l.HangUpAsync())).ConfigureAwait(false);
        var unregistered = trunks.StopAsync();
        // By the system's clock: the exchange has to come to an end wherever its own clock stands.
        await Task.WhenAny(Task.WhenAll(background.WhenDoneAsync(), unregistered), Task.Delay(Grace, TimeProvider.System)).ConfigureAwait(false);
        if (wire.Transport is { } transport)
        {
            await transport.DisposeAsync().ConfigureAwait(false);
        }
        Trace.End();
    }

    private void Sweep()
    {
        Registrar.Sweep();
        Trace.Sweep();
    }

    private static bool Includes(IReadOnlyList<Trunk> trunks, IPEndPoint peer)
    {
        foreach (var trunk in trunks)
        {
            if (trunk.Includes(peer))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The connections that answered calls go by now.</summary>
    private HashSet<SipFlow> AnsweredFlows() => [.. legs.Standing.Where(l => l is { Answered: true, End: null }).Select(l => successors.Of(l.Flow))];

    private void Reanchor(object? sender, EventArgs e)
    {
        foreach (var leg in legs.Standing)
        {
            leg.Reanchor();
        }
    }

    private SipTransport Listen()
    {
        try
        {
            return SipTransport.Start(options.Bind, options.SipPort, options.Advertised, options.Tls, lanes, guard, clock, logger);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new SipPortInUseException(options.Bind, options.SipPort, e);
        }
    }

    private void StartQualifier()
    {
        var callId = Tokens.NewCallId();
        var lane = lanes.Of(callId);
        qualifier = new Qualifier(Registrar, lane, callId, options.QualifyEvery);
        qualifierMailbox = lane.Mailbox;
        lane.Mailbox.Post(qualifier.Start);
    }

    /// <summary>The lanes are made before the port is open.</summary>
    private sealed class Wire(FlowSuccessors successors, SipTrace trace) : ISipWire
    {
        public SipTransport? Transport { get; set; }

        public SipTransport Started => Transport ?? throw new InvalidOperationException("The exchange has not been started.");

        /// <summary>On the flow itself, or where its phone has come again, when the flow is gone.</summary>
        public bool Send(SipFlow flow, ReadOnlyMemory<byte> message)
        {
            // Before it goes out: its answer must not stand above it.
            trace.Sent(flow, message);
            return Transport is { } transport && (transport.Send(flow, message) || (successors.Of(flow) is var next && next != flow && transport.Send(next, message)));
        }

        public IPEndPoint LocalFor(SipFlow flow) => Started.LocalFor(flow);

        public ConnectFault? FaultOf(SipFlow flow) => Transport?.FaultOf(flow);

        public IPAddress AddressFor(IPAddress peer) => Started.AddressFor(peer);
    }
}
