namespace Kindline.Voice.Sip.Transactions;

/// <summary>The client transaction of every method but INVITE and ACK (RFC 3261 17.1.2).</summary>
internal sealed class RequestClientTransaction : ClientTransaction
{
    private readonly ITransactionHost host;
    private readonly IClientTransactionUser user;
    private readonly ReadOnlyMemory<byte> bytes;
    private Action<Input, SipResponse?> state;
    private TimeSpan interval = TransactionTimes.T1;
    private MailboxTimer? resend;
    private MailboxTimer? limit;

    public RequestClientTransaction(
        TransactionKey key, SipRequest request, SipFlow flow, ITransactionHost host, IClientTransactionUser user)
        : base(key, request, flow)
    {
        this.host = host;
        this.user = user;
        bytes = SipWriter.ToBytes(request);
        state = Trying;
    }

    private enum Input
    {
        Provisional,
        Final,
        TimerE,
        TimerF,
        TimerK,
        TransportError,
    }

    /// <summary>The name of the state, for tests and logs.</summary>
    public string State => state.Method.Name;

    public override void Start()
    {
        limit = host.Timers.After(TransactionTimes.GiveUp, () => state(Input.TimerF, null));
        StartTimerE();
        Send();
    }

    public override void OnResponse(SipResponse response) =>
        state(response.StatusCode < 200 ? Input.Provisional : Input.Final, response);

    public override void OnTransportError() => state(Input.TransportError, null);

    private void Trying(Input input, SipResponse? response)
    {
        switch (input)
        {
            case Input.Provisional:
                state = Proceeding;
                user.OnResponse(response!);
                break;
            case Input.TimerE:
                interval = TransactionTimes.Doubled(interval);
                StartTimerE();
                Send();
                break;
            default:
                Pending(input, response);
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
            case Input.TimerE:
                interval = TransactionTimes.T2;
                StartTimerE();
                Send();
                break;
            default:
                Pending(input, response);
                break;
        }
    }

    private void Completed(Input input, SipResponse? response)
    {
        if (input == Input.TimerK)
        {
            Terminate(null);
        }
    }

    private void Terminated(Input input, SipResponse? response)
    {
    }

    /// <summary>What Trying and Proceeding have in common.</summary>
    private void Pending(Input input, SipResponse? response)
    {
        switch (input)
        {
            case Input.Final:
                state = Completed;
                StopTimers();
                limit = host.Timers.After(Reliable ? TimeSpan.Zero : TransactionTimes.T4, () => state(Input.TimerK, null));
                user.OnResponse(response!);
                break;
            case Input.TimerF:
                Terminate(TransactionFailure.Timeout);
                break;
            case Input.TransportError:
                Terminate(TransactionFailure.Transport);
                break;
        }
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

    private void StartTimerE()
    {
        if (!Reliable)
        {
            resend = host.Timers.After(interval, () => state(Input.TimerE, null));
        }
    }

    private void StopTimers()
    {
        resend?.Stop();
        limit?.Stop();
    }

    private void Send()
    {
        if (!host.Send(Flow, bytes))
        {
            state(Input.TransportError, null);
        }
    }
}
