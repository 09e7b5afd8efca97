using System.Net;
using Kindline.Voice.Sip.Guard;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Sip.Transactions;

/// <summary>The transport as the transactions see it.</summary>
internal interface ISipWire
{
    /// <summary>Queues a message; false where it is known at once that it cannot go out.</summary>
    bool Send(SipFlow flow, ReadOnlyMemory<byte> message);

    /// <summary>The address and port that the peer of this flow reaches us at.</summary>
    IPEndPoint LocalFor(SipFlow flow);

    /// <summary>Why the last TLS connection that this flow needs was not made; null where it was, or none is needed.</summary>
    ConnectFault? FaultOf(SipFlow flow);
}

/// <summary>What the transaction layer hands up. Called in the layer's mailbox.</summary>
internal interface ITransactionUser
{
    /// <summary>Whether whoever sent an INVITE may know at once that somebody is here; else the user decides later.</summary>
    bool ShowsItself(SipRequest request);

    /// <summary>A new request, to be answered through its transaction, or abandoned.</summary>
    void OnRequest(ServerTransaction transaction);

    /// <summary>The INVITE has been cancelled; the CANCEL itself is answered already (RFC 3261 9.2).</summary>
    void OnCancel(InviteServerTransaction invite);

    /// <summary>The ACK of a 2xx, which has no transaction.</summary>
    void OnAck(SipRequest ack);
}

/// <summary>
/// All transactions of one mailbox (RFC 3261 17): finds the transaction of a message, makes new ones, and settles what needs no
/// user: retransmissions, CANCEL matching, merged requests (8.2.2.2) and all else that <see cref="RequestCheck"/> finds.
/// </summary>
internal sealed class TransactionLayer : ITransactionHost
{
    private readonly ISipWire wire;
    private readonly OpenCalls calls;
    private readonly RequestRules rules;
    private readonly Dictionary<TransactionKey, ClientTransaction> clients = [];
    private readonly Dictionary<TransactionKey, Served> servers = [];
    private readonly Dictionary<MergeKey, TransactionKey> firstComers = [];

    public TransactionLayer(ISipWire wire, OpenCalls calls, MailboxTimers timers, RequestRules rules)
    {
        this.wire = wire;
        this.calls = calls;
        this.rules = rules with { IsMerged = IsMerged };
        Timers = timers;
    }

    private readonly record struct MergeKey(string CallId, string FromTag, CSeq CSeq);

    private readonly record struct Served(ServerTransaction Transaction, MergeKey? Merge);

    /// <summary>Who gets new requests; set once, before the first message.</summary>
    public ITransactionUser? User { get; set; }

    public MailboxTimers Timers { get; }

    /// <summary>How many transactions are alive.</summary>
    public int Count => clients.Count + servers.Count;

    /// <summary>Sends a request in a transaction of its own, under a new Via.</summary>
    public ClientTransaction Send(SipRequest request, SipFlow flow, IClientTransactionUser user)
    {
        var branch = AddVia(request, flow);
        var key = TransactionKey.ForClient(branch, request.Method);
        ClientTransaction transaction = request.Method == SipMethods.Invite
            ? new InviteClientTransaction(key, request, flow, this, user)
            : new RequestClientTransaction(key, request, flow, this, user);
        Keep(transaction);
        transaction.Start();
        return transaction;
    }

    /// <summary>Cancels an INVITE that has had a provisional response (RFC 3261 9.1); the CANCEL's own fate is of no interest.</summary>
    public void Cancel(ClientTransaction invite)
    {
        var cancel = HopRequests.CancelOf(invite.Request);
        var key = invite.Key with { Method = SipMethods.Cancel };
        var transaction = new RequestClientTransaction(key, cancel, invite.Flow, this, Unheard.User);
        Keep(transaction);
        transaction.Start();
        (invite as InviteClientTransaction)?.OnCancelled();
    }

    /// <summary>Sends the ACK of a 2xx: no transaction, a branch of its own (RFC 3261 13.2.2.4). Returns what to repeat.</summary>
    public ReadOnlyMemory<byte> SendAck(SipRequest ack, SipFlow flow)
    {
        AddVia(ack, flow);
        var bytes = SipWriter.ToBytes(ack);
        wire.Send(flow, bytes);
        return bytes;
    }

    public bool Send(SipFlow flow, ReadOnlyMemory<byte> message) => wire.Send(flow, message);

    public void Receive(SipResponse response)
    {
        // A response with a second Via was meant for a proxy (RFC 3261 8.1.3.3).
        if (response.Vias is [{ Branch: { } branch }] && response.CSeq is { } cseq
            && clients.TryGetValue(TransactionKey.ForClient(branch, cseq.Method), out var transaction))
        {
            transaction.OnResponse(response);
        }
    }

    public void Receive(SipRequest request)
    {
        if (request.TopVia is not { } via || request.Source is not { } source)
        {
            return;
        }
        var method = request.Method == SipMethods.Ack ? SipMethods.Invite : request.Method;
        var key = TransactionKey.ForServer(request, via, method);
        if (servers.TryGetValue(key, out var known) && !(request.Method == SipMethods.Ack && IsAckOfSuccess(known.Transaction)))
        {
            known.Transaction.OnRequest(request);
        }
        else if (request.Method == SipMethods.Ack)
        {
            User?.OnAck(request);
        }
        else
        {
            Begin(request, key, ReplyPath.Of(via, source));
        }
    }

