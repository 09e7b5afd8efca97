using System.Globalization;
using System.Security.Cryptography;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>
/// The INVITE usage of one dialog, of either role: from the first provisional response until BYE. Answers what comes inside the
/// dialog, offers and takes new session descriptions, and ends once. Lives in one mailbox.
/// </summary>
internal sealed class InviteSession : IDialogUser
{
    private readonly ISessionUser user;
    private readonly Queue<Action> later = [];
    private Stage stage = Stage.Early;
    private SuccessRepeater? answering;
    private Reinvite? offering;
    private Action<bool>? acked;
    private ReadOnlyMemory<byte> ack;
    private bool describing;
    private bool holding;
    private bool referred;

    public InviteSession(DialogLayer layer, Dialog dialog, IOfferAnswer media, ISessionUser user, Credentials? credentials)
    {
        Layer = layer;
        Dialog = dialog;
        Media = media;
        Credentials = credentials;
        this.user = user;
        layer.Add(dialog.Id, this);
    }

    private enum Stage
    {
        /// <summary>No final response yet.</summary>
        Early,

        /// <summary>We have answered and wait for the ACK.</summary>
        Answering,

        /// <summary>Confirmed.</summary>
        Up,

        /// <summary>Hung up while we waited for the ACK: a BYE may only follow it (RFC 3261 15).</summary>
        Closing,

        /// <summary>Over.</summary>
        Ended,
    }

    public DialogLayer Layer { get; }

    public Dialog Dialog { get; }

    public IOfferAnswer Media { get; }

    public Credentials? Credentials { get; }

    public bool IsUp => stage == Stage.Up;

    /// <summary>Whether an offer of the peer's is being answered, or still waits for its ACK.</summary>
    public bool IsAnswering => describing || answering is not null;

    /// <summary>Whether a new offer cannot be taken now: one is under way in either direction (RFC 3261 14.2, RFC 3264 4).</summary>
    private bool IsNegotiating => stage != Stage.Up || offering is { Pending: true } || IsAnswering;

    /// <summary>Whether the peer has an offer out that we have not answered yet: the next one is to come later (RFC 3311 5.2).</summary>
    private bool OwesAnswer => describing || (stage == Stage.Early && !Dialog.IsCaller);

    /// <summary>Whether the peer's 2xx has come and is acknowledged.</summary>
    public bool IsAcknowledged => !ack.IsEmpty;

    /// <summary>Runs where the caller sends BYE before we have answered.</summary>
    public Action? EarlyBye { get; set; }

    /// <summary>Sends our 2xx to the initial INVITE and repeats it until its ACK.</summary>
    public void Answer(InviteServerTransaction invite, SipResponse success, bool lateOffer, Action<bool> acknowledged)
    {
        stage = Stage.Answering;
        acked = acknowledged;
        answering = new SuccessRepeater(invite, success, Layer.Timers, received => OnInitialAck(received, lateOffer));
    }

    /// <summary>The peer's 2xx has come: acknowledges it. The session stands.</summary>
    public void Confirm(SipResponse success)
    {
        Dialog.Confirm(success);
        stage = Stage.Up;
        ack = Layer.Transactions.SendAck(Dialog.Ack(success.CSeq?.Number ?? 0), Dialog.NextHop);
    }

    /// <summary>The peer's 2xx has come again: so did our ACK get lost (RFC 3261 13.2.2.4).</summary>
    public void RepeatAck() => Layer.Transactions.Send(Dialog.NextHop, ack);

    /// <summary>Offers anew, with the peer on hold or not, after what was asked before; tells whether the peer agreed.</summary>
    public void Offer(bool hold, Action<bool> done)
    {
        if (offering is not null)
        {
            later.Enqueue(() => Offer(hold, done));
            return;
        }
        offering = new Reinvite(this, hold, agreed =>
        {
            offering = null;
            holding = agreed ? hold : holding;
            done(agreed);
            if (later.TryDequeue(out var next))
            {
                next();
            }
        });
        offering.Start();
    }

