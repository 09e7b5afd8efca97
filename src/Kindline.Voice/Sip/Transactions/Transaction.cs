namespace Kindline.Voice.Sip.Transactions;

/// <summary>What matches a message to its transaction (RFC 3261 17.1.3, 17.2.3): branch, sent-by on the server side, and method.</summary>
internal readonly record struct TransactionKey(string Branch, string SentBy, string Method)
{
    private const string MagicCookie = "z9hG4bK";

    public static TransactionKey ForClient(string branch, string method) => new(branch, "", method);

    /// <summary>
    /// The key of a received request; an ACK or CANCEL can be given its INVITE's method. A branch without the magic cookie comes
    /// from an RFC 2543 peer, where Call-ID, CSeq number, From tag and the whole Via stand in for it.
    /// </summary>
    public static TransactionKey ForServer(SipRequest request, Via via, string method)
    {
        var sentBy = via.Port is { } port ? $"{via.Host}:{port}" : via.Host;
        var branch = via.Branch is { } b && b.StartsWith(MagicCookie, StringComparison.OrdinalIgnoreCase)
            ? b
            : $"{request.CallId} {request.CSeq?.Number} {request.From?.Tag} {via.Branch}";
        return new TransactionKey(branch.ToLowerInvariant(), sentBy.ToLowerInvariant(), method);
    }
}

/// <summary>Why a client transaction ended without a final response (RFC 3261 8.1.3.1).</summary>
internal enum TransactionFailure
{
    /// <summary>Timer B or F: to be treated as a 408.</summary>
    Timeout,

    /// <summary>The transport could not deliver: to be treated as a 503.</summary>
    Transport,
}

/// <summary>What a client transaction tells whoever sent the request. Called in the transaction's mailbox.</summary>
internal interface IClientTransactionUser
{
    /// <summary>A provisional or final response; several 2xx where an INVITE forked or a 2xx was retransmitted.</summary>
    void OnResponse(SipResponse response);

    /// <summary>No final response will come.</summary>
    void OnFailure(TransactionFailure failure);
}

/// <summary>What a transaction needs from the layer that holds it.</summary>
internal interface ITransactionHost
{
    MailboxTimers Timers { get; }

    /// <summary>Puts a message on the wire; false where the transport knows at once that it failed.</summary>
    bool Send(SipFlow flow, ReadOnlyMemory<byte> message);

    /// <summary>Forgets the transaction: it has terminated.</summary>
    void Remove(TransactionKey key);
}

/// <summary>The sending side of a transaction. Lives in one mailbox.</summary>
internal abstract class ClientTransaction(TransactionKey key, SipRequest request, SipFlow flow)
{
    public TransactionKey Key { get; } = key;

    public SipRequest Request { get; } = request;

    public SipFlow Flow { get; } = flow;

    protected bool Reliable => Flow.Protocol != SipProtocol.Udp;

    public abstract void Start();

    public abstract void OnResponse(SipResponse response);

    public abstract void OnTransportError();
}

/// <summary>The answering side of a transaction. Lives in one mailbox.</summary>
internal abstract class ServerTransaction(TransactionKey key, SipRequest request, SipFlow replyTo)
{
    public TransactionKey Key { get; } = key;

    public SipRequest Request { get; } = request;

    /// <summary>Where responses go (RFC 3261 18.2.2, RFC 3581 4).</summary>
    public SipFlow ReplyTo { get; } = replyTo;

    /// <summary>Whether a final response has been sent.</summary>
    public abstract bool Answered { get; }

    protected bool Reliable => ReplyTo.Protocol != SipProtocol.Udp;

    /// <summary>A retransmission of the request, or the ACK of a failure.</summary>
    public abstract void OnRequest(SipRequest request);

    /// <summary>Sends a response; ignored where a final one of the same kind has gone before.</summary>
    public abstract void Respond(SipResponse response);

    /// <summary>Ends without a word: its sender is not to know that somebody is here. The request, if repeated, is a new one.</summary>
    public abstract void Abandon();
}
