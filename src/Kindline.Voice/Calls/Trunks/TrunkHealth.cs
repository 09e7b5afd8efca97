using System.Net;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Calls.Trunks;

/// <summary>
/// Asks one gateway from time to time whether it is there (OPTIONS, RFC 3261 11). Any final answer says yes; after one silence it is asked
/// again soon, after two in a row it is down and asked at growing waits, so that its return is noticed early. Its state belongs to its mailbox.
/// </summary>
internal sealed class TrunkHealth
{
    private const int MostSilences = 2;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly Trunk trunk;
    private readonly SipFlow flow;
    private readonly DialogLayer layer;
    private readonly Action changed;
    private readonly string callId = Tokens.NewCallId();
    private readonly List<TaskCompletionSource<TrunkAnswer>> asking = [];
    private volatile Snapshot now = new(TrunkState.Unknown, null, null, null);
    private MailboxTimer? next;
    private MailboxTimer? patience;
    private int silences;
    private uint sequence;
    private bool stopped;

    public TrunkHealth(Trunk trunk, IPEndPoint gateway, CallLanes lanes, Action changed)
    {
        this.trunk = trunk;
        this.changed = changed;
        flow = trunk.FlowTo(gateway);
        layer = lanes.Of(callId);
    }

    /// <summary>What is known, to be read from anywhere.</summary>
    /// <param name="State">Whether it is there.</param>
    /// <param name="Since">Since when.</param>
    /// <param name="RoundTrip">Of the last answer.</param>
    /// <param name="OutUntil">When it may be tried again after its own wish.</param>
    public sealed record Snapshot(TrunkState State, DateTimeOffset? Since, TimeSpan? RoundTrip, DateTimeOffset? OutUntil);

    public Snapshot Now => now;

    /// <summary>Why there is no TLS connection to it; from anywhere.</summary>
    public ConnectFault? Fault => now.State == TrunkState.Up ? null : layer.FaultOf(flow);

    /// <summary>Whether it is to be tried before those that are not.</summary>
    public bool IsFit => now is var seen && seen.State != TrunkState.Down && !(seen.OutUntil > layer.Timers.Now);

    public void Start()
    {
        if (trunk.AskEvery > TimeSpan.Zero)
        {
            layer.Mailbox.Post(Ask);
        }
    }

    public void Stop() => layer.Mailbox.Post(() =>
    {
        stopped = true;
        next?.Stop();
        patience?.Stop();
        Answer(new TrunkAnswer(null, null));
    });

    /// <summary>Asks at once, whatever the timer says.</summary>
    public Task<TrunkAnswer> AskAsync()
    {
        var answer = new TaskCompletionSource<TrunkAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        layer.Mailbox.Post(() =>
        {
            asking.Add(answer);
            Ask();
        });
        return answer.Task;
    }

    /// <summary>A call that it kept silent to is a reason to look now.</summary>
    public void Suspect()
    {
        if (trunk.AskEvery > TimeSpan.Zero && now.State != TrunkState.Down)
        {
            layer.Mailbox.Post(Ask);
        }
    }

    /// <summary>It has asked to be left alone for so long.</summary>
    public void LeaveAlone(TimeSpan time) => layer.Mailbox.Post(() =>
    {
        now = now with { OutUntil = layer.Timers.Now + time };
        changed();
    });

    private void Ask()
    {
        next?.Stop();
        patience?.Stop();
        if (stopped)
        {
            Answer(new TrunkAnswer(null, null));
            return;
        }
        var number = ++sequence;
        var askedAt = layer.Timers.Now;
        patience = layer.Timers.After(trunk.SilentFor, () => OnSilence(number));
        layer.Transactions.Send(Options(), flow, new Heard(status => OnAnswer(status, askedAt), () => OnSilence(number)));
    }

    // A late answer to an earlier question counts as well: it is there.
    private void OnAnswer(int status, DateTimeOffset askedAt)
    {
        if (stopped)
        {
            return;
        }
        patience?.Stop();
        silences = 0;
        var took = layer.Timers.Now - askedAt;
        Become(TrunkState.Up, took);
        Answer(new TrunkAnswer(status, took));
        AskAfter(trunk.AskEvery);
    }

    private void OnSilence(uint number)
    {
        if (stopped || number != sequence)
        {
            return;
        }
        patience?.Stop();
        sequence++;
        silences++;
        // A wrong certificate is no lost packet: asking again soon would make it no better, and calls shall not try it first.
        if (silences >= MostSilences || Fault is not null)
        {
            Become(TrunkState.Down, null);
        }
        Answer(new TrunkAnswer(null, null));
        AskAfter(Wait());
    }

    private void Become(TrunkState state, TimeSpan? took)
    {
        var before = now;
        now = before with { State = state, RoundTrip = took, Since = before.State == state ? before.Since : layer.Timers.Now };
        if (before.State != state)
        {
            changed();
        }
    }

    private void Answer(TrunkAnswer answer)
    {
        foreach (var one in asking)
        {
            one.TrySetResult(answer);
        }
        asking.Clear();
    }

    private void AskAfter(TimeSpan wait)
    {
        next?.Stop();
        next = trunk.AskEvery > TimeSpan.Zero ? layer.Timers.After(wait, Ask) : null;
    }

    // 5 s after the first and the second silence, then 10, 20, and as often as ever.
    private TimeSpan Wait()
    {
        var wait = Soon * Math.Pow(2, Math.Clamp(silences - MostSilences, 0, 10));
        return wait < trunk.AskEvery ? wait : trunk.AskEvery;
    }

    private SipRequest Options()
    {
        var uri = trunk.Domain is { } domain ? SipUri.Sip(null, domain) : SipUri.Sip(null, flow.Remote.Address.ToString(), flow.Remote.Port);
        var options = new SipRequest(SipMethods.Options, uri);
        var headers = options.Headers;
        var contact = layer.ContactFor(flow, null);
        headers.Add(HeaderNames.MaxForwards, "70");
        headers.Add(HeaderNames.From, $"{contact};tag={Tokens.NewTag()}");
        headers.Add(HeaderNames.To, new NameAddress(null, uri, SipParameters.Empty).ToString());
        headers.Add(HeaderNames.CallId, callId);
        headers.Add(HeaderNames.CSeq, new CSeq(sequence, SipMethods.Options).ToString());
        headers.Add(HeaderNames.Contact, contact);
        headers.Add(HeaderNames.Accept, Capabilities.Sdp);
        headers.Add(HeaderNames.UserAgent, layer.UserAgent);
        return options;
    }

    private sealed class Heard(Action<int> came, Action failed) : IClientTransactionUser
    {
        public void OnResponse(SipResponse response)
        {
            if (response.StatusCode >= 200)
            {
                came(response.StatusCode);
            }
        }

        public void OnFailure(TransactionFailure failure) => failed();
    }
}