    /// <summary>Offers anew what holds already, as after the loss of a relay.</summary>
    public void Refresh(Action<bool> done) => Offer(holding, done);

    /// <summary>Asks the peer whether it still knows the dialog, and ends the session where it does not.</summary>
    public void Probe()
    {
        if (stage == Stage.Up)
        {
            DialogRequest.Send(this, SipMethods.Options, () => HangUp(LegEnder.Network, "dialog lost"));
        }
    }

    /// <summary>Ends a confirmed session with BYE.</summary>
    public void HangUp(LegEnder by, string why)
    {
        if (stage == Stage.Answering)
        {
            Conclude(Stage.Closing, new LegEnd(by, why, null, null, Layer.Timers.Now));
        }
        else if (stage == Stage.Up)
        {
            SendBye();
            End(new LegEnd(by, why, null, null, Layer.Timers.Now));
        }
    }

    /// <summary>Ends without a message: the INVITE was refused or cancelled.</summary>
    public void End(LegEnd end)
    {
        if (stage != Stage.Ended)
        {
            Forget();
            Conclude(Stage.Ended, end);
        }
    }

    public void OnAck(SipRequest request) => answering?.Take(request);

    public void OnRequest(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (stage == Stage.Ended)
        {
            Respond(transaction, 481, "Call/Transaction Does Not Exist");
        }
        else if (!Dialog.Accepts(request))
        {
            RefuseForNow(transaction);
        }
        else
        {
            Dispatch(transaction, request);
        }
    }

    private void Dispatch(ServerTransaction transaction, SipRequest request)
    {
        switch (request.Method)
        {
            case SipMethods.Bye:
                OnBye(transaction);
                break;
            case SipMethods.Invite:
                OnReinvite((InviteServerTransaction)transaction);
                break;
            case SipMethods.Update:
                OnUpdate(transaction);
                break;
            case SipMethods.Info:
                Respond(transaction, 200, "OK");
                if (DtmfRelay.TryRead(request, out var digit))
                {
                    user.OnDigit(digit);
                }
                break;
            case SipMethods.Refer:
                OnRefer(transaction);
                break;
            case SipMethods.Options:
                transaction.Respond(Capabilities.Describe(Responses.To(request, 200, "OK"), Layer.UserAgent));
                break;
            default:
                transaction.Respond(Capabilities.Describe(Responses.To(request, 405, "Method Not Allowed"), Layer.UserAgent));
                break;
        }
    }

    private void OnBye(ServerTransaction bye)
    {
        Respond(bye, 200, "OK");
        var early = stage == Stage.Early;
        End(new LegEnd(LegEnder.Peer, "BYE", null, bye.Request.Headers[HeaderNames.Reason], Layer.Timers.Now));
        if (early)
        {
            EarlyBye?.Invoke();
        }
    }

    private void OnReinvite(InviteServerTransaction invite)
    {
        if (IsNegotiating)
        {
            Respond(invite, 491, "Request Pending");
            return;
        }
        describing = true;
        // A CANCEL from here on has lost its race (RFC 3261 9.2): what is offered is applied already.
        Layer.OnCancelOf(invite, static () => { });
        var late = invite.Request.Body.IsEmpty;
        if (late)
        {
            Media.Offer(holding, ours => AnswerReinvite(invite, ours, late));
        }
        else
        {
            Media.Answer(invite.Request.Body, ours => AnswerReinvite(invite, ours, late));
        }
    }

    private void AnswerReinvite(InviteServerTransaction invite, Described ours, bool late)
    {
        describing = false;
        Layer.ForgetCancelOf(invite);
        if (stage != Stage.Up)
        {
            Respond(invite, 487, "Request Terminated");
        }
        else if (ours is Described.Sdp { Body: var body })
        {
            Dialog.RefreshTarget(invite.Request);
            answering = new SuccessRepeater(invite, Success(invite, body), Layer.Timers, received => OnReinviteAck(received, late));
        }
        else
        {
            Refuse(invite, ours);
        }
    }