    /// <summary>A connection broke: requests that wait for an answer on it will not get one.</summary>
    public void OnFlowFailed(SipFlow flow)
    {
        foreach (var transaction in clients.Values.Where(t => Uses(t.Flow, flow)).ToList())
        {
            transaction.OnTransportError();
        }
    }

    void ITransactionHost.Remove(TransactionKey key)
    {
        if (clients.Remove(key, out var client))
        {
            calls.Requests.Leave(client.Request.CallId);
            return;
        }
        if (servers.Remove(key, out var served))
        {
            if (served.Transaction is InviteServerTransaction)
            {
                calls.Requests.Leave(served.Transaction.Request.CallId);
            }
            if (served.Merge is { } merge)
            {
                firstComers.Remove(merge);
            }
        }
    }

    private void Keep(ClientTransaction transaction)
    {
        clients[transaction.Key] = transaction;
        calls.Requests.Enter(transaction.Request.CallId);
    }

    private void Begin(SipRequest request, TransactionKey key, SipFlow replyTo)
    {
        var fault = RequestCheck.Find(request, null, rules);
        if (fault is RequestFault.Drop)
        {
            return;
        }
        ServerTransaction transaction = request.Method == SipMethods.Invite
            ? new InviteServerTransaction(key, request, replyTo, this)
            : new RequestServerTransaction(key, request, replyTo, this);
        var merge = MergeOf(request);
        servers[key] = new Served(transaction, merge is { } m && firstComers.TryAdd(m, key) ? merge : null);
        if (transaction is InviteServerTransaction)
        {
            // Its ACK and CANCEL belong to something that is under way.
            calls.Requests.Enter(request.CallId);
        }
        if (fault is RequestFault.Answer answer)
        {
            Refuse(transaction, answer);
        }
        else if (request.Method == SipMethods.Cancel)
        {
            AnswerCancel(transaction, key);
        }
        else
        {
            Announce(transaction);
        }
    }

    private void Refuse(ServerTransaction transaction, RequestFault.Answer fault)
    {
        if (User?.ShowsItself(transaction.Request) == false)
        {
            transaction.Abandon();
        }
        else
        {
            transaction.Respond(Responses.To(transaction.Request, fault));
        }
    }

    private void Announce(ServerTransaction transaction)
    {
        if (transaction is InviteServerTransaction && User?.ShowsItself(transaction.Request) != false)
        {
            // At once, as whoever answers has phones to ring and secrets to look up (RFC 3261 17.2.1 allows 200 ms).
            transaction.Respond(Responses.To(transaction.Request, 100, "Trying"));
        }
        User?.OnRequest(transaction);
    }

    private void AnswerCancel(ServerTransaction cancel, TransactionKey key)
    {
        if (servers.TryGetValue(key with { Method = SipMethods.Invite }, out var served)
            && served.Transaction is InviteServerTransaction invite)
        {
            if (invite.IsHidden)
            {
                // Nobody cancels before something was heard (RFC 3261 9.1) but who wants to hear something.
                cancel.Abandon();
                return;
            }
            cancel.Respond(Responses.To(cancel.Request, 200, "OK"));
            if (!invite.Answered)
            {
                User?.OnCancel(invite);
            }
        }
        else
        {
            // A stranger's INVITE may have been dropped between this CANCEL's arrival and its turn.
            Refuse(cancel, new RequestFault.Answer(481, "Call/Transaction Does Not Exist"));
        }
    }

    private static bool Uses(SipFlow used, SipFlow broken) =>
        used.ConnectionId == 0
            ? used.Protocol == broken.Protocol && used.Remote.Equals(broken.Remote) && used.Peer == broken.Peer
            : used.ConnectionId == broken.ConnectionId && used.Protocol == broken.Protocol && used.Remote.Equals(broken.Remote);

    // Some peers reuse the INVITE's branch for the ACK of its 2xx; the transaction in Accepted has no use for it, the dialog has.
    private static bool IsAckOfSuccess(ServerTransaction transaction) =>
        transaction is InviteServerTransaction { State: "Accepted" };

    private bool IsMerged(SipRequest request) => MergeOf(request) is { } merge && firstComers.ContainsKey(merge);

    private static MergeKey? MergeOf(SipRequest request) =>
        request.Method != SipMethods.Cancel && request.To?.Tag is null && request.CSeq is { } cseq
            ? new MergeKey(request.CallId ?? "", request.From?.Tag ?? "", cseq)
            : null;

    private string AddVia(SipRequest request, SipFlow flow)
    {
        var branch = Tokens.NewBranch();
        request.Headers.AddFirst(HeaderNames.Via, $"SIP/2.0/{flow.Protocol.ViaWord()} {wire.LocalFor(flow)};branch={branch};rport");
        return branch;
    }

    private sealed class Unheard : IClientTransactionUser
    {
        public static readonly Unheard User = new();

        public void OnResponse(SipResponse response)
        {
        }

        public void OnFailure(TransactionFailure failure)
        {
        }
    }
}
