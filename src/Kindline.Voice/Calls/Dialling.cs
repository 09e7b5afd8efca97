using System.Net;
using System.Net.Sockets;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Registration;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Calls;

/// <summary>Calls out: finds where the target is, rings all of it, and keeps the first that answers.</summary>
internal sealed class Dialling(
    CallLanes lanes,
    LegFactory legs,
    Registrar registrar,
    TrunkSet trunks,
    ISipWire wire,
    BackgroundWork background,
    TimeProvider clock)
{
    private static readonly TimeSpan TimerC = TimeSpan.FromMinutes(3);

    public async Task<DialOutcome> DialAsync(DialRequest request, CancellationToken ct)
    {
        var rang = 0;
        void Ring()
        {
            if (Interlocked.Exchange(ref rang, 1) == 0)
            {
                request.Ringing?.Invoke();
            }
        }
        using var limit = new CancellationTokenSource(request.RingFor ?? TimerC, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var outcome = request.Target switch
        {
            DialTarget.OnTrunk(var trunk, var number) => await OverTrunksAsync([trunk], number, request, Ring, either.Token).ConfigureAwait(false),
            DialTarget.Outside(var number) => await OverTrunksAsync(trunks.Order(), number, request, Ring, either.Token).ConfigureAwait(false),
            _ => await OverPhonesAsync(request, Ring, either.Token).ConfigureAwait(false),
        };
        return outcome switch
        {
            // Given up while a name was being looked up: nobody has been rung.
            DialOutcome.Unreachable when ct.IsCancellationRequested => new DialOutcome.Cancelled(),
            not null => outcome,
            _ when ct.IsCancellationRequested => new DialOutcome.Cancelled(),
            _ => new DialOutcome.NoAnswer(),
        };
    }

    private async Task<DialOutcome?> OverPhonesAsync(DialRequest request, Action ring, CancellationToken ct)
    {
        var routes = await RoutesOfAsync(request.Target, ct).ConfigureAwait(false);
        return (await RingAsync(routes, request, ring, ct).ConfigureAwait(false)).Outcome;
    }

    private Task<DialOutcome?> OverTrunksAsync(IReadOnlyList<Trunk> order, string number, DialRequest request, Action ring, CancellationToken ct)
    {
        void Attempted(Trunk trunk, DialOutcome? outcome, DialRefusal? refusal)
        {
            if (refusal is not null)
            {
                trunks.Learn(trunk, refusal);
            }
            request.Attempted?.Invoke(AttemptOf(trunk, outcome, refusal));
        }
        var call = new TrunkCall(number, request.MustGetThrough, route => RingAsync([route], request, ring, ct), uri => AddressOfAsync(uri, ct), Attempted);
        return call.RunAsync(order);
    }

    private TrunkAttempt AttemptOf(Trunk trunk, DialOutcome? outcome, DialRefusal? refusal) => (outcome, refusal) switch
    {
        (DialOutcome.Answered, _) => new TrunkAttempt(trunk.Name, 200, "answered"),
        (null, _) => new TrunkAttempt(trunk.Name, 487, "given up"),
        (_, { By: LegEnder.Network, Status: 408 }) => new TrunkAttempt(trunk.Name, 408, "silent"),
        (_, { By: LegEnder.Network, Status: var status }) => new TrunkAttempt(trunk.Name, status, WhyUnreachable(trunk)),
        (_, { Status: var status, Phrase: var words }) => new TrunkAttempt(trunk.Name, status, SipText.Printable(words.Length > 100 ? words[..100] : words)),
        _ => new TrunkAttempt(trunk.Name, 503, "no port is free for audio"),
    };

    private string WhyUnreachable(Trunk trunk) =>
        trunk.Outbound is { } gateway && wire.FaultOf(trunk.FlowTo(gateway)) is { } fault ? fault.Words() : "cannot be reached";

    /// <summary>Rings all of these until one answers, all have refused, or the token fires; what a single one said where it refused.</summary>
    private async Task<(DialOutcome? Outcome, DialRefusal? Refusal)> RingAsync(
        IReadOnlyList<DialRoute> routes, DialRequest request, Action ring, CancellationToken ct)
    {
        var attempts = Begin(routes, request, ring);
        var outcome = await FirstAnswerAsync(attempts, ct).ConfigureAwait(false);
        GiveUpOthers(attempts, outcome);
        return (outcome, outcome is not null && attempts is [var only] ? only.Refusal : null);
    }

    private List<DialAttempt> Begin(IReadOnlyList<DialRoute> routes, DialRequest request, Action ring)
    {
        List<DialAttempt> attempts = [.. routes.Select(r => Attempt(r, request, ring)).OfType<DialAttempt>()];
        foreach (var attempt in attempts)
        {
            attempt.Start();
        }
        return attempts;
    }

    private DialAttempt? Attempt(DialRoute route, DialRequest request, Action ring)
    {
        var callId = Tokens.NewCallId();
        var lane = lanes.Of(callId);
        try
        {
            var leg = legs.Outgoing(lane, callId, route.Flow, route.Trunk, (request.Target as DialTarget.Phone)?.User);
            if (request.Label is { } label)
            {
                leg.Label(label);
            }
            return new DialAttempt(leg, lane, InviteOf(callId, route, request), ring, request.Heard ?? (static _ => { }));
        }
        catch (NoMediaPortException)
        {
            return null;
        }
    }

    private OutgoingInvite InviteOf(string callId, DialRoute route, DialRequest request)
    {
        var local = wire.LocalFor(route.Flow);
        var home = route.Trunk?.Domain is { } domain
            ? SipUri.Sip(request.FromUser, domain)
            : SipUri.Sip(request.FromUser, local.Address.ToString(), local.Port);
        var from = new NameAddress(request.FromDisplay, home, SipParameters.Empty).WithTag(Tokens.NewTag());
        var to = new NameAddress(null, route.Uri with { Parameters = SipParameters.Empty }, SipParameters.Empty);
        var credentials = route.Trunk is { User: { } user, Password: { } password } ? new Credentials(user, password) : null;
        return new OutgoingInvite(callId, route.Uri, from, to, route.Flow, route.Symmetric, request.Headers, credentials, route.Trunk?.SilentFor, route.ProgressWithin);
    }

    /// <summary>The first answer; the most telling refusal where all refuse; null where the token fires first.</summary>
    private static async Task<DialOutcome?> FirstAnswerAsync(List<DialAttempt> attempts, CancellationToken ct)
    {
        var waiting = attempts.Select(a => a.Outcome).ToList();
        DialOutcome best = new DialOutcome.Unreachable();
        while (waiting.Count > 0)
        {
            Task<DialOutcome> first;
            try
            {
                first = await Task.WhenAny(waiting).WaitAsync(ct).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            waiting.Remove(first);
            var outcome = await first.ConfigureAwait(false);
            if (outcome is DialOutcome.Answered)
            {
                return outcome;
            }
            best = Weight(outcome) > Weight(best) ? outcome : best;
        }
        return best;
    }

    private static int Weight(DialOutcome outcome) => outcome switch
    {
        DialOutcome.Declined => 4,
        DialOutcome.Busy => 3,
        DialOutcome.NoAnswer => 2,
        DialOutcome.Failed => 1,
        _ => 0,
    };

    /// <summary>Cancels all but the chosen; an answer that came before the CANCEL could be sent is hung up.</summary>
    private void GiveUpOthers(List<DialAttempt> attempts, DialOutcome? chosen)
    {
        var kept = (chosen as DialOutcome.Answered)?.Leg;
        foreach (var attempt in attempts)
        {
            attempt.Cancel();
            background.Run(async () =>
            {
                if (await attempt.Outcome.ConfigureAwait(false) is DialOutcome.Answered(var leg) && leg != kept)
                {
                    await leg.HangUpAsync().ConfigureAwait(false);
                }
            });
        }
    }

    private async ValueTask<IReadOnlyList<DialRoute>> RoutesOfAsync(DialTarget target, CancellationToken ct) => target switch
    {
        DialTarget.Phone(var user, var inBrowser) =>
            [.. registrar.Contacts(user).Where(b => b.Flow.IsWebSocket || !inBrowser).Select(b => new DialRoute(b.Contact, b.Flow, true, null))],
        DialTarget.Address(var uri) when await ResolveAsync(uri, ct).ConfigureAwait(false) is { } flow =>
            [new DialRoute(uri, flow, false, null)],
        _ => [],
    };

    private static async ValueTask<SipFlow?> ResolveAsync(SipUri uri, CancellationToken ct)
    {
        var protocol = PeerRoute.ProtocolOf(uri, SipProtocol.Udp);
        return protocol is SipProtocol.Udp or SipProtocol.Tcp && await AddressOfAsync(uri, ct).ConfigureAwait(false) is { } address
            ? new SipFlow(protocol, new IPEndPoint(address, uri.Port ?? PeerRoute.DefaultPort(protocol)), 0)
            : null;
    }

    private static async ValueTask<IPAddress?> AddressOfAsync(SipUri uri, CancellationToken ct) =>
        uri.Scheme != "sip" || IsNowhere(uri.Host) ? null
        : IPAddress.TryParse(uri.Host, out var address) ? address
        : await LookUpAsync(uri.Host, ct).ConfigureAwait(false);

    // What browsers put for the address that they do not have (RFC 7118 5, RFC 2606 2).
    private static bool IsNowhere(string host) => host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);

    private static async ValueTask<IPAddress?> LookUpAsync(string host, CancellationToken ct)
    {
        try
        {
            var found = await Dns.GetHostAddressesAsync(host, ct).ConfigureAwait(false);
            return found.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? found.FirstOrDefault();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return null;
        }
    }
}