    private void OnReinviteAck(SipRequest? received, bool lateOffer)
    {
        answering = null;
        if (received is null)
        {
            HangUp(LegEnder.Network, "no ACK");
        }
        else if (lateOffer)
        {
            Accept(received.Body, EndIfUnusable);
        }
    }

    private void OnRefer(ServerTransaction refer)
    {
        if (stage != Stage.Up)
        {
            Respond(refer, 403, "Not Answered Yet");
        }
        else if (Referral.Read(this, refer, isFirst: !referred) is { } referral)
        {
            referred = true;
            user.OnReferred(referral);
        }
    }

    private void OnUpdate(ServerTransaction update)
    {
        if (update.Request.Body.IsEmpty)
        {
            Dialog.RefreshTarget(update.Request);
            update.Respond(Success(update, default));
        }
        else if (OwesAnswer)
        {
            RefuseForNow(update);
        }
        else if (IsNegotiating)
        {
            Respond(update, 491, "Request Pending");
        }
        else
        {
            describing = true;
            Media.Answer(update.Request.Body, ours => AnswerUpdate(update, ours));
        }
    }

    private void AnswerUpdate(ServerTransaction update, Described ours)
    {
        describing = false;
        if (stage != Stage.Up)
        {
            Respond(update, 487, "Request Terminated");
        }
        else if (ours is Described.Sdp { Body: var body })
        {
            Dialog.RefreshTarget(update.Request);
            update.Respond(Success(update, body));
        }
        else
        {
            Refuse(update, ours);
        }
    }

    private void OnInitialAck(SipRequest? received, bool lateOffer)
    {
        answering = null;
        if (stage == Stage.Closing)
        {
            SendBye();
            Forget();
            stage = Stage.Ended;
            return;
        }
        stage = Stage.Up;
        if (received is null)
        {
            HangUp(LegEnder.Network, "no ACK");
        }
        else if (lateOffer)
        {
            Accept(received.Body, taken =>
            {
                EndIfUnusable(taken);
                TellAcked(stage == Stage.Up);
            });
        }
        else
        {
            TellAcked(true);
        }
    }

    /// <summary>The answer to a late offer of ours, which came in the ACK.</summary>
    private void Accept(ReadOnlyMemory<byte> answer, Action<Described> then)
    {
        describing = true;
        Media.Accept(answer, taken =>
        {
            describing = false;
            then(taken);
        });
    }

    private void EndIfUnusable(Described taken)
    {
        if (taken is Described.Failed failure)
        {
            HangUp(LegEnder.Us, failure.Why);
        }
    }

    private void TellAcked(bool came)
    {
        var tell = acked;
        acked = null;
        tell?.Invoke(came);
    }

    // A number out of order (RFC 3261 12.2.2); the peer may try again after a while of our choosing (14.2).
    private static void RefuseForNow(ServerTransaction transaction)
    {
        var response = Responses.To(transaction.Request, 500, "Server Internal Error");
        var seconds = RandomNumberGenerator.GetInt32(0, 11);
        response.Headers.Add(HeaderNames.RetryAfter, seconds.ToString(CultureInfo.InvariantCulture));
        transaction.Respond(response);
    }

    private SipResponse Success(ServerTransaction transaction, ReadOnlyMemory<byte> sdp) =>
        Capabilities.Success(transaction, Dialog.Id.LocalTag, sdp, Layer);

    private void SendBye() => DialogRequest.Send(this, SipMethods.Bye);

    private static void Refuse(ServerTransaction transaction, Described ours)
    {
        if (ours is Described.Failed failure)
        {
            Respond(transaction, failure.Status, failure.Phrase);
        }
    }

    private static void Respond(ServerTransaction transaction, int status, string reason) =>
        transaction.Respond(Responses.To(transaction.Request, status, reason));

    private void Forget()
    {
        answering?.Stop();
        answering = null;
        Layer.Remove(Dialog.Id);
    }

    private void Conclude(Stage next, LegEnd end)
    {
        var told = stage == Stage.Closing;
        stage = next;
        offering?.Abandon();
        TellAcked(false);
        if (!told)
        {
            user.OnEnded(end);
        }
    }
}
