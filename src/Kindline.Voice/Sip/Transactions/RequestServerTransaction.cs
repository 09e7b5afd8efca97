namespace Kindline.Voice.Sip.Transactions;

/// <summary>The server transaction of every method but INVITE and ACK (RFC 3261 17.2.2).</summary>
internal sealed class RequestServerTransaction : ServerTransaction
{
    private readonly ITransactionHost host;
    private Action<Input, ReadOnlyMemory<byte>> state;
    private ReadOnlyMemory<byte> last;

    public RequestServerTransaction(TransactionKey key, SipRequest request, SipFlow replyTo, ITransactionHost host)
        : base(key, request, replyTo)
    {
        this.host = host;
        state = Trying;
    }

    private enum Input
    {
        Request,
        Provisional,
        Final,
        TimerJ,
    }

    /// <summary>The name of the state, for tests and logs.</summary>
    public string State => state.Method.Name;

    /// <inheritdoc/>
    public override bool Answered => state != Trying && state != Proceeding;

    public override void OnRequest(SipRequest request) => state(Input.Request, default);

    public override void Respond(SipResponse response) =>
        state(response.StatusCode < 200 ? Input.Provisional : Input.Final, SipWriter.ToBytes(response));

    public override void Abandon()
    {
        state = Terminated;
        host.Remove(Key);
    }

    private void Trying(Input input, ReadOnlyMemory<byte> response)
    {
        switch (input)
        {
            case Input.Provisional:
                state = Proceeding;
                SendAndKeep(response);
                break;
            case Input.Final:
                Complete(response);
                break;
        }
    }

    private void Proceeding(Input input, ReadOnlyMemory<byte> response)
    {
        switch (input)
        {
            case Input.Request:
                host.Send(ReplyTo, last);
                break;
            case Input.Provisional:
                SendAndKeep(response);
                break;
            case Input.Final:
                Complete(response);
                break;
        }
    }

    private void Completed(Input input, ReadOnlyMemory<byte> response)
    {
        switch (input)
        {
            case Input.Request:
                host.Send(ReplyTo, last);
                break;
            case Input.TimerJ:
                state = Terminated;
                host.Remove(Key);
                break;
        }
    }

    private void Terminated(Input input, ReadOnlyMemory<byte> response)
    {
    }

    private void Complete(ReadOnlyMemory<byte> response)
    {
        state = Completed;
        host.Timers.After(Reliable ? TimeSpan.Zero : TransactionTimes.GiveUp, () => state(Input.TimerJ, default));
        SendAndKeep(response);
    }

    private void SendAndKeep(ReadOnlyMemory<byte> response)
    {
        last = response;
        host.Send(ReplyTo, last);
    }
}
