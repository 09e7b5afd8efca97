using Kindline.Voice.Calls;
using Kindline.Voice.Sip.Transactions;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>What an INVITE of ours says.</summary>
/// <param name="CallId">Its Call-ID, which has decided its mailbox.</param>
/// <param name="From">With our tag.</param>
/// <param name="Flow">Where it goes first.</param>
/// <param name="Symmetric">Whether requests inside its dialog go there as well.</param>
/// <param name="Headers">Further fields, such as Alert-Info.</param>
/// <param name="Silence">How long no answer at all, not even a 100, is borne; null for Timer B.</param>
/// <param name="Progress">How long nothing beyond 100 is borne; null for as long as the caller does.</param>
internal sealed record OutgoingInvite(
    string CallId,
    SipUri Uri,
    NameAddress From,
    NameAddress To,
    SipFlow Flow,
    bool Symmetric,
    IReadOnlyList<SipHeader> Headers,
    Credentials? Credentials,
    TimeSpan? Silence = null,
    TimeSpan? Progress = null);

/// <summary>Hears how an INVITE of ours fares. Called in its mailbox; must not block.</summary>
internal interface IInviteClientUser : ISessionUser
{
    /// <summary>A provisional response beyond 100 has come.</summary>
    /// <param name="status">180 where the callee is alerted (RFC 3261 21.1.2); the others say less.</param>
    void OnProgress(int status);

    /// <summary>The peer can be heard, and has not answered: a carrier's ringing, or its words of why nobody will (RFC 3960).</summary>
    void OnHeard();

    /// <summary>The first 2xx has come and is acknowledged.</summary>
    void OnAnswered(InviteSession session);

    /// <summary>There will be no session.</summary>
    /// <param name="status">What was answered, or what stands for it (RFC 3261 8.1.3.1).</param>
    /// <param name="phrase">Its words.</param>
    /// <param name="by">Who it comes from.</param>
    /// <param name="response">The answer where one came.</param>
    void OnRefused(int status, string phrase, LegEnder by, SipResponse? response);
}

