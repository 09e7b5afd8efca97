using System.Security.Cryptography;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip.Transactions;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>
/// Our re-INVITE with a new offer (RFC 3261 14.1): one INVITE at a time in either direction, glare retried after the random wait
/// that lets one side win, a peer that has lost the dialog ends it.
/// </summary>
internal sealed class Reinvite(InviteSession session, bool hold, Action<bool> done) : IClientTransactionUser
{
    // Two sides that wait at random hardly meet three times; ten times is a peer that always says 491.
    private const int MostGlares = 10;

    private readonly ChallengeRetry? retry = session.Credentials is { } credentials ? new ChallengeRetry(credentials) : null;
    private ReadOnlyMemory<byte> ack;
    private ClientTransaction? transaction;
    private MailboxTimer? wait;
    private MailboxTimer? limit;
    private int glares;
    private bool provisional;
    private bool finished;

    /// <summary>Whether our offer is being made, is on its way, or its answer is being taken.</summary>
    public bool Pending { get; private set; }

    public void Start()
    {
        if (!session.IsUp)
        {
            Finish(false);
        }
        else if (session.IsAnswering)
        {
            WaitAndRetry();
        }
        else
        {
            Send(null);
        }
    }

    /// <summary>The session has ended.</summary>
    public void Abandon()
    {
        wait?.Stop();
        limit?.Stop();
        Cancel();
        Finish(false);
    }

    public void OnResponse(SipResponse response)
    {
        if (response.StatusCode >= 200)
        {
            limit?.Stop();
            transaction = null;
        }
        switch (response.StatusCode)
        {
            case < 200:
                provisional = true;
                break;
            case < 300 when !ack.IsEmpty:
                session.Layer.Transactions.Send(session.Dialog.NextHop, ack);
                break;
            case < 300:
                OnSuccess(response);
                break;
            default:
                Pending = false;
                OnRefusal(response);
                break;
        }
    }

    public void OnFailure(TransactionFailure failure)
    {
        Pending = false;
        limit?.Stop();
        session.HangUp(LegEnder.Network, failure == TransactionFailure.Timeout ? "no answer to re-INVITE" : "unreachable");
        Finish(false);
    }

    private void OnSuccess(SipResponse success)
    {
        session.Dialog.RefreshTarget(success);
        ack = session.Layer.Transactions.SendAck(session.Dialog.Ack(success.CSeq?.Number ?? 0), session.Dialog.NextHop);
        if (!finished)
        {
            session.Media.Accept(success.Body, taken =>
            {
                Pending = false;
                if (taken == Described.Failed.InTheClear)
                {
                    // The peer believes that it is settled, and speaks so that everybody on the way can hear it.
                    session.HangUp(LegEnder.Us, Described.Failed.InTheClear.Why);
                }
                Finish(taken is Described.Sdp);
            });
        }
    }

    private void OnRefusal(SipResponse response)
    {
        if (finished)
        {
            return;
        }
        if (response.StatusCode is 401 or 407 && retry is not null && retry.MayAnswer(response))
        {
            Send(response);
            return;
        }
        session.Media.Withdraw();
        switch (response.StatusCode)
        {
            case 491 when ++glares < MostGlares:
                WaitAndRetry();
                break;
            case 408 or 481:
                // RFC 3261 12.2.1.2: the peer has no such dialog any more.
                session.HangUp(LegEnder.Network, "dialog lost");
                Finish(false);
                break;
            default:
                Finish(false);
                break;
        }
    }

    private void Send(SipResponse? challenge)
    {
        Pending = true;
        session.Media.Offer(hold, ours => Send(ours, challenge));
    }

    private void Send(Described ours, SipResponse? challenge)
    {
        if (finished)
        {
            Pending = false;
            return;
        }
        if (ours is not Described.Sdp { Body: var offer })
        {
            Withdraw();
            return;
        }
        var dialog = session.Dialog;
        var request = dialog.NewRequest(SipMethods.Invite);
        request.Headers.Add(HeaderNames.Contact, session.Layer.ContactFor(dialog.NextHop, null));
        request.Headers.Add(HeaderNames.Allow, Capabilities.Allow);
        request.Headers.Add(HeaderNames.UserAgent, session.Layer.UserAgent);
        request.Headers.Add(HeaderNames.ContentType, Capabilities.Sdp);
        request.Body = offer;
        if (challenge is not null && retry?.Answer(challenge, request) != true)
        {
            Withdraw();
            return;
        }
        provisional = false;
        transaction = session.Layer.Transactions.Send(request, dialog.NextHop, this);
        limit = session.Layer.Timers.After(TransactionTimes.GiveUp, Cancel);
    }

    // A peer that says 100 and no more would keep every later offer waiting, and its transaction for ever. One that answers not even the
    // CANCEL counts as gone; one that has not said 100 is given up by Timer B (RFC 3261 9.1).
    private void Cancel()
    {
        if (Pending && provisional && transaction is { } waiting)
        {
            transaction = null;
            session.Layer.Transactions.Cancel(waiting);
        }
    }

    private void Withdraw()
    {
        Pending = false;
        session.Media.Withdraw();
        Finish(false);
    }

    // 14.1: whoever chose the Call-ID waits 2.1 to 4 s, the other up to 2 s, in steps of 10 ms.
    private void WaitAndRetry()
    {
        var steps = session.Dialog.IsCaller ? RandomNumberGenerator.GetInt32(210, 401) : RandomNumberGenerator.GetInt32(0, 201);
        wait = session.Layer.Timers.After(TimeSpan.FromMilliseconds(10 * steps), Start);
    }

    private void Finish(bool agreed)
    {
        if (!finished)
        {
            finished = true;
            done(agreed);
        }
    }
}
