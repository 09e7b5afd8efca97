using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Transactions;

namespace Kindline.Voice.Calls;

/// <summary>
/// A leg's peer has pressed its own Transfer key: somebody else is to be called in its place (REFER, RFC 3515), and where that somebody is
/// spoken to already, joined with that leg (Replaces, RFC 3891). May be used from any thread; the peer waits for <see cref="Grant"/> or
/// <see cref="Refuse"/>, for some thirty seconds.
/// </summary>
public sealed class CallReferral
{
    private readonly Referral referral;
    private readonly IMailbox mailbox;

    internal CallReferral(Referral referral, IMailbox mailbox, CallLeg? with)
    {
        this.referral = referral;
        this.mailbox = mailbox;
        With = with;
    }

    /// <summary>Who shall be called.</summary>
    public SipUri Target => referral.Target;

    /// <summary>Whether somebody is meant who is spoken to already, in a call that may or may not be one of ours.</summary>
    public bool IsAttended => referral.Replaces is not null;

    /// <summary>The leg of ours that is meant; null where there is none such.</summary>
    public CallLeg? With { get; }

    /// <summary>It is being done; how it ends is told by <see cref="Tell"/>.</summary>
    public void Grant() => mailbox.Post(referral.Grant);

    /// <summary>How it ended, as a SIP status; 200 where the peer is no longer needed.</summary>
    public void Tell(int status, string phrase) => mailbox.Post(() => referral.Tell(status, phrase));

    /// <summary>It will not be done.</summary>
    public void Refuse(int status, string phrase) => mailbox.Post(() => referral.Refuse(status, phrase));
}