/// <summary>
/// An INVITE of ours (RFC 3261 13.2): early dialogs by To tag, one session out of however many 2xx a fork brings, CANCEL once it
/// may be sent, and BYE for a 2xx that outran it.
/// </summary>
internal sealed class InviteClient(DialogLayer layer, OutgoingInvite call, IOfferAnswer media, IInviteClientUser user)
    : IClientTransactionUser
{
    private static readonly Described.Failed Terminated = new(487, "Request Terminated", "cancelled");

    private readonly Dictionary<string, InviteSession> forks = [];
    private readonly ChallengeRetry? retry = call.Credentials is { } credentials ? new ChallengeRetry(credentials) : null;
    private ClientTransaction? transaction;
    private InviteSession? settling;
    private MailboxTimer? limit;
    private MailboxTimer? silence;
    private MailboxTimer? progress;
    private uint sequence;
    private bool provisional;
    private bool cancelled;
    private bool decided;
    private ReadOnlyMemory<byte> previewed;
    private DialogId? chosen;

    public void Start() => Send(null);

    /// <summary>Gives up: CANCEL as soon as the peer has shown a sign of life (RFC 3261 9.1).</summary>
    public void Cancel()
    {
        if (!cancelled && !decided)
        {
            cancelled = true;
            CancelIfAllowed();
        }
    }

    public void OnResponse(SipResponse response)
    {
        silence?.Stop();
        if (response.StatusCode > 100)
        {
            progress?.Stop();
        }
        switch (response.StatusCode)
        {
            case < 200:
                OnProvisional(response);
                break;
            case < 300:
                OnSuccess(response);
                break;
            default:
                OnFinalFailure(response);
                break;
        }
    }

    public void OnFailure(TransactionFailure failure)
    {
        var (status, phrase) = failure == TransactionFailure.Timeout ? (408, "Request Timeout") : (503, "Service Unavailable");
        Refuse(status, phrase, LegEnder.Network);
    }

    private void OnProvisional(SipResponse response)
    {
        provisional = true;
        if (cancelled)
        {
            CancelIfAllowed();
            return;
        }
        if (response.StatusCode == 100 || decided)
        {
            return;
        }
        if (response.To?.Tag is { } tag && !forks.ContainsKey(tag))
        {
            forks[tag] = NewSession(response);
        }
        Preview(response);
        user.OnProgress(response.StatusCode);
    }

    /// <summary>A fork that speaks later is heard in place of the earlier one; a repetition changes nothing.</summary>
    private void Preview(SipResponse response)
    {
        if (response.Body.IsEmpty || response.Body.Span.SequenceEqual(previewed.Span))
        {
            return;
        }
        previewed = response.Body;
        media.Preview(response.Body, () =>
        {
            if (!decided && !cancelled)
            {
                user.OnHeard();
            }
        });
    }

    private void OnSuccess(SipResponse success)
    {
        var tag = success.To?.Tag ?? "";
        if (forks.TryGetValue(tag, out var session) && session.IsAcknowledged)
        {
            session.RepeatAck();
            return;
        }
        session ??= NewSession(success);
        forks[tag] = session;
        session.Confirm(success);
        if (decided || settling is not null)
        {
            session.HangUp(LegEnder.Us, "answered elsewhere");
            return;
        }
        settling = session;
        if (cancelled)
        {
            Settle(session, Described.Taken, success);
            return;
        }
        media.Accept(success.Body, taken => Settle(session, taken, success));
    }

    private void Settle(InviteSession session, Described taken, SipResponse success)
    {
        if (decided)
        {
            return;
        }
        if (!session.IsUp)
        {
            Refuse(487, "Request Terminated", LegEnder.Peer);
            return;
        }
        if (cancelled || taken is Described.Failed)
        {
            var failure = cancelled ? Terminated : (Described.Failed)taken;
            session.HangUp(LegEnder.Us, failure.Why);
            Refuse(failure.Status, failure == Described.Failed.InTheClear ? failure.Why : failure.Phrase, LegEnder.Us, success);
            return;
        }
        decided = true;
        limit?.Stop();
        EndEarly(except: session);
        user.OnAnswered(session);
    }

    private void OnFinalFailure(SipResponse response)
    {
        if (!cancelled && response.StatusCode is 401 or 407 && retry is not null && retry.MayAnswer(response))
        {
            Send(response);
            return;
        }
        Refuse(response.StatusCode, response.ReasonPhrase, LegEnder.Peer, response);
    }

    private void Send(SipResponse? challenge)
    {
        media.Offer(hold: false, ours => Send(ours, challenge));
    }

    private void Send(Described ours, SipResponse? challenge)
    {
        if (cancelled)
        {
            // CANCEL came while the offer was being made: there is nothing out there to be cancelled.
            Refuse(Terminated.Status, Terminated.Phrase, LegEnder.Us);
            return;
        }
        if (ours is not Described.Sdp { Body: var body })
        {
            var failure = (Described.Failed)ours;
            Refuse(failure.Status, failure.Why, LegEnder.Us);
            return;
        }
        var invite = Request(body);
        if (challenge is not null && retry?.Answer(challenge, invite) != true)
        {
            Refuse(challenge.StatusCode, challenge.ReasonPhrase, LegEnder.Peer, challenge);
            return;
        }
        provisional = false;
        silence = call.Silence is { } borne ? layer.Timers.After(borne, OnSilence) : null;
        progress = call.Progress is { } within ? layer.Timers.After(within, OnSilence) : null;
        transaction = layer.Transactions.Send(invite, call.Flow, this);
    }

    // A peer that wakes up later is cancelled at its first sign of life, which is when it may be (RFC 3261 9.1); one that has shown it, now.
    private void OnSilence()
    {
        cancelled = true;
        CancelIfAllowed();
        (transaction as InviteClientTransaction)?.StopRepeating();
        Refuse(408, "Request Timeout", LegEnder.Network);
    }

    private SipRequest Request(ReadOnlyMemory<byte> offer)
    {
        var invite = new SipRequest(SipMethods.Invite, call.Uri);
        var headers = invite.Headers;
        headers.Add(HeaderNames.MaxForwards, "70");
        headers.Add(HeaderNames.From, call.From.ToString());
        headers.Add(HeaderNames.To, call.To.ToString());
        headers.Add(HeaderNames.CallId, call.CallId);
        headers.Add(HeaderNames.CSeq, new CSeq(++sequence, SipMethods.Invite).ToString());
        headers.Add(HeaderNames.Contact, layer.ContactFor(call.Flow, call.From.Uri.User));
        headers.Add(HeaderNames.Allow, Capabilities.Allow);
        headers.Add(HeaderNames.Supported, Capabilities.Supported);
        headers.Add(HeaderNames.UserAgent, layer.UserAgent);
        foreach (var header in call.Headers)
        {
            headers.Add(header.Name, header.Value);
        }
        headers.Add(HeaderNames.ContentType, Capabilities.Sdp);
        invite.Body = offer;
        return invite;
    }

    private void CancelIfAllowed()
    {
        if (provisional && settling is null && transaction is not null && limit is null)
        {
            layer.Transactions.Cancel(transaction);
            limit = layer.Timers.After(TransactionTimes.GiveUp, () => Refuse(487, "Request Terminated", LegEnder.Network));
        }
    }

    private InviteSession NewSession(SipResponse response)
    {
        var request = transaction?.Request ?? throw new InvalidOperationException("A response came before the request.");
        var dialog = Dialog.OfClient(request, response, call.Flow, call.Symmetric);
        return new InviteSession(layer, dialog, media, new Fork(this, user, dialog.Id), call.Credentials);
    }

    private void Refuse(int status, string phrase, LegEnder by, SipResponse? response = null)
    {
        limit?.Stop();
        silence?.Stop();
        progress?.Stop();
        if (!decided)
        {
            decided = true;
            EndEarly(except: null);
            user.OnRefused(status, phrase, by, response);
        }
    }

    private void EndEarly(InviteSession? except)
    {
        chosen = except?.Dialog.Id;
        foreach (var (tag, session) in forks.Where(f => f.Value != except && !f.Value.IsUp).ToList())
        {
            forks.Remove(tag);
            session.End(new LegEnd(LegEnder.Us, "answered elsewhere", null, null, layer.Timers.Now));
        }
    }

    /// <summary>Only the chosen session speaks to the call.</summary>
    private sealed class Fork(InviteClient owner, IInviteClientUser user, DialogId id) : ISessionUser
    {
        public void OnEnded(LegEnd end)
        {
            if (owner.chosen == id)
            {
                user.OnEnded(end);
            }
        }

        public void OnReferred(Referral referral)
        {
            if (owner.chosen == id)
            {
                user.OnReferred(referral);
            }
            else
            {
                referral.Refuse(603, "Decline");
            }
        }

        public void OnDigit(char digit)
        {
            if (owner.chosen == id)
            {
                user.OnDigit(digit);
            }
        }
    }
}
