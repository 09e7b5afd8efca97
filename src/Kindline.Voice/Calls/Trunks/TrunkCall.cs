using System.Net;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Calls.Trunks;

/// <summary>One call out over trunks, each tried with an INVITE of its own until one can place the call (route advance).</summary>
/// <param name="number">What is dialled.</param>
/// <param name="mustGetThrough">Whether every trunk is tried, whatever the others say.</param>
/// <param name="ring">Tries one route; the outcome is null where the token fired.</param>
/// <param name="resolve">The address of a named host.</param>
/// <param name="attempted">Told of every try.</param>
internal sealed class TrunkCall(
    string number,
    bool mustGetThrough,
    Func<DialRoute, Task<(DialOutcome? Outcome, DialRefusal? Refusal)>> ring,
    Func<SipUri, ValueTask<IPAddress?>> resolve,
    Action<Trunk, DialOutcome?, DialRefusal?> attempted)
{
    // A gateway that takes a call for help and shows nothing of it must not use up the time of the others; the last one has all the time.
    // Ten seconds is longer than a call to an emergency service takes to ring on a working trunk.
    private static readonly TimeSpan HelpStirsWithin = TimeSpan.FromSeconds(10);

    /// <summary>The answer, or the refusal that ended the search; null where the token fired.</summary>
    public async Task<DialOutcome?> RunAsync(IReadOnlyList<Trunk> order)
    {
        DialOutcome? last = new DialOutcome.Unreachable();
        foreach (var (n, trunk) in order.Index())
        {
            if (trunk.Outbound is not { } gateway)
            {
                continue;
            }
            TimeSpan? progress = mustGetThrough && order.Skip(n + 1).Any(t => t.Outbound is not null) ? HelpStirsWithin : null;
            var (outcome, goesOn) = await OverAsync(trunk, gateway, progress).ConfigureAwait(false);
            // The next trunk's dead wire says less than what a gateway has answered.
            last = outcome is DialOutcome.Unreachable ? last : outcome;
            if (!goesOn)
            {
                return last;
            }
        }
        return last;
    }

    /// <summary>One trunk, with where its 3xx answers lead.</summary>
    private async Task<(DialOutcome? Outcome, bool GoesOn)> OverAsync(Trunk trunk, IPEndPoint gateway, TimeSpan? progress)
    {
        var redirects = new Redirects(trunk, number, resolve);
        var routes = new LinkedList<DialRoute>([RouteOf(trunk, gateway) with { ProgressWithin = progress }]);
        var (outcome, goesOn) = ((DialOutcome?)new DialOutcome.Unreachable(), true);
        while (routes.First is { Value: var route })
        {
            routes.RemoveFirst();
            (outcome, var refusal) = await ring(route).ConfigureAwait(false);
            attempted(trunk, outcome, refusal);
            goesOn = refusal is not null && RouteAdvance.GoesOn(refusal, trunk, mustGetThrough);
            if (!goesOn)
            {
                break;
            }
            foreach (var (uri, flow) in (await redirects.OfAsync(refusal?.Response).ConfigureAwait(false)).Reverse())
            {
                routes.AddFirst(new DialRoute(uri, flow, false, trunk) { ProgressWithin = progress });
            }
        }
        return (outcome, goesOn);
    }

    private DialRoute RouteOf(Trunk trunk, IPEndPoint gateway)
    {
        var uri = trunk.Domain is { } domain
            ? SipUri.Sip(number, domain)
            : SipUri.Sip(number, gateway.Address.ToString(), gateway.Port);
        return new DialRoute(uri, trunk.FlowTo(gateway), false, trunk);
    }
}
