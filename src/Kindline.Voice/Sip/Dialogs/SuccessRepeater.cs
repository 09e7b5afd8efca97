using Kindline.Voice.Sip.Transactions;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>
/// Repeats the 2xx of an INVITE from T1 to T2 until its ACK comes, for 64*T1 at most (RFC 3261 13.3.1.4). The transaction does
/// not do it (RFC 6026), and a reliable first hop does not make the last one reliable.
/// </summary>
internal sealed class SuccessRepeater
{
    private readonly InviteServerTransaction transaction;
    private readonly SipResponse success;
    private readonly MailboxTimers timers;
    private readonly Action<SipRequest?> finished;
    private readonly MailboxTimer limit;
    private MailboxTimer resend;
    private TimeSpan interval = TransactionTimes.T1;

    /// <param name="finished">Gets the ACK, or null where none came.</param>
    public SuccessRepeater(InviteServerTransaction transaction, SipResponse success, MailboxTimers timers, Action<SipRequest?> finished)
    {
        this.transaction = transaction;
        this.success = success;
        this.timers = timers;
        this.finished = finished;
        limit = timers.After(TransactionTimes.GiveUp, () => Finish(null));
        resend = timers.After(interval, Repeat);
        transaction.Respond(success);
    }

    /// <summary>Takes an ACK; false where it belongs to another INVITE.</summary>
    public bool Take(SipRequest ack)
    {
        if (ack.CSeq?.Number != transaction.Request.CSeq?.Number)
        {
            return false;
        }
        Finish(ack);
        return true;
    }

    public void Stop()
    {
        limit.Stop();
        resend.Stop();
    }

    private void Repeat()
    {
        interval = TransactionTimes.Doubled(interval);
        resend = timers.After(interval, Repeat);
        transaction.Respond(success);
    }

    private void Finish(SipRequest? ack)
    {
        Stop();
        finished(ack);
    }
}
