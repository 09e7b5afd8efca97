using Kindline.Voice.Calls;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>An INVITE from outside until its final response (RFC 3261 13.3), unless the caller goes first.</summary>
internal sealed class InviteServer
{
    // A proxy on the way gives up a call that shows no life for three minutes (RFC 3261 13.3.1.1, 16.8).
    private static readonly TimeSpan RingAgainAfter = TimeSpan.FromMinutes(1);

    private readonly DialogLayer layer;
    private readonly InviteServerTransaction invite;
    private MailboxTimer? ringing;
    private bool answering;

    public InviteServer(DialogLayer layer, InviteServerTransaction invite, IOfferAnswer media, ISessionUser user, bool symmetric)
    {
        this.layer = layer;
        this.invite = invite;
        var dialog = Dialog.OfServer(invite.Request, Tokens.NewTag(), symmetric);
        Session = new InviteSession(layer, dialog, media, user, credentials: null) { EarlyBye = TerminateRequest };
        layer.OnCancelOf(invite, OnCancelled);
    }

    public InviteSession Session { get; }

    private string Tag => Session.Dialog.Id.LocalTag;

    /// <summary>180 Ringing, every minute anew.</summary>
    public void Ring()
    {
        ringing?.Stop();
        if (!invite.Answered)
        {
            ringing = layer.Timers.After(RingAgainAfter, Ring);
            invite.Respond(Capabilities.DialogForming(invite, 180, "Ringing", Tag, layer));
        }
    }

    /// <summary>Answers with 200; tells whether the ACK came. An INVITE without an offer gets ours, answered in the ACK.</summary>
    public void Answer(Action<bool> acked)
    {
        if (invite.Answered || answering)
        {
            acked(false);
            return;
        }
        answering = true;
        var late = invite.Request.Body.IsEmpty;
        if (late)
        {
            Session.Media.Offer(hold: false, ours => Answer(ours, late, acked));
        }
        else
        {
            Session.Media.Answer(invite.Request.Body, ours => Answer(ours, late, acked));
        }
    }

    /// <summary>Refuses; does nothing where there is a final response already.</summary>
    public void Reject(int status, string phrase, string? reason, string why = "rejected")
    {
        if (!invite.Answered)
        {
            Finish(status, phrase, reason);
            Session.End(new LegEnd(LegEnder.Us, why, status, reason, layer.Timers.Now));
        }
    }

    /// <summary>Ends the call as its state demands.</summary>
    public void HangUp()
    {
        if (invite.Answered)
        {
            Session.HangUp(LegEnder.Us, "hung up");
        }
        else
        {
            Reject(480, "Temporarily Unavailable", null);
        }
    }

    private void Answer(Described ours, bool late, Action<bool> acked)
    {
        if (invite.Answered)
        {
            acked(false);
        }
        else if (ours is Described.Sdp { Body: var body })
        {
            layer.ForgetCancelOf(invite);
            Session.Answer(invite, Capabilities.Success(invite, Tag, body, layer), late, acked);
        }
        else if (ours is Described.Failed failure)
        {
            Reject(failure.Status, failure.Phrase, null, failure.Why);
            acked(false);
        }
    }

    private void OnCancelled()
    {
        TerminateRequest();
        Session.End(new LegEnd(LegEnder.Peer, "CANCEL", 487, null, layer.Timers.Now));
    }

    private void TerminateRequest()
    {
        if (!invite.Answered)
        {
            Finish(487, "Request Terminated", null);
        }
    }

    private void Finish(int status, string phrase, string? reason)
    {
        layer.ForgetCancelOf(invite);
        var response = Responses.To(invite.Request, status, phrase, Tag);
        if (reason is not null)
        {
            response.Headers.Add(HeaderNames.Reason, reason);
        }
        invite.Respond(response);
    }
}
