using System.Net;
using System.Net.Sockets;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Registration;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Calls;

/// <summary>Calls out: finds where the target is, rings all of it, and keeps the first that answers.</summary>
internal sealed class Dialling(
    CallLanes lanes,
    LegFactory legs,
    Registrar registrar,
    Func<SipFlow, IPEndPoint> localFor,
    BackgroundWork background,
    TimeProvider clock)
{
    private static readonly TimeSpan TimerC = TimeSpan.FromMinutes(3);

    private readonly record struct Route(SipUri Uri, SipFlow Flow, bool Symmetric, Trunk? Trunk);

    public async Task<DialOutcome> DialAsync(DialRequest request, CancellationToken ct)
    {
        var routes = await RoutesOfAsync(request.Target, ct).ConfigureAwait(false);
        if (routes.Count == 0)
        {
            return new DialOutcome.Unreachable();
        }
        using var limit = new CancellationTokenSource(request.RingFor ?? TimerC, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var attempts = Begin(routes, request);
        var outcome = await FirstAnswerAsync(attempts, either.Token).ConfigureAwait(false);
        GiveUpOthers(attempts, outcome);
        return outcome switch
        {
            not null => outcome,
            _ when ct.IsCancellationRequested => new DialOutcome.Cancelled(),
            _ => new DialOutcome.NoAnswer(),
        };
    }

    private List<DialAttempt> Begin(IReadOnlyList<Route> routes, DialRequest request)
    {
        var rang = 0;
        void Ring()
        {
            if (Interlocked.Exchange(ref rang, 1) == 0)
            {
                request.Ringing?.Invoke();
            }
        }
        List<DialAttempt> attempts = [.. routes.Select(r => Attempt(r, request, Ring)).OfType<DialAttempt>()];
        foreach (var attempt in attempts)
        {
            attempt.Start();
        }
        return attempts;
    }

    private DialAttempt? Attempt(Route route, DialRequest request, Action ring)
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
            return new DialAttempt(leg, lane, InviteOf(callId, route, request), ring);
        }
        catch (NoMediaPortException)
        {
            return null;
        }
    }

    private OutgoingInvite InviteOf(string callId, Route route, DialRequest request)
    {
        var local = localFor(route.Flow);
        var home = route.Trunk?.Domain is { } domain
            ? SipUri.Sip(request.FromUser, domain)
            : SipUri.Sip(request.FromUser, local.Address.ToString(), local.Port);
        var from = new NameAddress(request.FromDisplay, home, SipParameters.Empty).WithTag(Tokens.NewTag());
        var to = new NameAddress(null, route.Uri with { Parameters = SipParameters.Empty }, SipParameters.Empty);
        var credentials = route.Trunk is { User: { } user, Password: { } password } ? new Credentials(user, password) : null;
        return new OutgoingInvite(callId, route.Uri, from, to, route.Flow, route.Symmetric, request.Headers, credentials);
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

    private async ValueTask<IReadOnlyList<Route>> RoutesOfAsync(DialTarget target, CancellationToken ct) => target switch
    {
        DialTarget.Phone(var user, var inBrowser) =>
            [.. registrar.Contacts(user).Where(b => b.Flow.IsWebSocket || !inBrowser).Select(b => new Route(b.Contact, b.Flow, true, null))],
        DialTarget.OnTrunk({ Outbound: { } outbound } trunk, var number) => [TrunkRoute(trunk, outbound, number)],
        DialTarget.Address(var uri) when await ResolveAsync(uri, ct).ConfigureAwait(false) is { } flow =>
            [new Route(uri, flow, false, null)],
        _ => [],
    };

    private static Route TrunkRoute(Trunk trunk, IPEndPoint outbound, string number)
    {
        var uri = trunk.Domain is { } domain
            ? SipUri.Sip(number, domain)
            : SipUri.Sip(number, outbound.Address.ToString(), outbound.Port);
        return new Route(uri, new SipFlow(trunk.Tcp ? SipProtocol.Tcp : SipProtocol.Udp, outbound, 0), false, trunk);
    }

    private static async ValueTask<SipFlow?> ResolveAsync(SipUri uri, CancellationToken ct)
    {
        if (uri.Scheme != "sip")
        {
            return null;
        }
        var protocol = PeerRoute.ProtocolOf(uri, SipProtocol.Udp);
        if (protocol is not (SipProtocol.Udp or SipProtocol.Tcp) || IsNowhere(uri.Host))
        {
            return null;
        }
        if (!IPAddress.TryParse(uri.Host, out var address))
        {
            address = await LookUpAsync(uri.Host, ct).ConfigureAwait(false);
        }
        return address is null ? null : new SipFlow(protocol, new IPEndPoint(address, uri.Port ?? 5060), 0);
    }

    // What browsers put for the address that they do not have (RFC 7118 5, RFC 2606 2).
    private static bool IsNowhere(string host) => host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);

    private static async ValueTask<IPAddress?> LookUpAsync(string host, CancellationToken ct)
    {
        try
        {
            var found = await Dns.GetHostAddressesAsync(host, ct).ConfigureAwait(false);
            return found.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? found.FirstOrDefault();
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
