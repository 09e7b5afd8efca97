namespace Kindline.Voice.Sip.Transactions;

/// <summary>
/// The INVITE server transaction (RFC 3261 17.2.1 with the Accepted state of RFC 6026 7.1): repeats provisional responses on
/// request, failures by timer until their ACK comes, and swallows retransmitted INVITEs after a 2xx, whose own retransmission
/// is the dialog's affair.
/// </summary>
internal sealed class InviteServerTransaction : ServerTransaction
{
    private readonly ITransactionHost host;
    private Action<Input, ReadOnlyMemory<byte>> state;
    private ReadOnlyMemory<byte> last;
    private TimeSpan interval = TransactionTimes.T1;
    private bool quiet;
    private MailboxTimer? resend;
    private MailboxTimer? limit;

    public InviteServerTransaction(TransactionKey key, SipRequest request, SipFlow replyTo, ITransactionHost host)
        : base(key, request, replyTo)
    {
        this.host = host;
        state = Proceeding;
    }

    private enum Input
    {
        Invite,
        Ack,
        Provisional,
        Success,
        Failure,
        TimerG,
        TimerH,
        TimerI,
        TimerL,
    }

    /// <summary>The name of the state, for tests and logs.</summary>
    public string State => state.Method.Name;

    /// <inheritdoc/>
    public override bool Answered => state != Proceeding;

    /// <summary>Whether its sender has heard nothing yet.</summary>
    public bool IsHidden => !Answered && last.IsEmpty;

    public override void OnRequest(SipRequest request) =>
        state(request.Method == SipMethods.Ack ? Input.Ack : Input.Invite, default);

    public override void Respond(SipResponse response)
    {
        var input = response.StatusCode switch
        {
            < 200 => Input.Provisional,
            < 300 => Input.Success,
            _ => Input.Failure,
        };
        state(input, SipWriter.ToBytes(response));
    }

    public override void Abandon() => Terminate();

    /// <summary>Sends a failure that is repeated when the INVITE is, and not by timer.</summary>
    public void RespondOnce(SipResponse response)
    {
        quiet = true;
        Respond(response);
    }

    private void Proceeding(Input input, ReadOnlyMemory<byte> response)
    {
        switch (input)
        {
            case Input.Invite when !last.IsEmpty:
                Send(last);
                break;
            case Input.Provisional:
                last = response;
                Send(last);
                break;
            case Input.Success:
                state = Accepted;
                limit = host.Timers.After(TransactionTimes.GiveUp, () => state(Input.TimerL, default));
                Send(response);
                break;
            case Input.Failure:
                state = Completed;
                last = response;
                limit = host.Timers.After(TransactionTimes.GiveUp, () => state(Input.TimerH, default));
                StartTimerG();
                Send(last);
                break;
        }
    }

    private void Accepted(Input input, ReadOnlyMemory<byte> response)
    {
        switch (input)
        {
            case Input.Success:
                Send(response);
                break;
            case Input.TimerL:
                Terminate();
                break;
        }
    }

    private void Completed(Input input, ReadOnlyMemory<byte> response)
    {
        switch (input)
        {
            case Input.Invite:
                Send(last);
                break;
            case Input.Ack:
                state = Confirmed;
                StopTimers();
                limit = host.Timers.After(Reliable ? TimeSpan.Zero : TransactionTimes.T4, () => state(Input.TimerI, default));
                break;
            case Input.TimerG:
                interval = TransactionTimes.Doubled(interval);
                StartTimerG();
                Send(last);
                break;
            case Input.TimerH:
                Terminate();
                break;
        }
    }

    private void Confirmed(Input input, ReadOnlyMemory<byte> response)
    {
        if (input == Input.TimerI)
        {
            Terminate();
        }
    }

    private void Terminated(Input input, ReadOnlyMemory<byte> response)
    {
    }

    private void Terminate()
    {
        state = Terminated;
        StopTimers();
        host.Remove(Key);
    }

    private void StartTimerG()
    {
        if (!Reliable && !quiet)
        {
            resend = host.Timers.After(interval, () => state(Input.TimerG, default));
        }
    }

    private void StopTimers()
    {
        resend?.Stop();
        limit?.Stop();
    }

    // A response that cannot be sent now may go through when the peer repeats its request (RFC 6026 8.8), so nothing ends here.
    private void Send(ReadOnlyMemory<byte> message) => host.Send(ReplyTo, message);
}
