using System.Net;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Registration;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Calls.Trunks;

/// <summary>
/// Keeps a trunk's user registered at its carrier: refreshed at half of the time granted, tried again after a failure at growing waits with
/// chance in them (RFC 5626 4.5), so that a carrier that comes back is not met by all its customers at once and a wrong password does not
/// lock the account. Its state belongs to its mailbox.
/// </summary>
internal sealed class TrunkRegistration
{
    // RFC 5626 4.5, where all flows to the registrar have failed: there is only one.
    private static readonly TimeSpan BaseWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Wished = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestTaken = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestRefresh = TimeSpan.FromSeconds(5);

    private readonly DialogLayer layer;
    private readonly RegisterClient client;
    private readonly Func<double> chance;
    private readonly Action changed;
    private readonly TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TrunkRegistrationStatus now = new(null, null, null);
    private MailboxTimer? timer;
    private TimeSpan wish = Wished;
    private int failures;
    private bool stopped;

    /// <param name="trunk">With a user.</param>
    /// <param name="registrar">Where the REGISTER goes.</param>
    /// <param name="lanes">Where it is sent from.</param>
    /// <param name="chance">From 0 to 1; from any thread.</param>
    /// <param name="changed">Runs in the mailbox when the status is another one.</param>
    public TrunkRegistration(Trunk trunk, IPEndPoint registrar, CallLanes lanes, Func<double> chance, Action changed)
    {
        this.chance = chance;
        this.changed = changed;
        var callId = Tokens.NewCallId();
        var uri = trunk.Domain is { } domain ? SipUri.Sip(null, domain) : SipUri.Sip(null, registrar.Address.ToString(), registrar.Port);
        var user = trunk.User ?? "";
        layer = lanes.Of(callId);
        client = new RegisterClient(
            layer,
            callId,
            uri,
            new NameAddress(null, uri with { User = user }, SipParameters.Empty),
            trunk.FlowTo(registrar),
            new Credentials(user, trunk.Password ?? ""));
    }

    /// <summary>How it stands, to be read from anywhere.</summary>
    public TrunkRegistrationStatus Status => now;

    public void Start() => layer.Mailbox.Post(Register);

    /// <summary>Ends it.</summary>
    /// <param name="leave">Whether the carrier is told; not where another one of the same user takes its place.</param>
    /// <returns>Completes when the carrier has answered, or has not for as long as a request lives.</returns>
    public Task StopAsync(bool leave)
    {
        layer.Mailbox.Post(() => Stop(leave));
        return left.Task;
    }

    private void Stop(bool leave)
    {
        if (stopped)
        {
            return;
        }
        stopped = true;
        timer?.Stop();
        if (leave && now is ({ Refused: null or 408 } or { Until: not null }))
        {
            client.Send(TimeSpan.Zero, _ => left.TrySetResult());
        }
        else
        {
            left.TrySetResult();
        }
    }

    private void Register()
    {
        if (!stopped)
        {
            client.Send(wish, OnFinal);
        }
    }

    private void OnFinal(SipResponse? response)
    {
        if (stopped)
        {
            return;
        }
        if (response is { StatusCode: >= 200 and < 300 } && client.GrantedBy(response, wish) is var granted && granted > TimeSpan.Zero)
        {
            failures = 0;
            var half = granted / 2;
            Become(layer.Timers.Now + granted, null, half > ShortestRefresh ? half : ShortestRefresh);
        }
        else if (response is { StatusCode: 423 } && RegisterClient.LeastOf(response) is { } least && least > wish && least <= LongestTaken)
        {
            wish = least;
            Register();
        }
        else
        {
            Fail(response);
        }
    }

    private void Fail(SipResponse? response)
    {
        failures++;
        var upper = BaseWait * Math.Pow(2, Math.Min(failures, 10));
        var wait = (upper < LongestWait ? upper : LongestWait) * (0.5 + chance() / 2);
        var asked = RouteAdvance.RetryAfter(response) ?? TimeSpan.Zero;
        var stands = now.Until > layer.Timers.Now ? now.Until : null;
        Become(stands, response?.StatusCode ?? 408, asked > wait ? asked : wait);
    }

    private void Become(DateTimeOffset? until, int? refused, TimeSpan wait)
    {
        timer = layer.Timers.After(wait, Register);
        var before = now;
        now = new TrunkRegistrationStatus(until, refused, layer.Timers.Now + wait);
        if (before.Refused != refused || before.Until is null != until is null)
        {
            changed();
        }
    }
}
