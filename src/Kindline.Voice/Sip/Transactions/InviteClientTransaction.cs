namespace Kindline.Voice.Sip.Transactions;

/// <summary>
/// The INVITE client transaction (RFC 3261 17.1.1 with the Accepted state of RFC 6026 7.2): retransmits until something comes
/// back, acknowledges failures itself, and hands every 2xx up, whose ACK is the dialog's affair.
/// </summary>
internal sealed class InviteClientTransaction : ClientTransaction
{
    private readonly ITransactionHost host;
    private readonly IClientTransactionUser user;
    private readonly ReadOnlyMemory<byte> bytes;
    private Action<Input, SipResponse?> state;
    private TimeSpan interval = TransactionTimes.T1;
    private MailboxTimer? resend;
    private MailboxTimer? limit;
    private ReadOnlyMemory<byte> ack;

    public InviteClientTransaction(
        TransactionKey key, SipRequest request, SipFlow flow, ITransactionHost host, IClientTransactionUser user)
        : base(key, request, flow)
    {
        this.host = host;
        this.user = user;
        bytes = SipWriter.ToBytes(request);
        state = Calling;
    }

    private enum Input
    {
        Provisional,
        Success,
        Failure,
        TimerA,
        TimerB,
        TimerD,
        TimerM,
        TransportError,
    }

    /// <summary>The name of the state, for tests and logs.</summary>
    public string State => state.Method.Name;

    public override void Start()
    {
        limit = host.Timers.After(TransactionTimes.GiveUp, () => state(Input.TimerB, null));
        StartTimerA();
        Send(bytes);
    }

    public override void OnResponse(SipResponse response) => state(InputOf(response), response);

    public override void OnTransportError() => state(Input.TransportError, null);

    /// <summary>
    /// CANCEL has gone out: where no final response comes within 64 T1, the call counts as cancelled, and nothing more is waited for
    /// (RFC 3261 9.1).
    /// </summary>
    public void OnCancelled()
    {
        if (state == Proceeding)
        {
            limit = host.Timers.After(TransactionTimes.GiveUp, () => state(Input.TimerB, null));
        }
    }

    /// <summary>Its user waits no more: what is on the wire may still be answered, but nothing is added to it.</summary>
    public void StopRepeating() => resend?.Stop();

    private void Calling(Input input, SipResponse? response)
    {
        switch (input)
        {
            case Input.Provisional:
                state = Proceeding;
                StopTimers();
                user.OnResponse(response!);
                break;
            case Input.Success:
                Accept(response!);
                break;
            case Input.Failure:
                Complete(response!);
                break;
            case Input.TimerA:
                interval *= 2;
                StartTimerA();
                Send(bytes);
                break;
            case Input.TimerB:
                Terminate(TransactionFailure.Timeout);
                break;
            case Input.TransportError:
                Terminate(TransactionFailure.Transport);
                break;
        }
    }

    private void Proceeding(Input input, SipResponse? response)
    {
        switch (input)
        {
            case Input.Provisional:
                user.OnResponse(response!);
                break;
            case Input.Success:
                Accept(response!);
                break;
            case Input.Failure:
                Complete(response!);
                break;
            case Input.TimerB:
                Terminate(TransactionFailure.Timeout);
                break;
            case Input.TransportError:
                Terminate(TransactionFailure.Transport);
                break;
        }
    }

    private void Accepted(Input input, SipResponse? response)
    {
        switch (input)
        {
            case Input.Success:
                user.OnResponse(response!);
                break;
            case Input.TimerM:
                Terminate(null);
                break;
        }
    }

    private void Completed(Input input, SipResponse? response)
    {
        switch (input)
        {
            case Input.Failure:
                Send(ack);
                break;
            case Input.TimerD or Input.TransportError:
                Terminate(null);
                break;
        }
    }

    private void Terminated(Input input, SipResponse? response)
    {
    }

    private void Accept(SipResponse response)
    {
        state = Accepted;
        StopTimers();
        limit = host.Timers.After(TransactionTimes.GiveUp, () => state(Input.TimerM, null));
        user.OnResponse(response);
    }

    private void Complete(SipResponse response)
    {
        state = Completed;
        StopTimers();
        ack = SipWriter.ToBytes(HopRequests.AckOfFailure(Request, response));
        limit = host.Timers.After(Reliable ? TimeSpan.Zero : TransactionTimes.GiveUp, () => state(Input.TimerD, null));
        Send(ack);
        user.OnResponse(response);
    }

    private void Terminate(TransactionFailure? failure)
    {
        state = Terminated;
        StopTimers();
        host.Remove(Key);
        if (failure is { } why)
        {
            user.OnFailure(why);
        }
    }

    private void StartTimerA()
    {
        if (!Reliable)
        {
            resend = host.Timers.After(interval, () => state(Input.TimerA, null));
        }
    }

    private void StopTimers()
    {
        resend?.Stop();
        limit?.Stop();
    }

    private void Send(ReadOnlyMemory<byte> message)
    {
        if (!host.Send(Flow, message))
        {
            state(Input.TransportError, null);
        }
    }

    private static Input InputOf(SipResponse response) => response.StatusCode switch
    {
        < 200 => Input.Provisional,
        < 300 => Input.Success,
        _ => Input.Failure,
    };
}
