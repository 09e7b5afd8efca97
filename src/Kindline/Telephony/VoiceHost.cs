using System.Net;
using Kindline.Foundation;
using Kindline.Telephony.Signalling;
using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sip.Guard;
using Kindline.Voice.Sip.Transport;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Telephony;

/// <summary>Runs the exchange: opens its ports, gives it the trunks and the phones, and hands each call to its flow.</summary>
public sealed partial class VoiceHost : IHostedService, ICallDesk, IAsyncDisposable
{
    private readonly KindlineOptions options;
    private readonly DbFactory database;
    private readonly ReadyPorts ports;
    private readonly Drain drain;
    private readonly TrunkSecrets secrets;
    private readonly DemoCarrier carrier;
    private readonly TrunkAlarms alarms;
    private readonly Lazy<IInboundCalls> inbound;
    private readonly Lazy<IDialledCalls> dialled;
    private readonly Lazy<IPhoneBook> phones;
    private readonly ILogger<VoiceHost> logger;
    private volatile IReadOnlyList<Trunk> trunks = [];
    private int stopped;

    public VoiceHost(KindlineOptions options, DbFactory database, ReadyPorts ports, Drain drain, IServiceProvider services, TimeProvider clock, ILogger<VoiceHost> logger)
    {
        this.drain = drain;
        secrets = services.GetRequiredService<TrunkSecrets>();
        carrier = services.GetRequiredService<DemoCarrier>();
        alarms = services.GetRequiredService<TrunkAlarms>();
        this.options = options;
        this.database = database;
        this.ports = ports;
        this.logger = logger;
        // The flows dial through this host, and this host hands calls to the flows: the circle is closed at the first call.
        inbound = new(services.GetRequiredService<IInboundCalls>);
        dialled = new(services.GetRequiredService<IDialledCalls>);
        phones = new(services.GetRequiredService<IPhoneBook>);
        Media = new MediaEngine(options.Bind, options.RtpPorts.First, options.RtpPorts.Last, clock, logger);
        var exchange = new ExchangeOptions
        {
            Bind = options.Bind,
            SipPort = options.SipPort,
            Advertised = options.Advertised,
            EndSilentLegAfter = TimeSpan.FromMinutes(2),
            KeepTrace = services.GetRequiredService<SignallingKeeper>().Keep,
            Guard = new GuardOptions { Loopback = options.GuardsLoopback },
            Relay = services.GetRequiredService<IMediaRelay>(),
            RelayReachesUsAt = RelayAddresses.Of(options).Inside,
            Tls = options.TlsCertificate is null ? null : services.GetRequiredService<ServerCertificate>().ForConnection,
        };
        Exchange = new Exchange(exchange, Media, this, clock, logger);
    }

    public Exchange Exchange { get; }

    public MediaEngine Media { get; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadTrunksAsync(cancellationToken);
        await LoadAccessAsync(cancellationToken);
        try
        {
            await Exchange.StartAsync(cancellationToken);
        }
        catch (SipPortInUseException taken)
        {
            throw new CannotStartException(taken.Message);
        }
        ports.Sip = Exchange.SipPort;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref stopped, 1) == 0)
        {
            await Exchange.DisposeAsync();
            await Media.DisposeAsync();
        }
    }

    /// <summary>Whether there is any trunk for calls out.</summary>
    public bool CallsOut => trunks.Any(t => t.Outbound is not null);

    /// <summary>Whether calls out may take the trunk of this name.</summary>
    internal bool TakesCallsOut(string name) => trunks.Any(t => t.Name == name && t.Outbound is not null);

    /// <summary>Reads the trunks anew; running calls stay.</summary>
    public async Task LoadTrunksAsync(CancellationToken ct)
    {
        await using var db = database.Create();
        var lines = await db.Trunks.AsNoTracking().OrderBy(t => t.Name).ToListAsync(ct);
        trunks = [.. lines.Select(ToTrunk)];
        Exchange.SetTrunks(trunks);
    }

    /// <summary>Reads anew from where SIP is heard.</summary>
    public async Task LoadAccessAsync(CancellationToken ct)
    {
        await using var db = database.Create();
        if (await db.Set<SipAccess>().AsNoTracking().SingleOrDefaultAsync(ct) is { } kept)
        {
            Exchange.SetAccessLists(kept.ToLists());
        }
    }

    // Our own phones may dial for help also while the server drains.
    public Task OnIncomingAsync(IncomingCall call, CancellationToken ct) =>
        call.RegisteredUser is not null ? dialled.Value.RunAsync(call, ct)
        // A carrier that moves its caller to another leg keeps the one it has: the caller's leg is the call's for its whole life.
        : call.Replaces is not null ? call.Leg.RejectAsync(603, "Decline")
        : drain.Begun ? call.Leg.RejectAsync(503, "Service Unavailable")
        : inbound.Value.RunAsync(call, ct);

    public ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct) => phones.Value.SecretsOfAsync(user, ct);

    public void OnRegistrationChanged(string user, bool reachable) => phones.Value.Reachable(user, reachable);

    public void OnTrunkChanged(TrunkStatus status) => alarms.Changed(status);

    private Trunk ToTrunk(TrunkLine line)
    {
        var sources = new List<TrunkSource>();
        foreach (var part in TrunkLine.PartsOf(line.From))
        {
            if (TrunkSource.TryParse(part, out var source))
            {
                sources.Add(source);
            }
            else
            {
                LogBadTrunk(line.Name);
            }
        }
        var isDemo = line.Name == TrunkLine.DemoName;
        var outbound = isDemo && options.DemoTrunk is { } demo ? demo
            : IPEndPoint.TryParse(line.Outbound ?? "", out var endpoint) ? endpoint
            : isDemo ? carrier.Address : null;
        // What stands at KINDLINE_TRUNK is anybody's tool and has been promised calls only.
        var asks = !(isDemo && options.DemoTrunk is not null);
        return new Trunk(line.Name, sources, outbound, line.User, line.ProtectedPassword is { } kept ? secrets.Unprotect(kept) : null)
        {
            Transport = line.Transport,
            Authority = line.Authority,
            Audio = line.Audio,
            Domain = line.Domain,
            Priority = line.Priority,
            Weight = line.Weight,
            Registers = line.Registers,
            AskEvery = asks ? TimeSpan.FromSeconds(line.AskSeconds) : TimeSpan.Zero,
            SilentFor = TimeSpan.FromSeconds(line.SilentSeconds),
            UnavailableGoesOn = line.UnavailableGoesOn,
            RedirectHosts = TrunkLine.PartsOf(line.RedirectHosts),
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Trunk {Trunk}: a source address cannot be read; its calls are refused")]
    private partial void LogBadTrunk(string trunk);
}
